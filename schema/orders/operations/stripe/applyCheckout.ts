import { eq } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { HoldId, UserId } from '../../../../drizzle/ids.ts';
import { checkouts } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadSession } from '../../../gateway.ts';
import { awaitMoney } from '../../../registrations/operations/awaitMoney.ts';
import { type CheckoutRow, checkoutById, checkoutOf, holdOf } from '../../queries/checkouts.ts';
import { type LockedOrder, lockOrder } from '../../queries.ts';
import { type CheckoutState, mayTurn, type Outcome, outcomeOf } from '../../rules/checkout.ts';
import { freeSeats } from '../freeSeats.ts';
import { recordLocked } from '../recordMoney.ts';

/** Why the seats of a checkout that brought no money are given back. */
export type Ending = 'HOLD_ENDED' | 'WITHDRAWN' | 'BY_ORGANIZER' | 'EVENT_CANCELLED';

export type Applied =
  | { known: false }
  | {
      known: true;
      row: CheckoutRow;
      state: CheckoutState;
      /** It can be paid, and must not be: its row was given up, its order was cancelled or its hold has ended. The caller ends it. */
      stray: boolean;
    };

type Facts = {
  session: ReadSession;
  now: Date;
  ending?: Ending;
  /** Who ends it; whoever was to pay when absent. */
  whose?: UserId | null;
};

/**
 * Writes what a session of Stripe says, and does what follows: the money is recorded, the seats are kept for it or given back. The
 * same session may be applied any number of times, in any order. One that is not ours changes nothing.
 */
export async function applyCheckout(
  db: Database,
  stripe: Pick<Gateway, 'account' | 'livemode'>,
  { session, now, ending = 'HOLD_ENDED', whose }: Facts,
): Promise<Applied> {
  const found = await checkoutOf(db, session);
  if (found === null || !(await isOf(stripe, found)) || session.livemode !== found.livemode) return { known: false };
  const outcome = outcomeOf(session);
  if (outcome === null) throw new Error(`the session of checkout ${found.id} is complete without a payment`);
  return db.transaction(async (tx) => {
    const locked = await lockOrder(tx, found.orderId);
    const row = await checkoutById(tx, found.id);
    if (locked === null || row === null) return { known: false };
    const state = await turn(tx, { locked, row, session, outcome, now, ending, whose });
    const stray = outcome.kind === 'OPEN' && !(state === 'OPEN' && (await isWanted(tx, locked)));
    return { known: true, row: { ...row, sessionId: session.id }, state, stray };
  });
}

/** Whether an order still waits for money: its hold is open, or it has its seats and is paid in parts. */
async function isWanted(tx: Database, { order, standing }: LockedOrder): Promise<boolean> {
  if (standing.dueMinor === 0) return false;
  const hold = await holdOf(tx, order.holdId);
  return hold === null || hold.open || hold.usedAt !== null;
}

/** Whether a row belongs to the account and the mode of the keys that we have now. */
export async function isOf(
  stripe: Pick<Gateway, 'account' | 'livemode'>,
  row: { account: string | null; livemode: boolean | null },
): Promise<boolean> {
  return row.livemode === stripe.livemode && row.account === (await stripe.account()).id;
}

type Turn = {
  locked: LockedOrder;
  row: CheckoutRow;
  session: ReadSession;
  outcome: Outcome;
  now: Date;
  ending: Ending;
  whose: UserId | null | undefined;
};

const STATES = {
  OPEN: 'OPEN',
  EXPIRED: 'EXPIRED',
  PROCESSING: 'PROCESSING',
  FAILED: 'FAILED',
  PAID: 'COMPLETE',
} as const;

async function turn(tx: Database, { locked, row, session, outcome, now, ending, whose }: Turn): Promise<CheckoutState> {
  const to = STATES[outcome.kind];
  const stray = row.state === 'EXPIRED' && to === 'OPEN';
  if (stray || !mayTurn(row, to)) {
    await note(tx, row, { sessionId: session.id, readAt: now });
    return row.state;
  }
  const intent = 'intent' in outcome ? outcome.intent : null;
  await note(tx, row, {
    state: to,
    sessionId: session.id,
    url: to === 'OPEN' ? session.url : null,
    paymentIntentId: intent?.id ?? null,
    readAt: now,
  });
  if (outcome.kind === 'PAID') await take(tx, { locked, row, session, outcome, now });
  if (outcome.kind === 'PROCESSING' && locked.order.holdId !== null)
    await awaitMoney(tx, { holdId: locked.order.holdId, at: now });
  if (outcome.kind === 'FAILED') await giveUp(tx, locked, { because: 'PAYMENT_FAILED', now, until: null });
  if (outcome.kind === 'EXPIRED') await giveUp(tx, locked, { because: ending, whose, now, until: row.expiresAt });
  return to;
}

const note = (tx: Database, { id }: CheckoutRow, change: Partial<CheckoutRow>) =>
  tx.update(checkouts).set(change).where(eq(checkouts.id, id));

type Taking = Pick<Turn, 'locked' | 'row' | 'session' | 'now'> & { outcome: Extract<Outcome, { kind: 'PAID' }> };

async function take(tx: Database, { locked, row, session, outcome, now }: Taking): Promise<void> {
  const { intent } = outcome;
  if (intent.currency !== locked.order.currency)
    throw new Error(`checkout ${row.id} brought ${intent.currency}, and its order is in ${locked.order.currency}`);
  await recordLocked(tx, locked, {
    ...{ checkoutId: row.id, method: 'STRIPE', amountMinor: intent.receivedMinor },
    ...{ account: row.account, livemode: session.livemode, paymentIntentId: intent.id, chargeId: intent.chargeId },
    ...{ receivedAt: intent.chargedAt ?? now, now },
  });
}

type Lapse = { because: Ending | 'PAYMENT_FAILED'; whose?: UserId | null | undefined; now: Date; until: Date | null };

/**
 * Gives back the seats of an order that got no money, and ends the order. A hold that goes on longer than the session (it was
 * extended, or waits for an invoice) stays, and so does an order that was paid in part.
 */
async function giveUp(tx: Database, locked: LockedOrder, { because, whose, now, until }: Lapse): Promise<void> {
  if (because === 'HOLD_ENDED' && (await outlives(tx, locked.order.holdId, until))) return;
  await freeSeats(tx, locked, { because, whose, now });
}

async function outlives(tx: Database, holdId: HoldId | null, until: Date | null): Promise<boolean> {
  const hold = await holdOf(tx, holdId);
  if (hold === null || !hold.open || until === null) return false;
  return hold.expiresAt === null || hold.expiresAt > until;
}
