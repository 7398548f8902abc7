import type { PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { readNumber } from '../../licenses/operations/sealedNumber.ts';
import type { AwardLicenseRow } from '../queries/awardLicenses.ts';
import { type JoinedLicense, type ShownLicense, shownLicenses } from '../rules/licenses.ts';

/** The licenses of one award, opened, in the order of joining; `lines` are those of its certificate. */
export function openLicenses(
  vault: Vault,
  rows: readonly AwardLicenseRow[],
  lines: readonly PrintedLicense[],
): ShownLicense[] {
  const joined = [...Map.groupBy(rows, ({ licenseId }) => licenseId).values()].flatMap((versions): JoinedLicense[] => {
    const [first] = versions;
    if (first === undefined) return [];
    const { licenseId, profession, jurisdiction, joinedAt, removedAt, printed } = first;
    const place = { licenseId, profession, jurisdiction };
    return [{ ...place, joinedAt, removedAt, printed, versions: versions.map((row) => opened(vault, row)) }];
  });
  return shownLicenses(joined, lines);
}

const opened = (
  vault: Vault,
  { versionId, sealedNumber, kind, nameOnLicense, reason, recordedAt }: AwardLicenseRow,
) => ({ kind, nameOnLicense, reason, recordedAt, number: readNumber(vault, { id: versionId, sealedNumber }) });

type Reading = {
  organizationId: OrganizationId;
  /** The role in which the reader acts. */
  as: AuditActor;
  licenses: readonly ShownLicense[];
  /** Where one certificate was read, and not a roster. */
  certificateId?: CertificateId;
};

/** Records that a member reads numbers of licenses; nothing where there are none. */
export async function recordNumbersRead(
  db: Database,
  act: UserAct,
  { organizationId, as, licenses, certificateId }: Reading,
): Promise<void> {
  const licenseIds = [...new Set(licenses.map(({ licenseId }) => licenseId))].sort();
  if (licenseIds.length === 0) return;
  const details = { count: licenseIds.length, licenseIds, ...(certificateId && { certificateId }) };
  await recordEvent(db, act, 'LICENSE_NUMBERS_READ', { objectId: organizationId, organizationId, as, details });
}
