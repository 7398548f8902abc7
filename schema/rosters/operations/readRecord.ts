import { parseCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { awardLicenses } from '../queries/awardLicenses.ts';
import { recordBehind } from '../queries/record.ts';
import type { RecordRow } from '../queries/recordRows.ts';
import type { ShownLicense } from '../rules/licenses.ts';
import { readsCreditOnly } from '../rules/reader.ts';
import { openLicenses } from './readLicenses.ts';

/** A record that a member reads, and the role in which they read it. The name is null after erasure. */
export type OpenedRecord = RecordRow & { printedName: string | null; as: AuditActor };

type Asked = { organizationId: OrganizationId; number: string; vault: Vault };
const WHAT = 'The certificate';

/**
 * Everything behind one certificate that the organization issued; the reading is recorded. Throws NotFound for any other number, and
 * to an auditor for one taken for personal growth, and Forbidden.
 */
export async function readRecord(
  db: Database,
  act: UserAct,
  { organizationId, number, vault }: Asked,
): Promise<OpenedRecord> {
  return db.transaction(async (tx) => {
    const { as } = await requirePermission(tx, act, { permission: 'READ_RECORDS', organizationId, what: WHAT });
    const parsed = parseCertificateNumber(number);
    const record = parsed.ok ? await recordBehind(tx, { number: parsed.number, organizationId }) : null;
    if (record === null || (record.purpose === 'PERSONAL' && readsCreditOnly(as))) throw new NotFoundError(WHAT);
    await recordEvent(tx, act, 'RECORD_READ', { objectId: record.id, organizationId, as });
    return { ...record, printedName: openFacts(vault, record)?.facts.learnerName ?? null, as };
  });
}

/** The licenses that the award of a record is joined to. Whoever shows a number records the reading. */
export async function readRecordLicenses(
  db: Database,
  { record, vault }: { record: OpenedRecord; vault: Vault },
): Promise<ShownLicense[]> {
  const { organizationId, award } = record;
  if (award === null) return [];
  const rows = (await awardLicenses(db, { organizationId, awardIds: [award.id] })).get(award.id) ?? [];
  return openLicenses(vault, rows, openFacts(vault, record)?.facts.licenses ?? []);
}
