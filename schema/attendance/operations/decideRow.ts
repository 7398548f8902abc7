import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceReportId, AttendanceRowId, IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { attendanceRowDecisions, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { ReportWithdrawnError, RowWithoutTimesError } from '../errors.ts';
import { hasTimes } from '../rules/report/matching.ts';
import { lockRow } from './ofReport.ts';

export type Decision = {
  rowId: AttendanceRowId | null;
  /** NOBODY: it is nobody's. Null for an id of nothing. */
  registrationId: RegistrationId | 'NOBODY' | null;
  reason: string;
};

/**
 * Says whose a row of a report is, with a reason. Earlier decisions stay on record; the latest counts. Throws NotFound, Forbidden,
 * InvalidInput, ReportWithdrawn, RowWithoutTimes.
 */
export async function decideRow(
  db: Database,
  act: UserAct,
  { rowId, registrationId: given, reason }: Decision,
): Promise<{ reportId: AttendanceReportId; line: number }> {
  return db.transaction(async (tx) => {
    const { row, report, session, as } = await lockRow(tx, act, rowId);
    if (report.withdrawnAt !== null) throw new ReportWithdrawnError();
    if (!hasTimes(row)) throw new RowWithoutTimesError();
    const registrationId = given === 'NOBODY' ? null : await placeOf(tx, session.intensiveId, given);
    const answer = { reportId: report.id, line: row.line };
    const [latest] = await tx
      .select()
      .from(attendanceRowDecisions)
      .where(eq(attendanceRowDecisions.rowId, row.id))
      .orderBy(desc(attendanceRowDecisions.ordinal))
      .limit(1);
    if (latest?.registrationId === registrationId && latest.reason === reason) return answer;
    await tx.insert(attendanceRowDecisions).values({
      ...{ rowId: row.id, ordinal: (latest?.ordinal ?? 0) + 1, registrationId, reason },
      ...{ decidedBy: act.userId, decidedAt: act.now },
    });
    await recordEvent(tx, act, 'ATTENDANCE_ROW_DECIDED', {
      ...{ objectId: session.intensiveId, organizationId: session.organizationId, as },
      details: { reportId: report.id, day: session.ordinal, line: row.line },
    });
    return answer;
  });
}

/** A registration of this event with a confirmed place. */
async function placeOf(tx: Database, intensiveId: IntensiveId, id: RegistrationId | null): Promise<RegistrationId> {
  const [found] =
    id === null
      ? []
      : await tx
          .select({ id: registrations.id, state: registrations.state })
          .from(registrations)
          .where(and(eq(registrations.id, id), eq(registrations.intensiveId, intensiveId)));
  if (found === undefined) throw new NotFoundError('The registration');
  if (found.state === 'CONFIRMED') return found.id;
  throw new InvalidInputError([{ path: 'registrationId', message: 'has no confirmed place at this event.' }]);
}
