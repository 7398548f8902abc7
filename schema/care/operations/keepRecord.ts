import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { careRecords } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { daysAfter } from '../../intensives/rules/deadline.ts';
import { ownCarePlace } from '../queries/places.ts';

/** No consent reaches further than this many days from now. */
const MOST_DAYS = 3_653;

type Keeping = { registrationId: RegistrationId | null; until: string | null };

/**
 * Consents to keep one's record of a therapy event until a day that is later than its usual end; null takes that back. Throws NotFound
 * where nothing is written, and InvalidInput.
 */
export async function keepMyCareRecord(
  db: Database,
  { userId, now }: UserAct,
  { registrationId, until }: Keeping,
): Promise<{ registrationId: RegistrationId }> {
  const today = now.toISOString().slice(0, 10);
  const last = daysAfter(today, MOST_DAYS);
  if (until !== null && (until <= today || until > last)) {
    const message = `Write a day from tomorrow to ${last}.`;
    throw new InvalidInputError([{ path: 'until', message }]);
  }
  return db.transaction(async (tx) => {
    const place = await ownCarePlace(tx, { id: registrationId, userId });
    if (place === null || place.recordId === null) throw new NotFoundError('The record');
    await tx.update(careRecords).set({ keptUntil: until }).where(eq(careRecords.id, place.recordId));
    return { registrationId: place.registrationId };
  });
}
