import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveDayId, RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { csvOf } from '../../csv.ts';
import { recordEvent } from '../../events/operations.ts';
import { loadAttendance } from '../queries/attendance.ts';
import { everyGuestOf } from '../queries/places.ts';
import type { Session } from '../queries/sessions.ts';
import { localInstant } from '../rules/report/moments.ts';
import { requireDoor } from './requireDoor.ts';

/** Names that the import knows, so that the file can come back. */
const HEADER = ['Registration ID', 'Name', 'Join Time', 'Leave Time'];

/**
 * Who was there on a day of a training and when, as a table for spreadsheets: a row for each stretch, with the offset of its zone. To
 * import it again changes no minute. The download is recorded. Throws NotFound, Forbidden, NoAttendance.
 */
export async function exportAttendance(
  db: Database,
  act: UserAct,
  { sessionId, globalId }: { sessionId: IntensiveDayId | null; globalId: (id: RegistrationId) => string },
): Promise<{ session: Session; file: Buffer }> {
  return db.transaction(async (tx) => {
    const { session, as } = await requireDoor(tx, act, { sessionId, permission: 'RECORD_ATTENDANCE' });
    const { intensiveId, organizationId, ordinal, timeZone } = session;
    const guests = await everyGuestOf(tx, intensiveId);
    const attendances = await loadAttendance(
      tx,
      guests.map(({ id }) => id),
    );
    const rows = guests.flatMap(({ id, name }, at) => {
      const spans = attendances[at]?.days.find((day) => day.ordinal === ordinal)?.spans ?? [];
      const times = spans.map(({ from, until }) => [from, until].map((moment) => localInstant(moment, timeZone)));
      return times.map((pair) => [globalId(id), name, ...pair]);
    });
    const details = { day: ordinal, rows: rows.length };
    await recordEvent(tx, act, 'ATTENDANCE_EXPORTED', { objectId: intensiveId, organizationId, as, details });
    return { session, file: csvOf(HEADER, rows) };
  });
}
