import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { invoices, orders } from '../../../drizzle/schema.ts';
import { showsPeople } from '../../intensives/queries/named.ts';

export type DocumentRow = typeof invoices.$inferSelect & {
  placedBy: UserId;
  organizationId: OrganizationId;
  /** Whether the reader may know who pays. */
  seesPayer: boolean;
};

/** A document of an order by its label, with whose it is; null when the order has none of that label. */
export async function documentOf(
  db: Database,
  { orderId, label, viewer }: { orderId: OrderId; label: string; viewer: UserId | null },
): Promise<DocumentRow | null> {
  const [found] = await db
    .select({
      document: invoices,
      placedBy: orders.placedBy,
      seesPayer: sql<boolean>`(${orders.payerKind} = 'ORGANIZATION' or ${orders.placedBy} = ${viewer}
        or (select ${showsPeople(sql`${viewer}::uuid`)} from intensives i where i.id = ${orders.intensiveId}))`,
    })
    .from(invoices)
    .innerJoin(orders, eq(orders.id, invoices.orderId))
    .where(and(eq(invoices.orderId, orderId), eq(invoices.label, label)));
  return found === undefined ? null : { ...found.document, placedBy: found.placedBy, seesPayer: found.seesPayer };
}
