import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CheckoutId, type HoldId, type OrderId, parseId, type UserId } from '../../../drizzle/ids.ts';
import { checkouts, holds, intensives, orderLines, orders, payments, refunds } from '../../../drizzle/schema.ts';
import { LIVE_CHECKOUTS } from '../../../drizzle/tables/payments.ts';

export type CheckoutRow = typeof checkouts.$inferSelect;
export type HoldRow = typeof holds.$inferSelect & { open: boolean };

/** The row of a session, found by its id or, while that is not known, by the reference that it carries. */
export async function checkoutOf(
  db: Database,
  session: { id: string; reference: string | null },
): Promise<CheckoutRow | null> {
  const reference = parseId<CheckoutId>(session.reference ?? '');
  const known = eq(checkouts.sessionId, session.id);
  const rows = await db
    .select()
    .from(checkouts)
    .where(reference === null ? known : or(known, eq(checkouts.id, reference)));
  return (
    rows.find(({ sessionId }) => sessionId === session.id) ?? rows.find(({ sessionId }) => sessionId === null) ?? null
  );
}

export async function checkoutById(db: Database, id: CheckoutId): Promise<CheckoutRow | null> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.id, id));
  return row ?? null;
}

/** The checkout of an order that may still bring money; null when there is none. */
export async function liveCheckout(db: Database, orderId: OrderId): Promise<CheckoutRow | null> {
  const live = inArray(checkouts.state, [...LIVE_CHECKOUTS]);
  const [row] = await db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.orderId, orderId), live));
  return row ?? null;
}

/** How often a checkout of the order was made. */
export async function attemptsOf(db: Database, orderId: OrderId): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${checkouts.attempt}), 0)` })
    .from(checkouts)
    .where(eq(checkouts.orderId, orderId));
  return row?.last ?? 0;
}

/** A hold, and whether it keeps its seats by the database's clock. */
export async function holdOf(db: Database, id: HoldId | null): Promise<HoldRow | null> {
  if (id === null) return null;
  const open = sql<boolean>`${holds.releasedAt} is null and ${holds.usedAt} is null and (${holds.freesAt} is null or ${holds.freesAt} > clock_timestamp())`;
  const [row] = await db.select({ hold: holds, open }).from(holds).where(eq(holds.id, id));
  return row === undefined ? null : { ...row.hold, open: row.open };
}

/** What a checkout shows of its order: the lines, and whether the organizer lets money come later. */
export async function soldBy(
  db: Database,
  order: { id: OrderId; intensiveId: (typeof intensives.$inferSelect)['id'] },
) {
  const lines = await db
    .select({ priceMinor: orderLines.priceMinor, discountMinor: orderLines.discountMinor })
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id))
    .orderBy(orderLines.position);
  const [intensive] = await db
    .select({ delayedMethods: intensives.delayedMethods })
    .from(intensives)
    .where(eq(intensives.id, order.intensiveId));
  return { lines, delayedMethods: intensive?.delayedMethods ?? false };
}

/** A checkout of a person with what came of it: the order, and the refunds of its payment. */
export type ReturnedRow = {
  checkout: CheckoutRow;
  order: { soldAs: string; currency: string; settledAt: Date | null; cancelledAt: Date | null };
  paidMinor: number | null;
  returned: (typeof refunds.$inferSelect)['cause'] | null;
};

/** The checkout of a session, or the newest one when Stripe named none, of this person; null for anybody else's. */
export async function ownCheckout(
  db: Database,
  { userId, sessionId }: { userId: UserId; sessionId: string | null },
): Promise<ReturnedRow | null> {
  const own = eq(orders.placedBy, userId);
  const [found] = await db
    .select({
      checkout: checkouts,
      order: {
        soldAs: orders.soldAs,
        currency: orders.currency,
        settledAt: orders.settledAt,
        cancelledAt: orders.cancelledAt,
      },
      paymentId: payments.id,
      paidMinor: payments.amountMinor,
    })
    .from(orders)
    .innerJoin(checkouts, eq(checkouts.orderId, orders.id))
    .leftJoin(payments, eq(payments.checkoutId, checkouts.id))
    .where(sessionId === null ? own : and(own, eq(checkouts.sessionId, sessionId)))
    .orderBy(desc(checkouts.madeAt))
    .limit(1);
  if (found === undefined) return null;
  const { paymentId, ...row } = found;
  return { ...row, returned: paymentId === null ? null : await automaticRefundOf(db, paymentId) };
}

/** Why the money of a payment goes back by itself; null when it does not. */
async function automaticRefundOf(db: Database, paymentId: (typeof payments.$inferSelect)['id']) {
  const causes = ['LATE_PAYMENT', 'DOUBLE_PAYMENT'] as const;
  const [refund] = await db
    .select({ cause: refunds.cause })
    .from(refunds)
    .where(and(eq(refunds.paymentId, paymentId), inArray(refunds.cause, [...causes])));
  return refund?.cause ?? null;
}
