import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AccommodationRequestId, RegistrationId } from '../../../drizzle/ids.ts';
import { accommodationRequests, accommodationStates, intensives, registrations } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { lockRequest } from './lockRequest.ts';
import { recordDiscreetly } from './recordDiscreetly.ts';

/** Takes the person's own request back, answered or not; a second call changes nothing. Throws NotFound. */
export async function withdrawAccommodation(
  db: Database,
  act: UserAct,
  { requestId }: { requestId: AccommodationRequestId | null },
): Promise<{ id: AccommodationRequestId; registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const locked = await lockRequest(tx, requestId);
    const row = locked && requestId !== null ? await newestOfOwn(tx, act, requestId) : undefined;
    if (row === undefined) throw new NotFoundError('The request');
    const { id, registrationId, organizationId, kind } = row;
    if (row.state === 'WITHDRAWN') return { id, registrationId };
    const { userId } = act;
    await tx.insert(accommodationStates).values({
      ...{ requestId: id, userId, byUserId: userId, ordinal: row.ordinal + 1, state: 'WITHDRAWN' },
      at: laterOf(act.now, row.at),
    });
    await recordDiscreetly(tx, act, 'ACCOMMODATION_WITHDRAWN', { id, organizationId, kind });
    return { id, registrationId };
  });
}

async function newestOfOwn(tx: Database, { userId }: UserAct, id: AccommodationRequestId) {
  const [row] = await tx
    .select({
      id: accommodationRequests.id,
      registrationId: accommodationRequests.registrationId,
      organizationId: intensives.organizationId,
      kind: intensives.kind,
      state: accommodationStates.state,
      ordinal: accommodationStates.ordinal,
      at: accommodationStates.at,
    })
    .from(accommodationRequests)
    .innerJoin(accommodationStates, eq(accommodationStates.requestId, accommodationRequests.id))
    .innerJoin(registrations, eq(registrations.id, accommodationRequests.registrationId))
    .innerJoin(intensives, eq(intensives.id, registrations.intensiveId))
    .where(and(eq(accommodationRequests.id, id), eq(accommodationRequests.userId, userId)))
    .orderBy(desc(accommodationStates.ordinal))
    .limit(1);
  return row;
}
