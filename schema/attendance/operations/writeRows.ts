import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type AttendanceReportId, type AttendanceRowId, newId, type RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { RowStatus, Whose } from '../rules/report/matching.ts';
import type { ReportRow } from '../rules/report/rows.ts';
import { sealWho, whoSha256 } from './sealedReport.ts';

/** A row, whose it is, and how it stands. */
export type Reconciled = { row: ReportRow; whose: Whose<RegistrationId>; status: RowStatus };

// Only a row with something sealed needs its id beforehand; the database makes the others.
const write = statement<{ reportId: AttendanceReportId; rows: string }, never>(
  'write_attendance_rows',
  (
    p,
  ) => sql`insert into attendance_rows (id, report_id, line, status, registration_id, joined_at, left_at, sealed_who, who_sha256,
      candidates, faults)
    select coalesce(w.id, uuidv7()), ${p('reportId')}, w.line, w.status, w."registrationId",
      timestamptz 'epoch' + w."joinedAt" * interval '1 millisecond', timestamptz 'epoch' + w."leftAt" * interval '1 millisecond',
      decode(w.sealed, 'base64'), decode(w.hash, 'hex'), coalesce(w.candidates, '[]'), coalesce(w.faults, '[]')
    from json_to_recordset(${p('rows')}::json) as w (id uuid, line int, status text, "registrationId" uuid, "joinedAt" float8,
      "leftAt" float8, sealed text, hash text, candidates jsonb, faults jsonb)`,
);

/** Writes every row in one statement. Who a row names is sealed, and only where no registration was found. */
export async function writeRows(
  tx: Database,
  { reportId, vault, rows }: { reportId: AttendanceReportId; vault: Vault; rows: readonly Reconciled[] },
): Promise<void> {
  await write(tx, { reportId, rows: JSON.stringify(rows.map((one) => columnsOf(vault, one))) });
}

function columnsOf(vault: Vault, { row, whose, status }: Reconciled) {
  const { line, joinedAt, leftAt, address, faults } = row;
  const { registrationId, candidates } = whose;
  if (registrationId !== null) return { line, status, registrationId, joinedAt, leftAt };
  const id = newId<AttendanceRowId>();
  const hash = address === null ? null : whoSha256(address).toString('hex');
  const sealed = sealWho(vault, id, row).toString('base64');
  return { id, line, status, joinedAt, leftAt, sealed, hash, candidates, faults };
}
