import { Temporal } from 'temporal-polyfill';
import type { Before } from '../../../drizzle/tables/intensives.ts';

/** When the first part begins; null for an empty agenda. */
export function startsAt(segments: readonly { startsAt: Date }[]): Date | null {
  return segments.reduce<Date | null>(
    (first, segment) => (first === null || segment.startsAt < first ? segment.startsAt : first),
    null,
  );
}

/**
 * The instant at which a deadline passes. Hours count back on the clock from the start. Calendar days count back on the calendar of
 * the zone, and the deadline passes at the end of that day there.
 */
export function deadline({ unit, count }: Before, start: Date, timeZone: string): Date {
  const from = Temporal.Instant.fromEpochMilliseconds(start.getTime());
  if (unit === 'HOURS') return new Date(from.subtract({ hours: count }).epochMilliseconds);
  const day = from.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: count });
  return new Date(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
}
