import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { ReturnedCheckout } from '../queries/returned.ts';
import { isOpenRefund, type RefundState } from './standing.ts';

export const RETURN_STATES = [
  'CONFIRMED',
  'WITHHELD',
  'MOVED',
  'PASSED',
  'CALLED_OFF',
  'WITHDRAWN',
  'STOPPED',
  'NOT_AHEAD',
  'PART',
  'TWICE',
  'LATE',
  'GONE',
  'PROCESSING',
  'OPEN',
  'LEFT',
  'UNSURE',
  'OVER',
  'FAILED',
  'ENDED',
  'AGAIN',
] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

/** How somebody came back: from the link that gives up paying or not, and whether Stripe told us how it stands. */
type Coming = { now: Date; left: boolean; asked: boolean };
type Facts = Pick<ReturnedCheckout, 'state' | 'expiresAt' | 'places' | 'refunds' | 'moved' | 'calledOff'>;

const isLive = (state: RegistrationState): boolean => (LIVE_STATES as readonly RegistrationState[]).includes(state);

/** What a buyer who comes back from Stripe is told: what is recorded, whatever page they saw there. */
export function returnStateOf(facts: Facts, coming: Coming): ReturnState {
  const { state, places } = facts;
  if (isCalledOff(facts)) return 'CALLED_OFF';
  if (state === 'COMPLETE') return paidState(facts);
  // Another payment may have bought the place.
  if (places.some((place) => place.state === 'CONFIRMED')) return seatedState(facts);
  const ended = state === 'PROCESSING' ? null : endedBy(facts);
  if (ended !== null) return ended;
  if (state === 'PROCESSING') return 'PROCESSING';
  if (state === 'FAILED' || state === 'EXPIRED') return endedState(facts);
  if (coming.now >= facts.expiresAt) return 'OVER';
  if (!coming.asked) return 'UNSURE';
  return coming.left ? 'LEFT' : 'OPEN';
}

/** A place that ended before the event was canceled ended for another reason. */
const isCalledOff = ({ calledOff, places }: Facts): boolean =>
  calledOff && places.some(({ state, because }) => isLive(state) || because === 'EVENT_CANCELLED');

/** Confirmed: where it was bought, at another date, or for another person. */
function seatedState({ places, moved }: Facts): ReturnState {
  const seated = places.filter(({ state }) => state === 'CONFIRMED');
  if (seated.every(({ passed, mine }) => passed && !mine)) return 'PASSED';
  if (!seated.some(({ letsIn }) => letsIn)) return 'WITHHELD';
  return moved ? 'MOVED' : 'CONFIRMED';
}

/**
 * Who ended what was not paid: its buyer, or the organizer; of a pair, nobody of whom the buyer is told. Whoever has a place learns of
 * that one alone: the other one's says what its own person did. Null when it ended by itself.
 */
function endedBy({ places }: Facts): ReturnState | null {
  if (places.some(({ state }) => isLive(state))) return null;
  const mine = places.filter((place) => place.mine);
  const ends = new Set((mine.length === 0 ? places : mine).map(({ because }) => because));
  if (ends.has('WITHDRAWN')) return 'WITHDRAWN';
  if (ends.has('BY_ORGANIZER')) return 'STOPPED';
  return ends.has('PLACE_ENDED') ? 'NOT_AHEAD' : null;
}

function paidState(facts: Facts): ReturnState {
  const { places, refunds } = facts;
  const causes = refunds.filter(({ here }) => here).map(({ cause }) => cause);
  if (causes.includes('LATE_PAYMENT')) return 'LATE';
  if (!places.some(({ state }) => state === 'CONFIRMED'))
    return places.some(({ state }) => isLive(state)) ? 'PART' : 'GONE';
  return causes.includes('DOUBLE_PAYMENT') ? 'TWICE' : seatedState(facts);
}

function endedState({ state, places }: Facts): ReturnState {
  if (places.some((place) => isLive(place.state))) return 'AGAIN';
  return state === 'FAILED' ? 'FAILED' : 'ENDED';
}

type Back = { comingMinor: number; sentMinor: number; failedMinor: number };

/** The money that goes back: on its way, sent, and what could not be sent and was not sent in another way. */
export function moneyBack(refunds: ReturnedCheckout['refunds']): Back {
  const sum = (counts: (state: RefundState) => boolean) =>
    refunds.filter(({ state }) => counts(state)).reduce((all, { amountMinor }) => all + amountMinor, 0);
  const [comingMinor, sentMinor] = [sum(isOpenRefund), sum((state) => state === 'SUCCEEDED')];
  const failedMinor = Math.max(0, sum((state) => state === 'FAILED') - comingMinor - sentMinor);
  return { comingMinor, sentMinor, failedMinor };
}
