import { Temporal } from 'temporal-polyfill';
import type { DateOrder, WrittenTime } from './wallTime.ts';

type Day = { startsAt: Date; endsAt: Date };
const DAY_MS = 86_400_000;

/** Midnight of a written day in UTC, in milliseconds; null when no calendar has it. */
function midnight(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null;
}

function midnightIn(day: NonNullable<WrittenTime['day']>, order: DateOrder): number | null {
  if ('month' in day) return midnight(day.year, day.month, day.day);
  const { year, first, second } = day;
  return order === 'DAY_FIRST' ? midnight(year, second, first) : midnight(year, first, second);
}

/**
 * The order of day and month in a file. What only one order can mean near the day of the session decides, then what only one order can
 * mean at all. Null when the file leaves it open.
 */
export function orderOf(times: readonly WrittenTime[], session: Day): DateOrder | null {
  const open = times.flatMap(({ day }) => (day !== null && 'first' in day ? [day] : []));
  const counted = { DAY_FIRST: { near: 0, none: 0 }, MONTH_FIRST: { near: 0, none: 0 } };
  for (const day of open)
    for (const order of ['DAY_FIRST', 'MONTH_FIRST'] as const) {
      const at = midnightIn(day, order);
      if (at === null) counted[order].none += 1;
      else if (at > session.startsAt.getTime() - 2 * DAY_MS && at < session.endsAt.getTime() + DAY_MS)
        counted[order].near += 1;
    }
  const { DAY_FIRST: days, MONTH_FIRST: months } = counted;
  if (open.length === 0) return 'MONTH_FIRST';
  if (days.near > 0 !== months.near > 0) return days.near > 0 ? 'DAY_FIRST' : 'MONTH_FIRST';
  if (days.none > 0 !== months.none > 0) return days.none > 0 ? 'MONTH_FIRST' : 'DAY_FIRST';
  return null;
}

export type MomentFault = 'NOT_A_TIME' | 'NO_SUCH_TIME' | 'TIME_TWICE';
type Moment = { ok: true; at: number } | { ok: false; because: MomentFault };

/** Turns written times of one file into moments. */
export type Clock = (time: WrittenTime) => Moment;

/** Zones change their offset at quarters of an hour, so that it is looked up once for each. */
const QUARTER = 900_000;

/** The clock of a file: its zone, the order of its dates, and the day of its session for times without a date. */
export function clockOf(timeZone: string, order: DateOrder, session: Day): Clock {
  const offsets = new Map<number, number | 'NO_SUCH_TIME' | 'TIME_TWICE'>();
  const offsetAt = (wall: number) => {
    const quarter = Math.floor(wall / QUARTER) * QUARTER;
    const known = offsets.get(quarter) ?? wallOffset(quarter, timeZone);
    offsets.set(quarter, known);
    return known;
  };
  const momentOf = (day: number, { ms, offset }: WrittenTime): Moment => {
    const wall = day + ms;
    const found = offset === null ? offsetAt(wall) : offset * 60_000;
    return typeof found === 'number' ? { ok: true, at: wall - found } : { ok: false, because: found };
  };
  return (time) => {
    if (time.day !== null) {
      const day = midnightIn(time.day, order);
      return day === null ? { ok: false, because: 'NOT_A_TIME' } : momentOf(day, time);
    }
    return nearest(session, (day) => momentOf(day, time));
  };
}

/** A time without a date is that of the day on which it comes nearest to the middle of the session. */
function nearest({ startsAt, endsAt }: Day, momentOf: (day: number) => Moment): Moment {
  const middle = (startsAt.getTime() + endsAt.getTime()) / 2;
  const today = Math.floor(middle / DAY_MS) * DAY_MS;
  const away = (moment: Moment): number => (moment.ok ? Math.abs(moment.at - middle) : DAY_MS / 2);
  const [first, ...others] = [today, today - DAY_MS, today + DAY_MS].map(momentOf);
  if (first === undefined) throw new Error('three days gave no moment');
  return others.reduce((best, moment) => (away(moment) < away(best) ? moment : best), first);
}

/** How far a zone is ahead of UTC at a time on its walls, in milliseconds. */
function wallOffset(wall: number, timeZone: string): number | 'NO_SUCH_TIME' | 'TIME_TWICE' {
  const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return wall - earlier.epochMilliseconds;
  return earlier.toPlainDateTime().equals(plain) ? 'TIME_TWICE' : 'NO_SUCH_TIME';
}

/** Whether the time-zone database has a zone of this name. */
export function isZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** A moment on the clock of a zone, with its offset: 2027-03-14T09:00:00-07:00. No second of it is lost. */
export function localInstant(at: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return local.toString({ timeZoneName: 'never', calendarName: 'never' });
}
