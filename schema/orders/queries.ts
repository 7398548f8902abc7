import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrderId } from '../../drizzle/ids.ts';
import { orders, payments, refunds } from '../../drizzle/schema.ts';
import { lockIntensive } from '../intensives/queries.ts';
import { type Standing, standingOf } from './rules/standing.ts';

export type OrderRow = typeof orders.$inferSelect;
export type PaymentRow = typeof payments.$inferSelect;
export type RefundRow = typeof refunds.$inferSelect;

export type LockedOrder = {
  order: OrderRow;
  intensive: Awaited<ReturnType<typeof lockIntensive>>;
  payments: PaymentRow[];
  refunds: RefundRow[];
  standing: Standing;
};

/**
 * An order and its money under its lock. The intensive is locked before it, as everywhere, because a change of money may take or
 * free a seat. Null when there is no such order.
 */
export async function lockOrder(tx: Database, orderId: OrderId): Promise<LockedOrder | null> {
  const [found] = await tx.select({ intensiveId: orders.intensiveId }).from(orders).where(eq(orders.id, orderId));
  if (found === undefined) return null;
  const intensive = await lockIntensive(tx, found.intensiveId);
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('no key update');
  if (order === undefined) return null;
  return { order, intensive, ...(await moneyOf(tx, order)) };
}

/** The payments and refunds of an order, and what they come to. */
export async function moneyOf(
  db: Database,
  order: Pick<OrderRow, 'id' | 'totalMinor' | 'cancelledAt'>,
): Promise<{ payments: PaymentRow[]; refunds: RefundRow[]; standing: Standing }> {
  const paid = await db.select().from(payments).where(eq(payments.orderId, order.id)).orderBy(payments.recordedAt);
  const back = await db.select().from(refunds).where(eq(refunds.orderId, order.id)).orderBy(refunds.requestedAt);
  const { totalMinor, cancelledAt } = order;
  return {
    payments: paid,
    refunds: back,
    standing: standingOf({ totalMinor, cancelledAt, payments: paid, refunds: back }),
  };
}
