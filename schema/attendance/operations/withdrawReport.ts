import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceReportId } from '../../../drizzle/ids.ts';
import { attendanceReports } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { lockReport } from './ofReport.ts';

/**
 * Says that a report no longer counts, with a reason. Its rows and what was decided of them stay on record, and its file can be
 * imported anew. A second call changes nothing. Throws NotFound, Forbidden.
 */
export async function withdrawReport(
  db: Database,
  act: UserAct,
  { reportId, reason }: { reportId: AttendanceReportId | null; reason: string },
): Promise<{ reportId: AttendanceReportId }> {
  return db.transaction(async (tx) => {
    const { report, session, as } = await lockReport(tx, act, { id: reportId, what: 'The report' });
    if (report.withdrawnAt !== null) return { reportId: report.id };
    await tx.update(attendanceReports).set({ withdrawnAt: act.now }).where(eq(attendanceReports.id, report.id));
    await recordEvent(tx, act, 'ATTENDANCE_REPORT_WITHDRAWN', {
      ...{ objectId: session.intensiveId, organizationId: session.organizationId, as, reason },
      details: { reportId: report.id, day: session.ordinal },
    });
    return { reportId: report.id };
  });
}
