import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { orders } from '../../../drizzle/schema.ts';
import { moneyOf, type OrderRow } from '../queries.ts';
import { creditedMinor } from '../rules/shares.ts';
import { issueCreditNote } from './issueInvoice.ts';

/**
 * Ends an order whose row is locked: nothing is owed any more, its code can be used again, and money that still comes goes back. An
 * invoice is credited for what was never paid. Answers the label of that credit note. A second call changes nothing.
 */
export async function closeOrder(
  tx: Database,
  { id, cancelledAt }: Pick<OrderRow, 'id' | 'cancelledAt'>,
  { because, now }: { because: string; now: Date },
): Promise<string | null> {
  if (cancelledAt !== null) return null;
  const [order] = await tx.update(orders).set({ cancelledAt: now }).where(eq(orders.id, id)).returning();
  if (order === undefined) throw new Error('an order is gone');
  const wholeMinor = creditedMinor({ order, ...(await moneyOf(tx, order)) });
  return issueCreditNote(tx, order, { wholeMinor, refundId: null, because, now });
}
