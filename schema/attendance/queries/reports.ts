import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  AttendanceReportId,
  AttendanceRowId,
  IntensiveDayId,
  IntensiveId,
  RegistrationId,
} from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { ReportField } from '../rules/report/headers.ts';
import type { RowStatus } from '../rules/report/matching.ts';
import type { ReportFault } from '../rules/report/rows.ts';
import type { Encoding } from '../rules/report/text.ts';
import type { DateOrder } from '../rules/report/wallTime.ts';

/** A report as members see it, without the people in it. */
export type ReportRecord = {
  id: AttendanceReportId;
  sessionId: IntensiveDayId;
  fileName: string;
  sha256: string;
  timeZone: string;
  encoding: Encoding;
  delimiter: string;
  dateOrder: DateOrder;
  columns: Partial<Record<ReportField, string>>;
  importedAt: Date;
  withdrawnAt: Date | null;
  counts: { status: RowStatus; rows: number }[];
  errorCounts: { code: ReportFault['code']; errors: number }[];
};

/** The newest decision on a row `w`. */
const LATEST = sql`left join lateral (select d.registration_id, d.reason, d.decided_at, d.ordinal from attendance_row_decisions d
  where d.row_id = w.id order by d.ordinal desc limit 1) d on true`;
/** How a row `w` stands after the newest decision `d`. */
const STATUS = sql`(case when d.ordinal is null then w.status when d.registration_id is null then 'NOBODY' else 'MATCHED' end)`;

const record = (condition: SQL): SQL => sql`select p.id, y.id as "sessionId", p.file_name as "fileName", p.sha256,
    p.time_zone as "timeZone", p.encoding, p.delimiter, p.date_order as "dateOrder", p.columns, p.imported_at as "importedAt",
    p.withdrawn_at as "withdrawnAt",
    (select coalesce(json_agg(c order by c.status), '[]') from (
      select ${STATUS} as status, count(*)::int as rows from attendance_rows w ${LATEST} where w.report_id = p.id group by 1) c) as counts,
    (select coalesce(json_agg(c order by c.code), '[]') from (
      select f->>'code' as code, count(*)::int as errors from attendance_rows w, jsonb_array_elements(w.faults) f
      where w.report_id = p.id group by 1) c) as "errorCounts"
  from attendance_reports p join intensive_days y on y.intensive_id = p.intensive_id and y.ordinal = p.day_ordinal
  where ${condition}`;

const byId = statement<{ id: AttendanceReportId }, ReportRecord>('attendance_report', (p) =>
  record(sql`p.id = ${p('id')}`),
);

/** A report; null when there is none. */
export async function reportById(db: Database, id: AttendanceReportId): Promise<ReportRecord | null> {
  return (await byId(db, { id }))[0] ?? null;
}

const ofSession = statement<{ intensiveId: IntensiveId; ordinal: number }, ReportRecord>('reports_of_session', (p) =>
  record(sql`p.intensive_id = ${p('intensiveId')} and p.day_ordinal = ${p('ordinal')} order by p.id`),
);

/** The reports of a session, oldest first, withdrawn ones too. */
export function reportsOf(
  db: Database,
  session: { intensiveId: IntensiveId; ordinal: number },
): Promise<ReportRecord[]> {
  const { intensiveId, ordinal } = session;
  return ofSession(db, { intensiveId, ordinal });
}

/** A row as members see it. */
export type RowRecord = {
  id: AttendanceRowId;
  line: number;
  status: RowStatus;
  registrationId: RegistrationId | null;
  joinedAt: Date | null;
  leftAt: Date | null;
  sealedWho: Buffer | null;
  candidates: RegistrationId[];
  faults: ReportFault[];
  decision: { reason: string; decidedAt: Date } | null;
};
type StoredRow = Omit<RowRecord, 'decision'> & { decision: { reason: string; decidedAt: string } | null };

/** A part of a list in the order of its places. */
export type Places = { after: number; before: number; inverted: boolean; limit: number };

const rows = statement<{ reportId: AttendanceReportId; status: RowStatus | null } & Places, RowRecord, StoredRow>(
  'rows_of_report',
  (
    p,
  ) => sql`select w.id, w.line, ${STATUS} as status, w.joined_at as "joinedAt", w.left_at as "leftAt", w.sealed_who as "sealedWho",
      w.candidates, w.faults, case when d.ordinal is null then w.registration_id else d.registration_id end as "registrationId",
      case when d.ordinal is not null then json_build_object('reason', d.reason, 'decidedAt', d.decided_at) end as decision
    from attendance_rows w ${LATEST}
    where w.report_id = ${p('reportId')} and w.line > ${p('after')}::int and w.line < ${p('before')}::int
      and (${p('status')}::text is null or ${STATUS} = ${p('status')}::text)
    order by case when ${p('inverted')}::boolean then -w.line else w.line end limit ${p('limit')}::int`,
  ({ decision, ...row }) => ({
    ...row,
    decision: decision && { ...decision, decidedAt: instantOf(decision.decidedAt) },
  }),
);

/** Rows of a report in the order of its lines. */
export function rowsOfReport(
  db: Database,
  asked: { reportId: AttendanceReportId; status: RowStatus | null } & Places,
): Promise<RowRecord[]> {
  return rows(db, asked);
}

/** A row has fewer faults than this. */
const FAULTS_OF_ROW = 16;
/** One fault of one row; `place` orders them by line. */
export type ErrorRecord = ReportFault & { line: number; place: number };

const errors = statement<{ reportId: AttendanceReportId } & Places, ErrorRecord>(
  'errors_of_report',
  (p) => sql`select * from (
      select w.line, w.line * ${sql.raw(String(FAULTS_OF_ROW))} + f.ordinality::int as place, f.value->>'field' as field, f.value->>'code' as code
      from attendance_rows w cross join lateral jsonb_array_elements(w.faults) with ordinality f
      where w.report_id = ${p('reportId')} and w.status = 'FAULTY') e
    where e.place > ${p('after')}::int and e.place < ${p('before')}::int
    order by case when ${p('inverted')}::boolean then -e.place else e.place end limit ${p('limit')}::int`,
);

/** Every fault of a report, by line. */
export function errorsOfReport(db: Database, asked: { reportId: AttendanceReportId } & Places): Promise<ErrorRecord[]> {
  return errors(db, asked);
}
