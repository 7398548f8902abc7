import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { ApprovalId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { inForceOn } from '../../accreditation/rules/approval.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { awardLicenses } from '../queries/awardLicenses.ts';
import {
  type Between,
  type RosterApproval,
  type RosterKey,
  rosterApproval,
  rosterKeys,
  rosterRows,
} from '../queries/roster.ts';
import { periodFaults } from '../rules/period.ts';
import { type OpenedRow, unitOfRoster } from '../rules/roster.ts';
import { openLicenses, recordNumbersRead } from './readLicenses.ts';

type Asked = {
  approvalId: ApprovalId | null;
  /** The organization that is asked; null: the one that holds the approval. */
  organizationId: OrganizationId | null;
  from: string | null;
  to: string | null;
  unit: string | null;
};

/** A roster that a member may read. Nothing of it has been read yet. */
export type Roster = {
  approval: RosterApproval;
  as: AuditActor;
  /** Null where nothing was ever offered under the approval, so that no row exists. */
  unit: string | null;
  from: string | null;
  to: string | null;
};

const WHAT = 'The approval';

/** The roster of an approval for a period. Throws NotFound, Forbidden, InvalidInput for a period or a unit that cannot be. */
export async function findRoster(
  db: Database,
  act: UserAct,
  { approvalId, organizationId, from, to, unit }: Asked,
): Promise<Roster> {
  const approval = approvalId === null ? null : await rosterApproval(db, approvalId);
  const owner = approval?.organizationId ?? null;
  const asked = organizationId ?? owner;
  const { as } = await requirePermission(db, act, { permission: 'READ_ROSTER', organizationId: asked, what: WHAT });
  if (approval === null || owner !== asked) throw new NotFoundError(WHAT);
  const faults = periodFaults({ from, to });
  const chosen = unitOfRoster(approval.units, unit);
  if (faults.length > 0 || !chosen.ok) throw new InvalidInputError(chosen.ok ? faults : [...faults, chosen.fault]);
  return { approval, as, unit: chosen.unit, from, to };
}

/** The places of a roster's awards. */
export async function keysOf(
  db: Database,
  { approval, unit, from, to }: Roster,
  between: Between,
): Promise<RosterKey[]> {
  return unit === null ? [] : rosterKeys(db, { approvalId: approval.id, unit, from, to, ...between });
}

/** Records that a member reads a roster: once for a page, once for a file. */
export async function recordRosterRead(
  tx: Database,
  act: UserAct,
  { approval, as, unit, from, to }: Roster,
  details: { form: 'PAGE'; rows: number } | { form: 'CSV' },
): Promise<void> {
  const { id, organizationId } = approval;
  await recordEvent(tx, act, 'ROSTER_READ', {
    objectId: id,
    organizationId,
    as,
    details: { ...details, unit, from, to },
  });
}

type Opening = { roster: Roster; keys: readonly RosterKey[]; vault: Vault };

/** The rows of these awards with names and licenses. Whoever shows a number records the reading. */
async function openRows(db: Database, { roster, keys, vault }: Opening): Promise<OpenedRow[]> {
  const awardIds = keys.map(({ awardId }) => awardId);
  const rows = await rosterRows(db, awardIds);
  const licenses = await awardLicenses(db, { organizationId: roster.approval.organizationId, awardIds });
  return rows.map((row) => {
    const facts = openFacts(vault, row)?.facts;
    return {
      ...row,
      printedName: facts?.learnerName ?? null,
      licenses: openLicenses(vault, licenses.get(row.awardId) ?? [], facts?.licenses ?? []),
      timeZone: row.publicFacts.timeZone,
      approvalInForce: inForceOn(roster.approval.period, row.countsOn).ok,
    };
  });
}

/** Records that a member reads the license numbers of these rows. */
export async function recordRosterNumbers(
  db: Database,
  act: UserAct,
  { approval, as }: Roster,
  rows: readonly OpenedRow[],
): Promise<void> {
  const { organizationId } = approval;
  await recordNumbersRead(db, act, { organizationId, as, licenses: rows.flatMap(({ licenses }) => licenses) });
}

/** Opens a page of a roster and records the reading. */
export async function readRosterPage(db: Database, act: UserAct, opening: Opening): Promise<OpenedRow[]> {
  return db.transaction(async (tx) => {
    await recordRosterRead(tx, act, opening.roster, { form: 'PAGE', rows: opening.keys.length });
    return openRows(tx, opening);
  });
}

/** Opens rows of a file, which has every number, and records that reading in the same transaction. */
export async function readRosterRows(db: Database, act: UserAct, opening: Opening): Promise<OpenedRow[]> {
  return db.transaction(async (tx) => {
    const rows = await openRows(tx, opening);
    await recordRosterNumbers(tx, act, opening.roster, rows);
    return rows;
  });
}
