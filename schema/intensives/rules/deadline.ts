import { Temporal } from 'temporal-polyfill';
import type { Before } from '../../../drizzle/tables/intensives.ts';

/**
 * The instant at which a deadline passes. Hours count back on the clock from the start. Calendar days count back on the calendar of
 * the zone: the deadline passes at the end of that day there, so that "7 calendar days before" 12 March is the end of 5 March.
 */
export function deadlineOf({ unit, count }: Before, startsAt: Date, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime());
  if (unit === 'HOURS') return new Date(start.subtract({ hours: count }).epochMilliseconds);
  const day = start.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: count });
  return new Date(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
}

/** A deadline in words that say what is counted and where: "until the end of 7 calendar days before the start (America/New_York)". */
export function deadlineInWords({ unit, count }: Before, timeZone: string): string {
  const plural = count === 1 ? '' : 's';
  if (unit === 'HOURS') return `until ${count} hour${plural} before the start`;
  if (count === 0) return `until the end of the day of the start (${timeZone})`;
  return `until the end of the day that is ${count} calendar day${plural} before the start (${timeZone})`;
}
