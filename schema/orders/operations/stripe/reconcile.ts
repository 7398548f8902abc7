import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import { firstIdAt, type OrderId } from '../../../../drizzle/ids.ts';
import { orders, stripeEvents } from '../../../../drizzle/schema.ts';
import type { Gateway } from '../../../gateway.ts';
import { GatewayDown } from '../../../gateway.ts';
import { job, NOTHING } from '../../../jobs/operations.ts';
import { releaseHold } from '../../../registrations/operations/releaseHold.ts';
import { type CheckoutRow, checkoutById, holdOf } from '../../queries/checkouts.ts';
import { checkoutsToRead, disputesToRead, lapsedOrders, type Own, refundsToRead } from '../../queries/reconciling.ts';
import { lockOrder } from '../../queries.ts';
import { applyObject } from './applyObject.ts';
import { carryOutRefund } from './carryOutRefund.ts';
import { endSession, findLost, giveUp } from './endCheckout.ts';
import { readBalance } from './readBalance.ts';

type Log = { warn(facts: object, message: string): void };
type Needs = { db: Database; stripe: Gateway | null; clock: () => Date; log: Log };
type Asking = { db: Database; stripe: Gateway };

const MINUTE_MS = 60_000;
/** What began within this time may still be on its way. */
const FRESH_MS = MINUTE_MS;
const MOST = 500;
/** Stripe sends an event again for three days. */
const KEPT_MS = 60 * 24 * 3_600_000;

/**
 * Reads at Stripe what events may not have told: checkouts that are open or whose answer was lost, refunds on their way, disputes, rows
 * of the balance. While Stripe is away it does nothing; the next run is ten minutes later.
 */
export const reconcileStripe = job({
  name: 'reconcile-stripe',
  payload: NOTHING,
  schedule: '*/10 * * * *',
  run: async ({ db, stripe, clock, log }: Needs) => {
    try {
      if (stripe !== null) await reconcile({ db, stripe }, clock());
    } catch (error) {
      if (!(error instanceof GatewayDown)) throw error;
      log.warn({ err: error }, 'Stripe is away, reconciling waits');
    }
    await endOrders(db, clock());
    await forgetEvents(db, clock());
  },
});

/** After so many calls without an answer Stripe is away. One may fail for a day by itself: an answer of 500 is kept under its key. */
const MOST_DOWN = 3;

/** One row that fails keeps nothing from the others; its error is thrown at the end. Throws GatewayDown when Stripe is away. */
async function reconcile(asking: Asking, now: Date): Promise<void> {
  const { db, stripe } = asking;
  const own = { account: (await stripe.account()).id, livemode: stripe.livemode };
  const before = new Date(now.getTime() - FRESH_MS);
  const failed: unknown[] = [];
  let down = 0;
  const each = async <Row>(rows: Row[], work: (row: Row) => Promise<unknown>) => {
    for (const row of rows) {
      try {
        await work(row);
      } catch (error) {
        if (!(error instanceof GatewayDown)) failed.push(error);
        else if (++down === MOST_DOWN) throw error;
      }
    }
  };
  await each(await checkoutsToRead(db, { ...own, before, most: MOST }), ({ id }) => readCheckout(asking, id, now));
  await each(await refundsToRead(db, { ...own, before, most: MOST }), ({ id, stripeRefundId }) =>
    stripeRefundId === null
      ? carryOutRefund(asking, { refundId: id, now })
      : applyObject(asking, { kind: 'REFUND', id: stripeRefundId, now }),
  );
  await each(await disputesToRead(db, { ...own, most: MOST }), ({ stripeDisputeId }) =>
    applyObject(asking, { kind: 'DISPUTE', id: stripeDisputeId, now }),
  );
  await each([own], (ours: Own) => readBalance(asking, ours, now));
  if (failed.length > 0) throw new AggregateError(failed, `reconciling failed for ${failed.length} rows`);
}

/** A lost answer is looked for; a session whose time is over is ended before its seats are given away. */
async function readCheckout(asking: Asking, id: CheckoutRow['id'], now: Date): Promise<void> {
  const row = await checkoutById(asking.db, id);
  if (row === null) return;
  if (row.sessionId === null) {
    if ((await findLost(asking, { row, now })) === 'NONE') await giveUp(asking.db, row, now);
    return;
  }
  if (row.state === 'OPEN' && row.expiresAt <= now) {
    await endSession(asking, { row, now });
    return;
  }
  const read = await applyObject(asking, { kind: 'CHECKOUT', id: row.sessionId, now });
  if (!read) await giveUp(asking.db, row, now);
}

/** Orders that can't be paid any more end, and give back what they reserved. */
async function endOrders(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - FRESH_MS);
  for (const { id } of await lapsedOrders(db, { before, most: MOST })) await endOrder(db, id, now);
}

async function endOrder(db: Database, id: OrderId, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockOrder(tx, id);
    if (locked === null || locked.order.cancelledAt !== null || locked.standing.paidMinor > 0) return;
    const hold = await holdOf(tx, locked.order.holdId);
    if (hold === null || hold.open || hold.usedAt !== null) return;
    await releaseHold(tx, { holdId: hold.id, because: 'HOLD_ENDED', at: now });
    await tx
      .update(orders)
      .set({ cancelledAt: now })
      .where(and(eq(orders.id, id), isNull(orders.cancelledAt)));
  });
}

/** Keys rise with time, so that the old ones are found by the primary key. */
async function forgetEvents(db: Database, now: Date): Promise<void> {
  await db.delete(stripeEvents).where(lt(stripeEvents.id, firstIdAt(new Date(now.getTime() - KEPT_MS))));
}
