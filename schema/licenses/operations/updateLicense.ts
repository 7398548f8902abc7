import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { LicenseId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { LicenseLimitError } from '../errors.ts';
import { type LicenseVersionRow, ownLicensesByIds } from '../queries.ts';
import { type ChangeReason, type Changes, changeOf, MOST_VERSIONS, type Said } from '../rules/change.ts';
import { cycleOf } from '../rules/cycle.ts';
import { lockHolder, requireOnlyOne, writeVersion } from './holding.ts';
import { readNumber } from './sealedNumber.ts';

type Change = { licenseId: LicenseId | null; changes: Changes; reason: ChangeReason | null; vault: Vault };

/**
 * Adds a version of what a license of the signed-in person says; what it said before stays. A change that changes nothing adds
 * nothing. Throws NotFound, InvalidInput when the reason does not fit, LicenseExists when the corrected number is that of another
 * of their licenses, and LicenseLimit.
 */
export async function updateLicense(
  db: Database,
  act: UserAct,
  { licenseId, changes, reason, vault }: Change,
): Promise<{ licenseId: LicenseId }> {
  if (licenseId === null) throw new NotFoundError('The license');
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    await lockHolder(tx, userId);
    const [license] = await ownLicensesByIds(tx, { userId, ids: [licenseId] });
    if (license === undefined || license.removedAt !== null) throw new NotFoundError('The license');
    const { ordinal, profession, jurisdiction } = license.now;
    const decision = changeOf(saidBy(vault, license.now), changes, reason);
    if (!decision.ok) throw new InvalidInputError(decision.because);
    const { said, changed } = decision;
    if (changed.length === 0) return { licenseId };
    if (ordinal >= MOST_VERSIONS) throw new LicenseLimitError('versions of a license', MOST_VERSIONS);
    const regulated = { profession, jurisdiction };
    if (changed.includes('number'))
      await requireOnlyOne(tx, userId, { ...regulated, number: said.number, except: licenseId, vault });
    const version = { licenseId, ordinal: ordinal + 1, reason: decision.reason, vault, now };
    await writeVersion(tx, version, { ...said, ...regulated });
    const details = { ordinal: version.ordinal, reason: decision.reason, changed };
    await recordEvent(tx, act, 'LICENSE_CHANGED', { objectId: licenseId, organizationId: null, details });
    return { licenseId };
  });
}

function saidBy(vault: Vault, version: LicenseVersionRow): Said {
  const number = readNumber(vault, version);
  if (number === null) throw new Error('a license whose number was erased belongs to nobody');
  const { kind, nameOnLicense, expiresOn } = version;
  return { kind, number, nameOnLicense, expiresOn, cycle: cycleOf(version) };
}
