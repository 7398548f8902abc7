import type { CertificateFacts } from '../facts/v2.ts';
import { zoneOfCompletion } from '../words.ts';

const offsets = new Map<string, Intl.DateTimeFormat>();

/** The zone's offset from UTC at an instant, as +13:00 or -05:30. */
function offsetAt(at: Date, timeZone: string): string {
  const known = offsets.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  if (known === undefined) offsets.set(timeZone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return /[+-]\d{2}:\d{2}/.exec(name?.value ?? '')?.[0] ?? '+00:00';
}

/** The instant to the second in the zone's local time. Its first ten letters are the printed day. */
export function onClocksOf(timeZone: string, at: Date): string {
  const offset = offsetAt(at, timeZone);
  const clocks = new Date(at.getTime() - Date.parse(`1970-01-01T00:00:00${offset}`));
  return `${clocks.toISOString().slice(0, 19)}${offset}`;
}

/** 23:59:59 of the last day, in the zone's local time; `end` is the first instant of the following day, RFC 3339. */
export function lastSecondBefore(end: string, timeZone: string): string {
  return onClocksOf(timeZone, new Date(Math.ceil(Date.parse(end) / 1000) * 1000 - 1000));
}

type Studied = Pick<CertificateFacts, 'completedAt' | 'completedOn' | 'completedIn' | 'issuedAt' | 'timeZone'>;

/** When the last requirement was met, on the clocks of its day, and never after the certificate was issued. */
export function endOfStudy({ completedAt, completedOn, issuedAt, ...zones }: Studied): string {
  const timeZone = zoneOfCompletion(zones);
  if (completedAt === undefined) return withinDay(completedOn, timeZone);
  return onClocksOf(timeZone, new Date(Math.min(Date.parse(completedAt), Date.parse(issuedAt))));
}

/**
 * Certificates from before the instant was a fact have only the day. Returns the instant that their credentials state: one whose
 * date is the same in the organization's zone and in UTC.
 */
function withinDay(date: string, timeZone: string): string {
  const offset = offsetAt(new Date(`${date}T12:00:00Z`), timeZone);
  return `${date}T${offset.startsWith('-') ? '06' : '18'}:00:00${offset}`;
}
