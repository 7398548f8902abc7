import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, IntensiveSegmentId, RegistrationId } from '../../../drizzle/ids.ts';
import { type AttendedDay, attendedDays } from '../rules/attendance.ts';
import type { Span } from '../rules/spans.ts';
import { type Reported, reportedOf } from './reported.ts';
import { type Session, sessionsOf } from './sessions.ts';
import { type SignedEvent, signedOf } from './signed.ts';

export type AttendanceDay = AttendedDay<IntensiveSegmentId> & {
  session: Session;
  events: SignedEvent[];
  reported: Reported[];
};
/** How one registration attended its training, day by day. */
export type Attendance = { registrationId: RegistrationId; intensiveId: IntensiveId; days: AttendanceDay[] };

/** The attendance of these registrations, in their order; nothing for those of other events than trainings. */
export async function loadAttendance(db: Database, ids: readonly RegistrationId[]): Promise<(Attendance | null)[]> {
  const [rows, stretches] = await Promise.all([signedOf(db, ids), reportedOf(db, ids)]);
  const signed = new Map(rows.map((one) => [one.registrationId, one]));
  const reports = Map.groupBy(stretches, ({ registrationId }) => registrationId);
  const all = await sessionsOf(db, [...new Set([...signed.values()].map(({ intensiveId }) => intensiveId))]);
  const sessions = Map.groupBy(all, ({ intensiveId }) => intensiveId);
  return ids.map((registrationId) => {
    const found = signed.get(registrationId);
    if (found === undefined) return null;
    const reported = Map.groupBy(reports.get(registrationId) ?? [], ({ ordinal }) => ordinal);
    const own = (sessions.get(found.intensiveId) ?? []).map((session) => ({
      session,
      reported: reported.get(session.ordinal) ?? [],
      events: found.events.filter(({ ordinal }) => ordinal === session.ordinal),
    }));
    const attended = attendedDays(
      own.map(({ session }) => session),
      found.events,
      new Map([...reported].map(([ordinal, rows]) => [ordinal, rows.map(spanOf)])),
    );
    const days = own.flatMap((day, at) => {
      const how = attended[at];
      return how === undefined ? [] : [{ ...day, ...how }];
    });
    return { registrationId, intensiveId: found.intensiveId, days };
  });
}

const spanOf = ({ joinedAt, leftAt }: Reported): Span => ({ from: joinedAt.getTime(), until: leftAt.getTime() });
