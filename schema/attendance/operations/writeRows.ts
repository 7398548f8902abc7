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

type Columns = {
  reportId: AttendanceReportId;
  ids: readonly string[];
  lines: readonly number[];
  statuses: readonly string[];
  /** Empty for nobody, for no time, for nothing sealed. */
  registrationIds: readonly string[];
  joined: readonly string[];
  left: readonly string[];
  sealed: readonly string[];
  hashes: readonly string[];
  candidates: readonly string[];
  faults: readonly string[];
};

const write = statement<Columns, never>(
  'write_attendance_rows',
  (
    p,
  ) => sql`insert into attendance_rows (id, report_id, line, status, registration_id, joined_at, left_at, sealed_who, who_sha256,
      candidates, faults)
    select w.id, ${p('reportId')}, w.line, w.status, nullif(w.registration_id, '')::uuid, nullif(w.joined_at, '')::timestamptz,
      nullif(w.left_at, '')::timestamptz, decode(nullif(w.sealed, ''), 'base64'), decode(nullif(w.hash, ''), 'hex'),
      w.candidates::jsonb, w.faults::jsonb
    from unnest(${p('ids')}::uuid[], ${p('lines')}::int[], ${p('statuses')}::text[], ${p('registrationIds')}::text[],
      ${p('joined')}::text[], ${p('left')}::text[], ${p('sealed')}::text[], ${p('hashes')}::text[], ${p('candidates')}::text[],
      ${p('faults')}::text[])
      as w (id, line, status, registration_id, joined_at, left_at, sealed, hash, candidates, faults)`,
);

const instant = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

/** Writes every row in one statement. Who a row names is sealed, and only where no registration was found. */
export async function writeRows(
  tx: Database,
  { reportId, vault, rows }: { reportId: AttendanceReportId; vault: Vault; rows: readonly Reconciled[] },
): Promise<void> {
  const ids = rows.map(() => newId<AttendanceRowId>());
  const named = rows.map(({ whose }) => whose.registrationId === null);
  await write(tx, {
    ...{ reportId, ids },
    lines: rows.map(({ row }) => row.line),
    statuses: rows.map(({ status }) => status),
    registrationIds: rows.map(({ whose }) => whose.registrationId ?? ''),
    joined: rows.map(({ row }) => instant(row.joinedAt)),
    left: rows.map(({ row }) => instant(row.leftAt)),
    sealed: rows.map(({ row }, at) => (named[at] ? sealWho(vault, ids[at] ?? newId(), row).toString('base64') : '')),
    hashes: rows.map(({ row }, at) =>
      named[at] && row.address !== null ? whoSha256(row.address).toString('hex') : '',
    ),
    candidates: rows.map(({ whose }) => JSON.stringify(whose.candidates)),
    faults: rows.map(({ row }) => JSON.stringify(row.faults)),
  });
}
