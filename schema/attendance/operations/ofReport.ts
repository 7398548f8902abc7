import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceReportId, AttendanceRowId } from '../../../drizzle/ids.ts';
import { attendanceReports, attendanceRows, intensiveDays } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import type { Session } from '../queries/sessions.ts';
import { requireDoor } from './requireDoor.ts';

type Locked = { report: { id: AttendanceReportId; withdrawnAt: Date | null }; session: Session; as: AuditActor };

/**
 * Locks a report for a member who may import at its session: what is done to one report follows each other. Throws NotFound,
 * Forbidden, NoAttendance.
 */
export async function lockReport(
  tx: Database,
  act: UserAct,
  { id, what }: { id: AttendanceReportId | null; what: string },
): Promise<Locked> {
  if (id === null) throw new NotFoundError(what);
  const [found] = await tx
    .select({
      id: attendanceReports.id,
      withdrawnAt: attendanceReports.withdrawnAt,
      sessionId: intensiveDays.id,
    })
    .from(attendanceReports)
    .innerJoin(
      intensiveDays,
      and(
        eq(intensiveDays.intensiveId, attendanceReports.intensiveId),
        eq(intensiveDays.ordinal, attendanceReports.dayOrdinal),
      ),
    )
    .where(eq(attendanceReports.id, id))
    .for('no key update', { of: attendanceReports });
  if (found === undefined) throw new NotFoundError(what);
  const { sessionId, ...report } = found;
  const asked = { sessionId, permission: 'IMPORT_ATTENDANCE', what } as const;
  return { report, ...(await requireDoor(tx, act, asked)) };
}

/** Locks the report of a row, and reads the row. Throws the same. */
export async function lockRow(
  tx: Database,
  act: UserAct,
  id: AttendanceRowId | null,
): Promise<Locked & { row: typeof attendanceRows.$inferSelect }> {
  const [row] = id === null ? [] : await tx.select().from(attendanceRows).where(eq(attendanceRows.id, id));
  if (row === undefined) throw new NotFoundError('The row');
  return { row, ...(await lockReport(tx, act, { id: row.reportId, what: 'The row' })) };
}
