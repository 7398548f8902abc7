import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { intensiveById, lockIntensive } from '../../intensives/queries.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { CapacityTakenError } from '../errors.ts';
import { seatsTaken } from '../queries/seats.ts';
import { offerSeatsOf } from './offerSeats.ts';

type Capacity = { intensiveId: IntensiveId | null; capacity: number };

/**
 * Changes how many seats an intensive has, for a member of the organization. A capacity below what is taken is refused, so that what is
 * taken never exceeds it; the number that is taken stops new seats just as well. New seats are offered to who waits. Throws NotFound,
 * Forbidden, CapacityTaken.
 */
export async function changeCapacity(
  db: Database,
  act: UserAct,
  { intensiveId, capacity }: Capacity,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const found = intensiveId === null ? null : await intensiveById(tx, intensiveId);
    const asked = { permission: 'MANAGE_INTENSIVES', organizationId: found?.organizationId ?? null } as const;
    const { organizationId, as } = await requirePermission(tx, act, { ...asked, what: 'The intensive' });
    const intensive = await lockIntensive(tx, intensiveId);
    const { id, capacity: before } = intensive;
    if (before === capacity) return { intensiveId: id };
    const taken = await seatsTaken(tx, id);
    if (capacity < taken) throw new CapacityTakenError(taken);
    await tx
      .update(intensives)
      .set({ capacity, revision: sql`${intensives.revision} + 1` })
      .where(eq(intensives.id, id));
    await recordEvent(tx, act, 'CAPACITY_CHANGED', { objectId: id, organizationId, as, details: { before, capacity } });
    await offerSeatsOf(tx, { ...intensive, capacity }, act.now);
    return { intensiveId: id };
  });
}
