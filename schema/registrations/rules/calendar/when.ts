import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block, tzlib_get_offset } from 'timezones-ical-library';
import { comesTwice } from '../../../intensives/rules/times.ts';

/** A time as a property shows it, and the zone that its file must then define. */
export type When = { parameters: string; value: string; zone: Zone | null };
type Zone = { id: string; definition: string };

const compact = (text: string): string => text.replaceAll(/[-:]/g, '');

/** An instant in UTC: 20270312T173000Z. */
export const utc = (at: Date): string => compact(`${at.toISOString().slice(0, 19)}Z`);

/** The zone of a file for a time zone; null for a zone that the library does not know. */
export function zoneOf(timeZone: string): Zone | null {
  const [definition, named] = [...tzlib_get_ical_block(timeZone)];
  if (definition === undefined || named === undefined) return null;
  return { id: named.replace('TZID=', ''), definition };
}

/**
 * An instant on the wall of its zone. In UTC instead where a calendar would read another instant from that wall: where clocks go
 * back it shows the time twice, and in some weeks of some zones the library's yearly rules are not those of the zone.
 */
export function when(at: Date, timeZone: string): When {
  const inUtc = { parameters: '', value: utc(at), zone: null };
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const zone = zoneOf(timeZone);
  if (zone === null || !leadsBack(local)) return inUtc;
  return { parameters: `;TZID=${zone.id}`, value: compact(local.toPlainDateTime().toString().slice(0, 19)), zone };
}

function leadsBack(local: Temporal.ZonedDateTime): boolean {
  if (comesTwice(local)) return false;
  const [day = '', time = ''] = local.toPlainDateTime().toString().split('T');
  return tzlib_get_offset(local.timeZoneId, day, time.slice(0, 5)) === local.offset.replace(':', '').slice(0, 5);
}
