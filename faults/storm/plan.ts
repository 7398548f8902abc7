import { createRandom } from '../random.ts';

/** What may happen, and how often it does, relative to the others. */
const KINDS = {
  register: 30,
  registerGroup: 4,
  pay: 16,
  payLater: 4,
  decline: 1,
  settle: 3,
  returnPage: 2,
  joinWaitlist: 14,
  leaveWaitlist: 2,
  acceptOffer: 9,
  cancelOwn: 6,
  cancelByMember: 3,
  cancelOrder: 3,
  giveAway: 4,
  claim: 4,
  revokeLink: 1,
  moveDate: 4,
  payOrder: 5,
  extend: 3,
  apply: 7,
  pairUp: 5,
  decide: 8,
  refund: 4,
  refundTooMuch: 2,
  reinstate: 2,
  bankTransfer: 5,
  undoPayment: 2,
  confirmRefund: 3,
  capacity: 3,
  cancelIntensive: 0.7,
  outsideRefund: 1,
  failRefund: 0.7,
  slowRefunds: 0.7,
  openDispute: 1.5,
  closeDispute: 1.5,
  answerDispute: 1,
  breakStripe: 5,
  stopStripe: 0.7,
  payOut: 0.7,
  deliver: 12,
  loseEvents: 1.5,
  jobs: 6,
  minutes: 7,
  halfHour: 3,
  day: 0.6,
  fortnight: 0.1,
} as const;
export type Kind = keyof typeof KINDS;

/** A choice, with numbers from 0 and below 1 that say of whom, of what and how much. */
export type Step = { kind: Kind; n: readonly number[] };
/** Steps that happen at once. `kill`: which process is killed meanwhile, after so many milliseconds. */
export type Burst = { steps: readonly Step[]; kill: { process: number; afterMs: number } | null };

const NUMBERS = 6;
const MOST_AT_ONCE = 7;

function kindAt(weight: number): Kind {
  let left = weight;
  for (const [kind, share] of Object.entries(KINDS)) {
    left -= share;
    if (left < 0) return kind as Kind;
  }
  return 'register';
}

/** The choices of a seed: the same for the same seed, whatever comes of them. */
export function planOf({ seed, steps, kills }: { seed: number; steps: number; kills: number }): Burst[] {
  const random = createRandom(seed);
  const bursts: Burst[] = [];
  const total = Object.values(KINDS).reduce((sum: number, weight) => sum + weight, 0);
  const choose = (): Step => {
    const kind = kindAt(random.next() * total);
    return { kind, n: Array.from({ length: NUMBERS }, () => random.next()) };
  };
  for (let left = steps; left > 0; ) {
    const size = Math.min(left, 1 + random.below(MOST_AT_ONCE));
    bursts.push({ steps: Array.from({ length: size }, choose), kill: null });
    left -= size;
  }
  for (let at = 1; at <= kills; at += 1) {
    const burst = bursts[Math.floor((bursts.length * at) / (kills + 1))];
    if (burst === undefined) continue;
    // Enough is on its way when the process goes.
    burst.steps = [...burst.steps, ...Array.from({ length: MOST_AT_ONCE }, choose)];
    burst.kill = { process: random.below(2), afterMs: random.below(30) };
  }
  return bursts;
}
