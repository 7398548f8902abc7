import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { feedFile, mailedFiles } from '../../schema/registrations/rules/calendar/files.ts';
import { cleanText, fold, parameterValue, textValue } from '../../schema/registrations/rules/calendar/lines.ts';
import { calendarDay, calendarFacts, MAIL_FROM, CALENDAR_NOW as NOW, parseCalendar } from '../support/calendars.ts';

const made = { mailFrom: MAIL_FROM, now: NOW };

const PIECES = [
  ...[
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '👍🏽',
    'e\u0301\u0323\u0308',
    'श्रीमती',
    'ﷺ',
    'שָׁלוֹם',
    '한국어',
    '中文',
    '\u200d',
    '\u202e',
    '\ufeff',
  ],
  ...['\r\n', '\n', '\r', '\r\n ', '\t', '\u2028', '\u0085', '\u0000', '\u0007', '\u009f', '\ud83d', '\udc69'],
  ...['END:VEVENT', 'BEGIN:VALARM', 'ATTENDEE:mailto:x@example.org', ';', ',', ':', '\\', '\\n', '"', '^', '^n', "'"],
];
/** Text of any script, with what breaks writers and readers of calendars. */
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(...PIECES)), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

test('folding loses nothing, and no line has more than 75 octets or half a character', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = `SUMMARY:${textValue(text)}`;
      const folded = fold(line);
      const lines = folded.split('\r\n');
      expect(lines.pop()).toBe('');
      for (const one of lines) expect([Buffer.byteLength(one) <= 75, one.isWellFormed()]).toEqual([true, true]);
      for (const one of lines.slice(1)) expect(one.startsWith(' ')).toBe(true);
      expect(folded.slice(0, -2).replaceAll('\r\n ', '')).toBe(line);
      expect(folded.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
    { numRuns: 300 },
  );
});

test('what a text says is read again, and nothing in it becomes a property or an event', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const facts = calendarFacts({ title: text, venue: text, organizationName: text });
      const { calendar, events } = parseCalendar(feedFile(facts, made));
      expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual([
        'vtimezone',
        'vevent',
        'vevent',
        'vevent',
      ]);
      for (const event of events) {
        expect([event.text('summary'), event.text('location')]).toEqual([cleanText(text), cleanText(text)]);
        expect([event.names.length, new Set(event.names).size]).toEqual([13, 13]);
      }
    }),
    { numRuns: 60 },
  );
});

test('a parameter is one quoted text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const value = parameterValue(text);
      expect(value).toMatch(/^"[^"\p{Cc}]*"$/u);
      const signs: Record<string, string> = { n: '\n', "'": '"', '^': '^' };
      expect(value.slice(1, -1).replace(/\^([n'^])/g, (_all, sign) => signs[sign] ?? '')).toBe(cleanText(text));
    }),
  );
});

test('an address of a mail stays one address', () => {
  fc.assert(
    fc.property(anyText, (local) => {
      const attendee = `${local}+x@example.org`;
      const [file] = mailedFiles(calendarFacts(), { ...made, method: 'REQUEST', attendee });
      const { events } = parseCalendar(file?.text ?? '');
      expect(decodeURIComponent(events[0]?.text('attendee') ?? '')).toBe(`mailto:${cleanText(attendee)}`);
      expect(events[0]?.names.filter((name) => name === 'attendee')).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

test('in every zone and at every time, also where clocks change, a calendar reads the instant', () => {
  const minute = 60_000;
  const instants = fc.integer({ min: Date.UTC(2026, 10) / minute, max: Date.UTC(2032, 0) / minute });
  // Zones whose yearly rules are hard to write, beside all the others.
  const hard = [
    'Asia/Jerusalem',
    'America/Santiago',
    'Asia/Gaza',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Europe/Dublin',
  ];
  const zones = fc.oneof(fc.constantFrom(...hard), fc.constantFrom(...Intl.supportedValuesOf('timeZone')));
  fc.assert(
    fc.property(zones, instants, fc.integer({ min: 1, max: 1440 }), (timeZone, start, minutes) => {
      const [startsAt, endsAt] = [new Date(start * minute), new Date((start + minutes) * minute)];
      const days = [calendarDay(1, startsAt.toISOString(), endsAt.toISOString(), timeZone)];
      const { events, zoneIds } = parseCalendar(feedFile(calendarFacts({ days }), made));
      for (const [name, at] of [
        ['dtstart', startsAt],
        ['dtend', endsAt],
      ] as const) {
        const read = events[0]?.time(name);
        expect([timeZone, read?.at]).toEqual([timeZone, at]);
        expect(read?.zoneId === null ? read.utc : zoneIds.includes(read?.zoneId ?? '')).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('around every change of clocks of a hard zone, a calendar reads the instant', () => {
  const hour = 3_600_000;
  for (const [timeZone, changeAt] of [
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['America/New_York', '2027-03-14T07:00:00Z'],
    ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
    ['Asia/Jerusalem', '2027-03-26T00:00:00Z'],
    ['America/Santiago', '2027-04-04T03:00:00Z'],
  ] as const)
    for (let quarter = -16; quarter <= 16; quarter++) {
      const startsAt = new Date(Date.parse(changeAt) + (quarter * hour) / 4);
      const days = [
        calendarDay(1, startsAt.toISOString(), new Date(startsAt.getTime() + 8 * hour).toISOString(), timeZone),
      ];
      const [event] = parseCalendar(feedFile(calendarFacts({ days }), made)).events;
      expect([timeZone, event?.time('dtstart').at]).toEqual([timeZone, startsAt]);
    }
});
