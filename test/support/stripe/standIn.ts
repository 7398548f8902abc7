import { setTimeout as sleep } from 'node:timers/promises';
import { completeSession, declineSession, expireSession, settleSession, sweepSessions } from './checkout.ts';
import { closeDispute, openDispute } from './disputes.ts';
import type { Fault } from './faults.ts';
import { addRow, payOut, type Totals, totalsOf } from './money.ts';
import { createRefund, retryWaiting, settleRefund } from './refunds.ts';
import { createApi, listenOn } from './server.ts';
import { type Account, newStripeId, type State, type StripeEvent } from './state.ts';
import { type Delivery, messageOf, post } from './webhooks.ts';

const TRIES = 10;

type Options = { livemode?: boolean; account?: Partial<Account>; now?: () => number };

function newState({ livemode = false, account = {}, now = Date.now }: Options, clock: { ahead: number }): State {
  return {
    account: {
      id: newStripeId('acct'),
      livemode,
      country: 'US',
      businessName: 'Sample Institute',
      prefix: 'SAMPLE',
      descriptor: 'SAMPLE INSTITUTE',
      endpoints: [],
      ...account,
    },
    now: () => now() + clock.ahead,
    sessions: new Map(),
    open: new Set(),
    asked: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    coupons: new Map(),
    balance: new Map(),
    events: [],
    refundsBegin: 'succeeded',
    strange: [],
    onEvent: () => {},
  };
}

/**
 * Stripe as a real HTTP server on 127.0.0.1, for the real SDK (STRIPE_API_BASE). It keeps everything in memory and checks every
 * parameter. What buyers, banks and the dashboard do is done by its functions; events lie in a queue until a test delivers them.
 */
export async function startStripe(options: Options = {}) {
  const clock = { ahead: 0 };
  const state = newState(options, clock);
  const secretKey = `sk_${state.account.livemode ? 'live' : 'test'}_${newStripeId('x')}`;
  const webhookSecret = `whsec_${newStripeId('x')}`;
  const queue: StripeEvent[] = [];
  state.onEvent = (event) => void queue.push(event);
  const api = createApi(state, secretKey);
  const port = await listenOn(api.server);
  const cut = () =>
    new Promise<void>((resolve) => {
      api.server.close(() => resolve());
      api.server.closeAllConnections();
    });
  const stripe = {
    ...{ url: `http://127.0.0.1:${port}`, state, secretKey, webhookSecret, seen: api.seen, queue },
    keys: api.idempotency.keys,
    failNext: (fault: Fault) => api.faults.failNext(fault),
    clearFaults: api.faults.clear,
    slow: (ms: number) => {
      api.slow.ms = ms;
    },
    /** Nobody answers on its port until `start`. */
    stop: cut,
    start: () => listenOn(api.server, port),
    /** Moves its clock; sessions whose time is then over expire. */
    advance: (ms: number) => {
      clock.ahead += ms;
      sweepSessions(state);
    },
    ...buyers(state),
    ...dashboard(state),
    ...deliveries(state, queue, webhookSecret),
    totals: (currency = 'usd'): Totals => totalsOf(state, currency),
  };
  for (const [name, value] of Object.entries(stripe)) if (typeof value === 'function') api.control[name] = value;
  return stripe;
}
export type Stripe = Awaited<ReturnType<typeof startStripe>>;

const buyers = (state: State) => ({
  /** The session of a row of ours, by client_reference_id, the newest. */
  sessionFor: (reference: string) =>
    [...state.sessions.values()].findLast((session) => session.client_reference_id === reference),
  complete: (sessionId: string, method = 'card') => completeSession(state, sessionId, method),
  settle: (sessionId: string, end: 'succeeded' | 'failed') => settleSession(state, sessionId, end),
  decline: (sessionId: string) => declineSession(state, sessionId),
  expire: (sessionId: string) => expireSession(state, sessionId),
  openDispute: (charge: string, reason?: string, amount?: number) => openDispute(state, charge, reason, amount),
  closeDispute: (id: string, end: 'won' | 'lost' | 'warning_closed') => closeDispute(state, id, end),
});

const dashboard = (state: State) => ({
  /** A refund that somebody made in the dashboard. */
  refundByHand: (paymentIntent: string, amount: number) =>
    createRefund(state, { payment_intent: paymentIntent, amount }),
  settleRefund: (id: string, end: 'succeeded' | 'failed' | 'canceled', why?: string) =>
    settleRefund(state, id, end, why),
  payOut: (currency = 'usd') => payOut(state, currency),
  /** Money from the bank; refunds that waited for it go on. */
  topUp: (amount: number, currency = 'usd') => {
    addRow(state, { amount, currency, type: 'topup', source: newStripeId('tu') });
    retryWaiting(state);
  },
  /** A row that no report knows. */
  oddRow: (amount: number, currency = 'usd') =>
    addRow(state, { amount, currency, type: 'reserved_funds', source: null }),
});

type Round = Delivery & {
  /** How often each event is sent. */
  copies?: number;
  order?: 'forward' | 'backward' | ((events: StripeEvent[]) => StripeEvent[]);
  /** Only these types; the others stay in the queue. */
  only?: RegExp;
};

const deliveries = (state: State, queue: StripeEvent[], secret: string) => ({
  /** Takes the waiting events out of the queue and sends them; answers their statuses. What is not answered 2xx waits again. */
  deliver: async (
    url: string,
    { copies = 1, order = 'forward', only = /./, ...how }: Round = {},
  ): Promise<number[]> => {
    const taken = queue.filter(({ type }) => only.test(type));
    queue.splice(0, queue.length, ...queue.filter(({ type }) => !only.test(type)));
    const repeated = taken.flatMap((event) => Array<StripeEvent>(copies).fill(event));
    const sent =
      typeof order === 'function' ? order(repeated) : order === 'backward' ? repeated.toReversed() : repeated;
    const statuses: number[] = [];
    for (const event of sent) {
      const status = await post(url, messageOf(event, secret, state.now(), how)).catch(() => 0);
      statuses.push(status);
      if (status < 200 || status > 299) queue.push(event);
    }
    return statuses;
  },
  /** From now on each event is sent when it happens, and again a second later when it was not taken; null: they wait again. */
  deliverTo: (url: string | null): void => {
    if (url === null) {
      state.onEvent = (event) => void queue.push(event);
      return;
    }
    let last = Promise.resolve();
    const send = async (event: StripeEvent, tries: number): Promise<void> => {
      const status = await post(url, messageOf(event, secret, state.now())).catch(() => 0);
      if (status >= 200 && status <= 299) return;
      if (tries === 1) return void queue.push(event);
      await sleep(1_000);
      await send(event, tries - 1);
    };
    state.onEvent = (event) => {
      last = last.then(() => send(event, TRIES));
    };
  },
  /** Loses the waiting events. */
  drop: (only = /./): void => void queue.splice(0, queue.length, ...queue.filter(({ type }) => !only.test(type))),
  /** The request for one event, for tests that send it themselves. */
  message: (event: StripeEvent, how: Delivery = {}) => messageOf(event, secret, state.now(), how),
});
