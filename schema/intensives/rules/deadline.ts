import { Temporal } from 'temporal-polyfill';
import type { Before } from '../../../drizzle/tables/intensives.ts';

/**
 * The instant at which a deadline passes. Hours count back on the clock from the start. Calendar days count back on the calendar of
 * the zone: the deadline passes at the end of that day there, so that "7 calendar days before" 12 March is the end of 5 March.
 */
export function deadlineOf({ unit, count }: Before, startsAt: Date, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime());
  if (unit === 'HOURS') return new Date(start.subtract({ hours: count }).epochMilliseconds);
  return endOfDay(daysAfter(dayIn(startsAt, timeZone), -count), timeZone);
}

/** The day in a zone at an instant: 2027-03-12. */
export function dayIn(at: Date, timeZone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return there.toPlainDate().toString();
}

/** So many days after a day. */
export const daysAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** The instant at which a day ends in a zone. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds);
}

/** A deadline in words that say what is counted and where: "until the end of 7 calendar days before the start (America/New_York)". */
export function deadlineInWords({ unit, count }: Before, timeZone: string): string {
  const plural = count === 1 ? '' : 's';
  if (unit === 'HOURS') return `until ${count} hour${plural} before the start`;
  if (count === 0) return `until the end of the day of the start (${timeZone})`;
  return `until the end of the day that is ${count} calendar day${plural} before the start (${timeZone})`;
}
