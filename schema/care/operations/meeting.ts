import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { carePresences } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { RegistrationStateError } from '../../registrations/errors.ts';
import { noteScreening, withdrawScreening } from '../../registrations/operations/noteScreening.ts';
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
 * Throws NotFound, CareNotSetUp, InvalidInput for a time that has not come.
 */
export async function recordScreening(
  db: Database,
  act: UserAct,
  { registrationId, screenedAt }: Screened,
): Promise<{ place: CarePlace }> {
  return db.transaction(async (tx) => {
    const place = await requireLed(tx, act, registrationId);
    const noted = await noteScreening(tx, act, { registrationId: place.registrationId, screenedAt });
    return { place: { ...place, screenedAt: noted } };
  });
}

/**
 * Takes back a record that a person was met alone, for an instructor named on the event. Throws NotFound, CareNotSetUp, and
 * RegistrationState once two people have taken their joint place.
 */
export async function withdrawScreeningRecord(
  db: Database,
  act: UserAct,
  { registrationId }: { registrationId: RegistrationId | null },
): Promise<{ place: CarePlace }> {
  return db.transaction(async (tx) => {
    const place = await requireLed(tx, act, registrationId);
    await withdrawScreening(tx, place.registrationId);
    return { place: { ...place, screenedAt: null } };
  });
}
