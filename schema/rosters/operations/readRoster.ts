import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { ApprovalId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { inForceOn } from '../../accreditation/rules/approval.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { licenseNumbersForOrganization } from '../../licenses/operations/licenseNumbersForOrganization.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  type Between,
  type RosterApproval,
  type RosterKey,
  rosterApproval,
  rosterKeys,
  rosterRows,
} from '../queries/roster.ts';
import { type OpenedRow, periodFaults, unitOfRoster } from '../rules/roster.ts';

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

/** The rows of these awards with names and license numbers. The reading of numbers is recorded in the same transaction. */
export async function openRows(tx: Database, act: UserAct, { roster, keys, vault }: Opening): Promise<OpenedRow[]> {
  const { as, approval } = roster;
  const { organizationId } = approval;
  const rows = await rosterRows(
    tx,
    keys.map(({ awardId }) => awardId),
  );
  const licenseIds = [...new Set(rows.flatMap((row) => row.licenseIds))];
  const licenses = await licenseNumbersForOrganization(tx, act, { organizationId, licenseIds, as, vault });
  const opened = new Map(licenses.map((license) => [license.licenseId, license]));
  return rows.map((row) => ({
    ...row,
    printedName: openFacts(vault, row)?.facts.learnerName ?? null,
    licenses: row.licenseIds.flatMap((id) => opened.get(id) ?? []),
    timeZone: row.publicFacts.timeZone,
    approvalInForce: inForceOn(approval.period, row.countsOn).ok,
  }));
}

/** Opens a page of a roster and records the reading. */
export async function readRosterPage(db: Database, act: UserAct, opening: Opening): Promise<OpenedRow[]> {
  return db.transaction(async (tx) => {
    await recordRosterRead(tx, act, opening.roster, { form: 'PAGE', rows: opening.keys.length });
    return openRows(tx, act, opening);
  });
}
