import type { Fault, How } from '../../test/support/stripe/faults.ts';
import { type Act, pick } from './asking.ts';
import type { Stage } from './stage.ts';

// What buyers, banks, Stripe and time do.

const openSessions = ({ stripe }: Stage) => [...stripe.state.open];

const pay: Act = async (stage, n) => {
  const session = pick(openSessions(stage), n[0]);
  if (session === undefined) return;
  const methods = session.allowed_payment_method_types ?? ['card'];
  // A page whose time is over cannot be paid.
  if (session.expires_at * 1000 <= stage.stripe.state.now()) return;
  stage.stripe.complete(session.id, pick(methods, n[1]) ?? 'card');
  if ((n[2] ?? 0) < 0.6) await deliver(stage, n);
};

/** The buyer pays, and nobody hears of it before the hold has ended. */
const payLater: Act = async (stage, n) => pay(stage, [n[0] ?? 0, n[1] ?? 0, 1]);

const decline: Act = async (stage, n) => {
  const session = pick(openSessions(stage), n[0]);
  if (session !== undefined) stage.stripe.decline(session.id);
};

export const unsettled = ({ stripe }: Stage) =>
  [...stripe.state.sessions.values()].filter(
    ({ status, payment_status: paid, payment_intent: intent }) =>
      status === 'complete' && paid === 'unpaid' && stripe.state.intents.get(intent ?? '')?.status === 'processing',
  );

const settle: Act = async (stage, n) => {
  const session = pick(unsettled(stage), n[0]);
  if (session !== undefined) stage.stripe.settle(session.id, (n[1] ?? 0) < 0.75 ? 'succeeded' : 'failed');
};

const returnPage: Act = async (stage, n) => {
  const session = pick([...stage.stripe.state.sessions.keys()], n[0]);
  if (session === undefined) return;
  const url = `${stage.houses.url(n[3] ?? 0)}/registrations/return?session_id=${session}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(40_000) }).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  if (answer !== null && answer.status >= 500 && answer.status !== 503)
    stage.history.fault(`the return page answered ${answer.status}`);
};

const outsideRefund: Act = async (stage, n) => {
  const { state } = stage.stripe;
  const charge = pick(
    [...state.charges.values()].filter((one) => one.status === 'succeeded' && !one.refunded && !one.disputed),
    n[0],
  );
  if (charge === undefined) return;
  const left = charge.amount - charge.amount_refunded;
  stage.stripe.refundByHand(charge.payment_intent, Math.max(1, Math.floor((n[1] ?? 0) * left)));
};

const failRefund: Act = async (stage, n) => {
  const refund = pick(
    [...stage.stripe.state.refunds.values()].filter(({ status }) => status === 'succeeded' || status === 'pending'),
    n[0],
  );
  if (refund !== undefined) stage.stripe.settleRefund(refund.id, 'failed', 'declined');
};

/** From now on refunds take days, or again none; those on their way arrive. */
const slowRefunds: Act = async ({ stripe }, n) => {
  stripe.state.refundsBegin = (n[0] ?? 0) < 0.5 ? 'pending' : 'succeeded';
  for (const refund of stripe.state.refunds.values())
    if (refund.status === 'pending' && refund.pending_reason === 'processing')
      stripe.settleRefund(refund.id, (n[1] ?? 0) < 0.8 ? 'succeeded' : 'failed');
};

const openDispute: Act = async (stage, n) => {
  const charge = pick(
    [...stage.stripe.state.charges.values()].filter(
      (one) => one.status === 'succeeded' && !one.disputed && !one.refunded,
    ),
    n[0],
  );
  if (charge !== undefined) stage.stripe.openDispute(charge.id);
};

const openDisputes = ({ stripe }: Stage) =>
  [...stripe.state.disputes.values()].filter(({ status }) => status === 'needs_response' || status === 'under_review');

const closeDispute: Act = async (stage, n) => {
  const dispute = pick(openDisputes(stage), n[0]);
  if (dispute !== undefined) stage.stripe.closeDispute(dispute.id, (n[1] ?? 0) < 0.5 ? 'won' : 'lost');
};

const HOWS: readonly How[] = [500, 500, 502, 429, 'reset', 'reset'];
const PATHS = ['', '/checkout/sessions', '/refunds', '/expire', '/payment_intents', '/balance_transactions'];

const breakStripe: Act = async ({ stripe }, n) => {
  const fault: Fault = { when: (n[0] ?? 0) < 0.5 ? 'before' : 'after', how: pick(HOWS, n[1]) ?? 500 };
  stripe.failNext({ ...fault, path: pick(PATHS, n[2]) ?? '', times: 1 + Math.floor((n[3] ?? 0) * 3) });
};

/** Nobody answers at Stripe until a later step. */
const stopStripe: Act = async (stage, n) => {
  if (stage.down.left > 0) return;
  stage.down.left = 1 + Math.floor((n[0] ?? 0) * 6);
  await stage.stripe.stop();
};

const payOut: Act = async ({ stripe }, n) => {
  if ((n[0] ?? 0) < 0.5) stripe.payOut();
  else stripe.topUp(200_000);
};

const ORDERS = ['forward', 'backward', 'shuffled'] as const;
const ONLY = [/./, /./, /./, /^checkout/, /^(charge|refund)/, /^payment_intent/];

const deliver: Act = async (stage, n) => {
  const order = pick(ORDERS, n[3]);
  const turn = Math.floor((n[5] ?? 0) * 997);
  await stage.stripe.deliver(`${stage.houses.url(n[4] ?? 0)}/webhooks/stripe`, {
    copies: 1 + Math.floor((n[5] ?? 0) * 1.6),
    order:
      order === 'shuffled'
        ? (events) =>
            events
              .map((one, at) => [(at * 7_919 + turn) % 104_729, one] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, one]) => one)
        : (order ?? 'forward'),
    only: pick(ONLY, n[2]) ?? /./,
  });
};

const loseEvents: Act = async ({ stripe }, n) => stripe.drop(pick(ONLY, n[0]));

const JOBS = ['end-holds', 'reconcile-stripe', 'remind-payers'];

const jobs: Act = (stage, n) => stage.queue(...JOBS.filter((_, at) => (n[at] ?? 0) < 0.7));

const minutes: Act = (stage, n) => stage.pass(1 + (n[0] ?? 0) * 14);
const halfHour: Act = (stage, n) => stage.pass(30 + (n[0] ?? 0) * 25);
const day: Act = (stage, n) => stage.pass(20 * 60 + (n[0] ?? 0) * 8 * 60);
const fortnight: Act = (stage, n) => stage.pass((8 + (n[0] ?? 0) * 10) * 24 * 60);

export const OUTSIDE = {
  pay,
  payLater,
  decline,
  settle,
  returnPage,
  outsideRefund,
  failRefund,
  slowRefunds,
  openDispute,
  closeDispute,
  breakStripe,
  stopStripe,
  payOut,
  deliver,
  loseEvents,
  jobs,
  minutes,
  halfHour,
  day,
  fortnight,
};
