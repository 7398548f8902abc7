import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { carePresences, withdrawnScreenings } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { RegistrationStateError } from '../../registrations/errors.ts';
import { noteScreening, withdrawNote } from '../../registrations/operations/noteScreening.ts';
import { type CarePlace, ledCarePlace } from '../queries/places.ts';
import { recordFor } from './ownRecord.ts';
import { requireCare } from './settings.ts';

async function requireLed(tx: Database, { userId }: UserAct, id: RegistrationId | null): Promise<CarePlace> {
  const place = await ledCarePlace(tx, { id, userId });
  if (place === null) throw new NotFoundError('The registration');
  await requireCare(tx, place.organizationId);
  return place;
}

type Marking = { registrationId: RegistrationId | null; present: boolean; vault: Vault };

/**
 * Marks whether a person with a confirmed place was at a therapy event, for an instructor named on it. The last mark holds; no time is
 * kept. Throws NotFound, CareNotSetUp, RegistrationState.
 */
export async function markPresence(
  db: Database,
  act: UserAct,
  { registrationId, present, vault }: Marking,
): Promise<{ place: CarePlace }> {
  return db.transaction(async (tx) => {
    const place = await requireLed(tx, act, registrationId);
    if (place.state !== 'CONFIRMED') throw new RegistrationStateError(place.state);
    const { recordId } = await recordFor(tx, place, { vault, now: act.now });
    await tx
      .insert(carePresences)
      .values({ recordId, present })
      .onConflictDoUpdate({ target: carePresences.recordId, set: { present } });
    return { place: { ...place, present } };
  });
}

type Screened = { registrationId: RegistrationId | null; screenedAt: Date };

/**
 * Records that a person was met alone and live before a joint place is given, and when: nothing else of it. The first record stays.
 * Throws NotFound, CareNotSetUp, InvalidInput for a time that has not come, and for one that was withdrawn.
 */
export async function recordScreening(
  db: Database,
  act: UserAct,
  { registrationId, screenedAt }: Screened,
): Promise<{ place: CarePlace }> {
  return db.transaction(async (tx) => {
    const place = await requireLed(tx, act, registrationId);
    const noted = await noteScreening(tx, act, { registrationId: place.registrationId, screenedAt });
    // A record that arrives a second time does not bring back what was withdrawn meanwhile.
    const sameTime = noted.getTime() === screenedAt.getTime();
    if (sameTime && (await wasWithdrawn(tx, { ...place, screenedAt }))) throw new InvalidInputError([WITHDRAWN]);
    return { place: { ...place, screenedAt: noted } };
  });
}

const WITHDRAWN = {
  path: 'screenedAt',
  message: 'A record of this very time was withdrawn. Write when you met; a minute earlier or later is another record.',
};

async function wasWithdrawn(
  tx: Database,
  { registrationId, screenedAt }: { registrationId: RegistrationId; screenedAt: Date },
) {
  const { registrationId: place, screenedAt: time } = withdrawnScreenings;
  return (await tx.$count(withdrawnScreenings, and(eq(place, registrationId), eq(time, screenedAt)))) > 0;
}

/**
 * Withdraws a record that a person was met alone, which was made by mistake. It names the time of the record: one of another time
 * stays, and a second call changes nothing. What was withdrawn stays in a history of its own. A seat that was given meanwhile stays; an
 * offer can be taken only after the person has been met. Throws NotFound, CareNotSetUp.
 */
export async function withdrawScreening(
  db: Database,
  act: UserAct,
  { registrationId, screenedAt }: Screened,
): Promise<{ place: CarePlace }> {
  return db.transaction(async (tx) => {
    const place = await requireLed(tx, act, registrationId);
    const { withdrawn, ...now } = await withdrawNote(tx, { registrationId: place.registrationId, screenedAt });
    const row = { registrationId: place.registrationId, screenedAt, withdrawnBy: act.userId, withdrawnAt: act.now };
    if (withdrawn) await tx.insert(withdrawnScreenings).values(row);
    return { place: { ...place, ...now } };
  });
}
