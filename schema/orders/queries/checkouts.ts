import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CheckoutId, type HoldId, type OrderId, parseId } from '../../../drizzle/ids.ts';
import { checkouts, holds, intensives, orderLines } from '../../../drizzle/schema.ts';
import { LIVE_CHECKOUTS } from '../../../drizzle/tables/checkouts.ts';

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
