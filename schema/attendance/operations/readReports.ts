import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { AttendanceReportId, IntensiveDayId, RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { namesOf } from '../queries/places.ts';
import {
  type Places,
  type ReportRecord,
  type RowRecord,
  reportById,
  reportsOf,
  rowsOfReport,
} from '../queries/reports.ts';
import type { RowStatus } from '../rules/report/matching.ts';
import { requireDoor } from './requireDoor.ts';
import { openWho, type Who } from './sealedReport.ts';

type Candidate = { registrationId: RegistrationId; name: string | null };
/** A row with who it names, opened for a member. */
export type OpenedRow = Omit<RowRecord, 'sealedWho' | 'candidates'> & { who: Who | null; candidates: Candidate[] };

/** The reports of a session, for a member who may import there. Throws NotFound, Forbidden, NoAttendance. */
export async function readReports(
  db: Database,
  act: UserAct,
  { sessionId }: { sessionId: IntensiveDayId },
): Promise<ReportRecord[]> {
  const { session } = await requireDoor(db, act, { sessionId, permission: 'IMPORT_ATTENDANCE' });
  return reportsOf(db, session);
}

/** A report, for a member who may import there. Throws NotFound, Forbidden, NoAttendance. */
export async function readReport(
  db: Database,
  act: UserAct,
  { reportId }: { reportId: AttendanceReportId | null },
): Promise<ReportRecord> {
  const report = reportId === null ? null : await reportById(db, reportId);
  if (report === null) throw new NotFoundError('The report');
  await requireDoor(db, act, { sessionId: report.sessionId, permission: 'IMPORT_ATTENDANCE', what: 'The report' });
  return report;
}

/** Rows of a report with the people whom they name; the reading is recorded. Throws NotFound, Forbidden, NoAttendance. */
export async function readRows(
  db: Database,
  act: UserAct,
  { report, vault, ...asked }: { report: ReportRecord; vault: Vault; status: RowStatus | null } & Places,
): Promise<OpenedRow[]> {
  return db.transaction(async (tx) => {
    const { id: reportId, sessionId } = report;
    const { session, as } = await requireDoor(tx, act, { sessionId, permission: 'IMPORT_ATTENDANCE' });
    const rows = await rowsOfReport(tx, { reportId, ...asked });
    const names = await namesOf(tx, [...new Set(rows.flatMap(({ candidates }) => candidates))]);
    await recordEvent(tx, act, 'ATTENDANCE_REPORT_READ', {
      ...{ objectId: session.intensiveId, organizationId: session.organizationId, as },
      details: { reportId, day: session.ordinal },
    });
    return rows.map(({ sealedWho, candidates, ...row }) => ({
      ...{ ...row, who: openWho(vault, row.id, sealedWho) },
      candidates: candidates.map((id) => ({ registrationId: id, name: names.get(id) ?? null })),
    }));
  });
}
