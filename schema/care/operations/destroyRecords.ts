import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CareRecordId, PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { careRecords, jointPlans, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { ownCarePlace } from '../queries/places.ts';

/**
 * Destroys records with their keys and everything below them, and the joint parts of their pairs, which have the words of both.
 * Answers how many records there were.
 */
export async function destroyRecords(tx: Database, ids: readonly CareRecordId[]): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await tx
    .delete(careRecords)
    .where(inArray(careRecords.id, [...ids]))
    .returning({ registrationId: careRecords.registrationId });
  await destroyJoint(
    tx,
    inArray(
      registrations.id,
      gone.map(({ registrationId }) => registrationId),
    ),
  );
  return gone.length;
}

/** Destroys the joint parts of the pairs of these registrations. */
async function destroyJoint(tx: Database, ofRegistrations: SQL): Promise<void> {
  const theirs = tx
    .select({ pairId: sql<PairId>`${registrations.pairId}` })
    .from(registrations)
    .where(and(ofRegistrations, isNotNull(registrations.pairId)));
  await tx.delete(jointPlans).where(inArray(jointPlans.pairId, theirs));
}

/** Destroys everything of care that a person has, now. Answers how many records that were. A second call finds none. */
export async function destroyCareOf(tx: Database, { userId }: { userId: UserId }): Promise<number> {
  const found = await tx
    .select({ id: careRecords.id })
    .from(careRecords)
    .where(eq(careRecords.userId, userId))
    .orderBy(careRecords.id)
    .for('update');
  const ids = found.map(({ id }) => id);
  const gone = await destroyRecords(tx, ids);
  // The other one of a pair may have written the joint part alone.
  await destroyJoint(tx, eq(registrations.userId, userId));
  return gone;
}

/**
 * Destroys what the person wrote for one therapy event, or for all of them, at once: whatever else of theirs must wait, and
 * whatever the organization asks. Throws NotFound.
 */
export async function deleteMyCareRecords(
  db: Database,
  { userId }: UserAct,
  { registrationId }: { registrationId: RegistrationId | 'ALL' | null },
): Promise<{ deleted: number }> {
  return db.transaction(async (tx) => {
    if (registrationId === 'ALL') return { deleted: await destroyCareOf(tx, { userId }) };
    const place = await ownCarePlace(tx, { id: registrationId, userId });
    if (place === null) throw new NotFoundError('The registration');
    const deleted = place.recordId === null ? 0 : await destroyRecords(tx, [place.recordId]);
    await destroyJoint(tx, eq(registrations.id, place.registrationId));
    return { deleted };
  });
}
