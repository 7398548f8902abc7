import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { orders } from '../../../drizzle/schema.ts';
import { releaseHold } from '../../registrations/operations/releaseHold.ts';
import type { Because } from '../../registrations/rules/states.ts';
import { isSeated } from '../queries/places.ts';
import type { LockedOrder } from '../queries.ts';

/** Gives back the seats of a locked order that is paid at once and got no money, and ends it. Any other order stays as it is. */
export async function freeSeats(
  tx: Database,
  { order, standing }: LockedOrder,
  { because, whose, now }: { because: Because; whose?: UserId | null; now: Date },
): Promise<void> {
  if (order.settledAt !== null || standing.paidMinor > 0 || order.settlement !== 'CHECKOUT') return;
  if (await isSeated(tx, order.id)) return;
  if (order.holdId !== null) await releaseHold(tx, { holdId: order.holdId, because, whose, at: now });
  await tx
    .update(orders)
    .set({ cancelledAt: now })
    .where(and(eq(orders.id, order.id), isNull(orders.cancelledAt)));
}
