import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type LicenseId, type LicenseVersionId, newId, type UserId } from '../../../drizzle/ids.ts';
import { licenseVersions } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LicenseExistsError } from '../errors.ts';
import { type HeldLicense, heldLicenses } from '../queries.ts';
import type { Regulated } from '../rules/board.ts';
import type { LicenseReason, Said } from '../rules/change.ts';
import { indexesOf, sealNumber } from './sealedNumber.ts';

const lock = statement<{ userId: UserId }, never>(
  'lock_license_holder',
  (p) => sql`select from users where id = ${p('userId')} for no key update`,
);

/** Takes the lock that orders all changes of one person's licenses. An erasure takes it too. */
export async function lockHolder(tx: Database, userId: UserId): Promise<void> {
  await lock(tx, { userId });
}

type Numbered = Regulated & { number: string; except: LicenseId | null; vault: Vault };

/** Every license that the person ever added. Throws LicenseExists when another one that was not removed has this number. */
export async function requireOnlyOne(
  tx: Database,
  userId: UserId,
  { vault, except, ...numbered }: Numbered,
): Promise<HeldLicense[]> {
  const held = await heldLicenses(tx, userId);
  const indexes = indexesOf(vault, numbered);
  const same = held.find(({ id, removed, index }) => !removed && id !== except && indexes.includes(index ?? ''));
  if (same !== undefined) throw new LicenseExistsError(same.id);
  return held;
}

type Version = { licenseId: LicenseId; ordinal: number; reason: LicenseReason; vault: Vault; now: Date };

/** Adds what a license says from now on, by its holder's word. Returns the id of the version. */
export async function writeVersion(tx: Database, version: Version, said: Said & Regulated): Promise<LicenseVersionId> {
  const { vault, now, ...row } = version;
  const { number, cycle, ...shown } = said;
  const id = newId<LicenseVersionId>();
  await tx.insert(licenseVersions).values({
    ...row,
    ...shown,
    ...sealNumber(vault, { id, number, profession: said.profession, jurisdiction: said.jurisdiction }),
    id,
    cycleStartsOn: cycle?.startsOn ?? null,
    cycleEndsOn: cycle?.endsOn ?? null,
    required: cycle?.required ?? [],
    checkedBy: 'STATED',
    recordedAt: now,
  });
  return id;
}
