import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { invoices, orders } from '../../../drizzle/schema.ts';

export type DocumentRow = typeof invoices.$inferSelect & { placedBy: UserId; organizationId: OrganizationId };

/** A document of an order by its label, with whose it is; null when the order has none of that label. */
export async function documentOf(
  db: Database,
  { orderId, label }: { orderId: OrderId; label: string },
): Promise<DocumentRow | null> {
  const [found] = await db
    .select({ document: invoices, placedBy: orders.placedBy })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .where(and(eq(invoices.orderId, orderId), eq(invoices.label, label)));
  return found === undefined ? null : { ...found.document, placedBy: found.placedBy };
}
