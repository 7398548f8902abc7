import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CareRecordId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { careRecords, jointAgreements, jointPlans, pairs, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { ownCarePlace } from '../queries/places.ts';

/**
 * Destroys records with their keys and everything below them, and the joint parts that their people edited or agree to. Answers how
 * many records there were.
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

/**
 * Destroys the joint parts that have words of the people of these registrations: those that they edited or agree to. What the other one
 * wrote alone stays until the record of that one ends.
 */
async function destroyJoint(tx: Database, ofRegistrations: SQL): Promise<void> {
  const theirs = sql`exists (select from ${registrations} join ${pairs} on ${pairs.id} = ${registrations.pairId}
    where ${pairs.id} = ${jointPlans.pairId} and ${ofRegistrations} and (
      (${jointPlans.editedByFirst} and ${pairs.firstUserId} = ${registrations.userId})
      or (${jointPlans.editedBySecond} and ${pairs.secondUserId} = ${registrations.userId})
      or exists (select from ${jointAgreements} where ${jointAgreements.jointPlanId} = ${jointPlans.id}
        and ${jointAgreements.userId} = ${registrations.userId})))`;
  await tx.delete(jointPlans).where(theirs);
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
  return destroyRecords(tx, ids);
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
    return { deleted: place.recordId === null ? 0 : await destroyRecords(tx, [place.recordId]) };
  });
}
