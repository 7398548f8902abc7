import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type CareRecordId, newId, type RegistrationId, type UserId } from '../../../drizzle/ids.ts';
import { careRecords } from '../../../drizzle/schema.ts';
import { requireTherapyConsent } from '../../accounts/operations/requireTherapyConsent.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import type { LegalText } from '../../legalText.ts';
import { type CarePlace, ownCarePlace } from '../queries/places.ts';
import { newRecordKey } from './sealing.ts';
import { requireCare } from './settings.ts';

export type Keeper = { vault: Vault; legal: readonly LegalText[] };
export type OwnRecord = { recordId: CareRecordId; wrappedDataKey: Buffer };

/**
 * The person's own live place at a therapy event of an organization where care is open, for writing. Throws NotFound, CareNotSetUp,
 * TherapyConsentRequired.
 */
export async function requireOwnPlace(
  tx: Database,
  { userId }: UserAct,
  { registrationId, legal }: { registrationId: RegistrationId | null; legal: readonly LegalText[] },
): Promise<CarePlace> {
  const place = await ownCarePlace(tx, { id: registrationId, userId });
  if (place === null || !place.live) throw new NotFoundError('The registration');
  await requireCare(tx, place.organizationId);
  await requireTherapyConsent(tx, { userId, legal });
  return place;
}

type Whose = { registrationId: RegistrationId; userId: UserId };

/**
 * The record of a place with its data key, made when it is missing. It stands until the transaction ends. Whoever also locks the joint
 * part asks for the record first, as destroying does.
 */
export async function recordFor(
  tx: Database,
  { registrationId, userId }: Whose,
  { vault, now }: { vault: Vault; now: Date },
): Promise<OwnRecord> {
  // One at a time makes the record of a place, so that nobody's comes and goes between two looks.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`care record:${registrationId}`}, 0))`);
  const [found] = await tx
    .select({ recordId: careRecords.id, wrappedDataKey: careRecords.wrappedDataKey })
    .from(careRecords)
    .where(eq(careRecords.registrationId, registrationId))
    .for('key share');
  if (found !== undefined) return found;
  const id = newId<CareRecordId>();
  const { wrapped } = newRecordKey(vault, id);
  await tx.insert(careRecords).values({ id, registrationId, userId, wrappedDataKey: wrapped, madeAt: now });
  return { recordId: id, wrappedDataKey: wrapped };
}
