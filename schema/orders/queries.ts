import { asc, eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrderId } from '../../drizzle/ids.ts';
import { disputes, intensives, orders, payments, refunds } from '../../drizzle/schema.ts';
import type { IntensiveRow } from '../intensives/queries.ts';
import { type Standing, standingOf } from './rules/standing.ts';

export type OrderRow = typeof orders.$inferSelect;
export type PaymentRow = typeof payments.$inferSelect;
export type RefundRow = typeof refunds.$inferSelect;
export type DisputeRow = typeof disputes.$inferSelect;

/** What came and what went of an order, each oldest first, and what they come to. */
export type OrderMoney = {
  payments: PaymentRow[];
  refunds: RefundRow[];
  disputes: DisputeRow[];
  standing: Standing;
};

export type LockedOrder = OrderMoney & { order: OrderRow; intensive: IntensiveRow };

/**
 * An order and its money under its lock. The intensive is locked before it, as everywhere, because a change of money may take or
 * free a seat. Null when there is no such order.
 */
export async function lockOrder(tx: Database, orderId: OrderId): Promise<LockedOrder | null> {
  const ofOrder = sql`(select intensive_id from orders where id = ${orderId})`;
  const [intensive] = await tx.select().from(intensives).where(eq(intensives.id, ofOrder)).for('no key update');
  if (intensive === undefined) return null;
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('no key update');
  if (order === undefined) return null;
  return { order, intensive, ...(await moneyOf(tx, order)) };
}

/** An order under its lock, with a payment that was just written. */
export function withPayment(locked: LockedOrder, payment: PaymentRow): LockedOrder {
  const { order, refunds, disputes } = locked;
  const payments = [...locked.payments, payment].toSorted(oldestFirst);
  return { ...locked, payments, standing: standingOf({ ...order, payments, refunds, disputes }) };
}

const oldestFirst = (one: PaymentRow, other: PaymentRow): number =>
  one.recordedAt.getTime() - other.recordedAt.getTime() || (one.id < other.id ? -1 : 1);

/** The money of an order. */
export async function moneyOf(
  db: Database,
  { id, totalMinor, cancelledAt }: Pick<OrderRow, 'id' | 'totalMinor' | 'cancelledAt'>,
): Promise<OrderMoney> {
  // The three do not depend on each other, so they travel together.
  const [paid, back, disputed] = await Promise.all([
    db.select().from(payments).where(eq(payments.orderId, id)).orderBy(asc(payments.recordedAt), asc(payments.id)),
    db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(asc(refunds.requestedAt), asc(refunds.id)),
    db
      .select(getColumns(disputes))
      .from(disputes)
      .innerJoin(payments, eq(payments.id, disputes.paymentId))
      .where(eq(payments.orderId, id))
      .orderBy(asc(disputes.openedAt)),
  ]);
  const money = { payments: paid, refunds: back, disputes: disputed };
  return { ...money, standing: standingOf({ totalMinor, cancelledAt, ...money }) };
}
