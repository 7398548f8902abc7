import type { Entry } from './entries.ts';
import { cleanText, fold, parameterValue, textValue } from './lines.ts';
import { utc, type When, when, zoneOf } from './when.ts';

/** PUBLISH shows (a feed, a download), REQUEST and CANCEL are mailed (RFC 5546). */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

export type CalendarFile = {
  method: CalendarMethod;
  entries: readonly Entry[];
  /** The address from which the service writes. The same in every file of a registration: calendars match events by it. */
  organizer: string;
  /** Whom a mail invites; null in a file that shows. */
  attendee: string | null;
  /** The zone of a file without events, which must have some part. */
  timeZone: string;
  /** Of a feed: how it is called. */
  name?: string;
  now: Date;
};

const mailto = (address: string): string =>
  `mailto:${encodeURIComponent(cleanText(address)).replace(/%(?:40|2B)/g, decodeURIComponent)}`;

/** An iCalendar file (RFC 5545): lines of at most 75 octets, each ended by CRLF. */
export function calendarFile(file: CalendarFile): string {
  const { method, name } = file;
  const timed = file.entries.map((entry) => ({
    ...entry,
    start: when(entry.startsAt, entry.timeZone),
    end: when(entry.endsAt, entry.timeZone),
  }));
  const feed =
    name === undefined
      ? []
      : [`X-WR-CALNAME:${textValue(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Attune//Attune//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...feed,
    ...zonesOf(timed, file.timeZone),
    ...timed.flatMap((entry) => eventLines(entry, file)),
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('');
}

type Timed = Entry & { start: When; end: When };

/** The definition of every zone that the file names, each once. */
function zonesOf(entries: readonly Timed[], timeZone: string): string[] {
  const named = entries.flatMap(({ start, end }) => [start.zone, end.zone]);
  const zones = entries.length === 0 ? [zoneOf(timeZone)] : named;
  const definitions = zones.flatMap((zone) => zone?.definition ?? []);
  return [...new Set(definitions)].flatMap((definition) => definition.split('\r\n'));
}

function eventLines(entry: Timed, { organizer, attendee, now }: CalendarFile): string[] {
  const cn = entry.organizerName === null ? '' : `;CN=${parameterValue(entry.organizerName)}`;
  const optional = (line: string, value: string | null) => (value === null ? [] : [`${line}:${value}`]);
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(entry.changedAt)}`,
    `DTSTART${entry.start.parameters}:${entry.start.value}`,
    `DTEND${entry.end.parameters}:${entry.end.value}`,
    `SUMMARY:${textValue(entry.summary)}`,
    `STATUS:${entry.status}`,
    `TRANSP:${entry.status === 'CONFIRMED' ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(entry.isPrivate ? ['CLASS:PRIVATE'] : []),
    ...optional('LOCATION', entry.location && textValue(entry.location)),
    ...optional('URL', entry.url && address(entry.url)),
    ...optional('DESCRIPTION', entry.url && textValue(`Online room: ${entry.url}`)),
    `ORGANIZER${cn}:${mailto(organizer)}`,
    ...optional('ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE', attendee && mailto(attendee)),
    'END:VEVENT',
  ];
}

/** A value of type URI, in ASCII; null for what is none. */
const address = (text: string): string | null => (URL.canParse(text) ? new URL(text).href : null);
