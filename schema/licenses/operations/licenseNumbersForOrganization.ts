import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { LicenseId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { Act } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { type AwardedLicenseRow, awardedLicenses } from '../queries.ts';
import { readNumber } from './sealedNumber.ts';

type Reading = {
  organizationId: OrganizationId;
  licenseIds: readonly LicenseId[];
  /** The role in which the reader acts. */
  as: AuditActor;
  vault: Vault;
};

/** A license as a roster shows it; number and name are null after erasure. */
export type OpenedLicense = Omit<AwardedLicenseRow, 'id' | 'sealedNumber'> & { number: string | null };

/**
 * Opens the present numbers of licenses that awards of this organization are joined to, in the order of their ids, and records the
 * reading in the same transaction. Other licenses are left out. Whoever calls it has checked the reader's permission.
 */
export async function licenseNumbersForOrganization(
  tx: Database,
  act: Act,
  { organizationId, licenseIds, as, vault }: Reading,
): Promise<OpenedLicense[]> {
  const rows = await awardedLicenses(tx, { organizationId, ids: licenseIds });
  if (rows.length === 0) return [];
  const details = { count: rows.length, licenseIds: rows.map(({ licenseId }) => licenseId) };
  await recordEvent(tx, act, 'LICENSE_NUMBERS_READ', { objectId: organizationId, organizationId, as, details });
  return rows.map(({ id, sealedNumber, ...license }) => ({
    ...license,
    number: readNumber(vault, { id, sealedNumber }),
  }));
}
