import ICAL from 'ical.js';
import { newId } from '../../drizzle/ids.ts';
import type { CalendarFacts } from '../../schema/registrations/rules/calendar/entries.ts';

export const MAIL_FROM = 'Attune <no-reply@example.org>';
/** Weeks before the days of CALENDAR_FACTS. */
export const CALENDAR_NOW = new Date('2027-02-01T12:00:00Z');

export const calendarDay = (ordinal: number, startsAt: string, endsAt: string, timeZone = 'America/Los_Angeles') => ({
  ...{ ordinal, timeZone, startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
  removedAt: null as Date | null,
});

/** A confirmed registration for three days of a training. */
export const calendarFacts = (changes: Partial<CalendarFacts> = {}): CalendarFacts => ({
  registrationId: newId(),
  state: 'CONFIRMED',
  confirmedAt: new Date('2027-01-10T12:00:00Z'),
  sequence: 3,
  changedAt: new Date('2027-01-10T12:00:00Z'),
  kind: 'TRAINING',
  title: 'Repair after betrayal, three days',
  neutralName: null,
  organizationName: 'Sample Institute',
  timeZone: 'America/Los_Angeles',
  venue: '12 Example Street, Room 4; Los Angeles',
  link: 'https://rooms.example.org/j/123?pwd=a,b;c',
  days: [
    calendarDay(1, '2027-03-12T17:30:00Z', '2027-03-13T01:00:00Z'),
    calendarDay(2, '2027-03-13T17:30:00Z', '2027-03-14T01:00:00Z'),
    calendarDay(3, '2027-03-14T16:30:00Z', '2027-03-15T00:00:00Z'),
  ],
  ...changes,
});

/** A file as ical.js, which did not write it, reads it. */
export const parseCalendar = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone');
  const zoneIds = zones.map((zone) => String(zone.getFirstPropertyValue('tzid')));
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name);
    const parameter = (of: string, name: string) => event.getFirstProperty(of)?.getParameter(name) ?? null;
    const text = (name: string) => (value(name) === null ? null : String(value(name)));
    const time = (name: string) => {
      const property = event.getFirstProperty(name);
      const read = property?.getFirstValue() as InstanceType<typeof ICAL.Time>;
      const zoneId = property?.getFirstParameter('tzid');
      const zone = zones.find((one) => one.getFirstPropertyValue('tzid') === zoneId);
      if (zoneId && zone !== undefined) read.zone = new ICAL.Timezone(zone);
      return {
        wall: read.toString(),
        at: read.toJSDate(),
        zoneId: zoneId ?? null,
        utc: read.zone === ICAL.Timezone.utcTimezone,
      };
    };
    return { value, text, time, parameter, names: event.getAllProperties().map(({ name }) => name) };
  });
  return { method: String(calendar.getFirstPropertyValue('method')), zoneIds, events, calendar };
};

/** Lines as they stand in the file, and lines after unfolding. */
export const linesOf = (text: string) => ({
  raw: text.split('\r\n').slice(0, -1),
  unfolded: text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1),
});
