import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceReportId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** A stretch for which a report says that somebody was in the online room. */
export type Reported = {
  registrationId: RegistrationId;
  ordinal: number;
  reportId: AttendanceReportId;
  line: number;
  joinedAt: Date;
  leftAt: Date;
  /** Why a member gave it to the person; null for one that was matched. */
  reason: string | null;
};

const reported = statement<{ ids: readonly RegistrationId[] }, Reported>(
  'reported_of_registrations',
  (p) => sql`select s."registrationId", p.day_ordinal as ordinal, p.id as "reportId", s.line, s.joined_at as "joinedAt",
      s.left_at as "leftAt", s.reason
    from (
      select w.registration_id as "registrationId", w.report_id, w.line, w.joined_at, w.left_at, null as reason
      from attendance_rows w
      where w.registration_id = any(${p('ids')}::uuid[]) and not exists (select from attendance_row_decisions d where d.row_id = w.id)
      union all
      select d.registration_id, w.report_id, w.line, w.joined_at, w.left_at, d.reason
      from attendance_row_decisions d join attendance_rows w on w.id = d.row_id
      where d.registration_id = any(${p('ids')}::uuid[])
        and not exists (select from attendance_row_decisions n where n.row_id = d.row_id and n.ordinal > d.ordinal)
    ) s join lateral (select r.id, r.day_ordinal from attendance_reports r
      where r.id = s.report_id and r.withdrawn_at is null offset 0) p on true
    order by s.joined_at, s.left_at, s.report_id, s.line`,
);

/** What reports say of these registrations, as matched or as last decided. */
export function reportedOf(db: Database, ids: readonly RegistrationId[]): Promise<Reported[]> {
  return reported(db, { ids });
}
