import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type LicenseId, newId } from '../../../drizzle/ids.ts';
import { licenses } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { LicenseLimitError } from '../errors.ts';
import type { Regulated } from '../rules/board.ts';
import { MOST_EVER, MOST_LICENSES, type Said } from '../rules/change.ts';
import { lockHolder, requireOnlyOne, writeVersion } from './holding.ts';

type NewLicense = { license: Said & Regulated; vault: Vault };

/**
 * Adds a license of the signed-in person, by their own word. Throws LicenseExists when they have it already, and LicenseLimit. The
 * same license of another person is not looked for, because the answer would tell that it exists.
 */
export async function addLicense(
  db: Database,
  act: UserAct,
  { license, vault }: NewLicense,
): Promise<{ licenseId: LicenseId }> {
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    await lockHolder(tx, userId);
    const held = await requireOnlyOne(tx, userId, { ...license, except: null, vault });
    if (held.filter(({ removed }) => !removed).length >= MOST_LICENSES)
      throw new LicenseLimitError('licenses', MOST_LICENSES);
    if (held.length >= MOST_EVER) throw new LicenseLimitError('licenses, removed ones included', MOST_EVER);
    const licenseId = newId<LicenseId>();
    await tx.insert(licenses).values({ id: licenseId, userId, addedAt: now });
    await writeVersion(tx, { licenseId, ordinal: 1, reason: 'ADDED', vault, now }, license);
    const { kind, profession, jurisdiction } = license;
    const details = { kind, profession, jurisdiction };
    await recordEvent(tx, act, 'LICENSE_ADDED', { objectId: licenseId, organizationId: null, details });
    return { licenseId };
  });
}
