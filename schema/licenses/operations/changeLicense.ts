import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { LicenseId, LicenseVersionId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { LicenseLimitError } from '../errors.ts';
import { type LicenseVersionRow, ownLicensesByIds } from '../queries.ts';
import { type ChangeReason, type Changes, changeOf, MOST_VERSIONS, type Said } from '../rules/change.ts';
import { cycleOf } from '../rules/cycle.ts';
import { lockHolder, requireOnlyOne, writeVersion } from './holding.ts';
import { readNumber } from './sealedNumber.ts';

export type Change = {
  licenseId: LicenseId | null;
  changes: Changes;
  reason: ChangeReason | null;
  /** Why, in the holder's own words, for the audit trail. */
  note: string | null;
  vault: Vault;
};

/** `versionId` is the version that holds now. */
export type Changed = { licenseId: LicenseId; reason: ChangeReason; versionId: LicenseVersionId };

/**
 * Adds a version of what a license of the signed-in person says, in the caller's transaction; what it said before stays. A change
 * that changes nothing adds nothing. Takes the lock of the holder. Throws NotFound, InvalidInput when the reason does not fit,
 * LicenseExists when the corrected number is that of another of their licenses, and LicenseLimit.
 */
export async function changeLicense(
  tx: Database,
  act: UserAct,
  { licenseId, changes, reason, note, vault }: Change,
): Promise<Changed> {
  if (licenseId === null) throw new NotFoundError('The license');
  const { userId, now } = act;
  await lockHolder(tx, userId);
  const [license] = await ownLicensesByIds(tx, { userId, ids: [licenseId] });
  if (license === undefined || license.removedAt !== null) throw new NotFoundError('The license');
  const { ordinal, profession, jurisdiction } = license.now;
  const decision = changeOf(saidBy(vault, license.now), changes, reason);
  if (!decision.ok) throw new InvalidInputError(decision.because);
  const { said, changed } = decision;
  if (changed.length === 0) return { licenseId, reason: decision.reason, versionId: license.now.id };
  if (ordinal >= MOST_VERSIONS) throw new LicenseLimitError('versions of a license', MOST_VERSIONS);
  const regulated = { profession, jurisdiction };
  if (changed.includes('number'))
    await requireOnlyOne(tx, userId, { ...regulated, number: said.number, except: licenseId, vault });
  const version = { licenseId, ordinal: ordinal + 1, reason: decision.reason, vault, now };
  const versionId = await writeVersion(tx, version, { ...said, ...regulated });
  const details = { ordinal: version.ordinal, reason: decision.reason, changed };
  await recordEvent(tx, act, 'LICENSE_CHANGED', { objectId: licenseId, organizationId: null, reason: note, details });
  return { licenseId, reason: decision.reason, versionId };
}

function saidBy(vault: Vault, version: LicenseVersionRow): Said {
  const number = readNumber(vault, version);
  if (number === null) throw new Error('a license whose number was erased belongs to nobody');
  const { kind, nameOnLicense, expiresOn } = version;
  return { kind, number, nameOnLicense, expiresOn, cycle: cycleOf(version) };
}
