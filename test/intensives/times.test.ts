import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../schema/intensives/rules/agenda.ts';
import {
  dayAndClock,
  printedSpan,
  printedTime,
  spanInWords,
  timeInWords,
} from '../../schema/intensives/rules/times.ts';

const at = (text: string) => new Date(text);

test.each([
  ['2027-03-12T17:30:00Z', 'America/Los_Angeles', 'Fri, March 12, 2027, 09:30 (America/Los_Angeles)'],
  ['2027-03-12T17:30:00Z', 'Pacific/Auckland', 'Sat, March 13, 2027, 06:30 (Pacific/Auckland)'],
  ['2027-12-31T23:59:59.999Z', 'UTC', 'Fri, December 31, 2027, 23:59 (UTC)'],
  ['2027-06-01T18:45:00Z', 'Asia/Kathmandu', 'Wed, June 2, 2027, 00:30 (Asia/Kathmandu)'],
  ['2026-11-01T05:30:00Z', 'America/New_York', 'Sun, November 1, 2026, 01:30 (America/New_York, UTC-04:00)'],
  ['2026-11-01T06:30:00Z', 'America/New_York', 'Sun, November 1, 2026, 01:30 (America/New_York, UTC-05:00)'],
  ['2026-11-01T07:00:00Z', 'America/New_York', 'Sun, November 1, 2026, 02:00 (America/New_York)'],
])('%s in %s reads %s', (instant, timeZone, words) => {
  expect(timeInWords(at(instant), timeZone)).toBe(words);
});

test.each([
  ['2027-03-12T17:30Z', '2027-03-13T01:00Z', 'Fri, March 12, 2027, 09:30 to 17:00 (America/Los_Angeles)'],
  [
    '2027-03-13T05:00Z',
    '2027-03-13T09:00Z',
    'Fri, March 12, 2027, 21:00 to Sat, March 13, 2027, 01:00 (America/Los_Angeles)',
  ],
  [
    '2026-11-01T08:30Z',
    '2026-11-01T09:30Z',
    'Sun, November 1, 2026, 01:30 to 01:30 (America/Los_Angeles, UTC-07:00, UTC-08:00)',
  ],
])('from %s until %s reads %s', (startsAt, endsAt, words) => {
  expect(spanInWords({ startsAt: at(startsAt), endsAt: at(endsAt) }, 'America/Los_Angeles')).toBe(words);
});

const ZONES = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Europe/Dublin',
  'UTC',
];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

test('what is read leads back to the instant', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2031, 0) }),
      fc.constantFrom(...ZONES),
      (millis, timeZone) => {
        const instant = new Date(Math.floor(millis / 60_000) * 60_000);
        const read = /^\w{3}, (\w+) (\d+), (\d{4}), (\d\d:\d\d) \(([^,)]+)(?:, UTC([^)]*))?\)$/.exec(
          timeInWords(instant, timeZone),
        );
        const [, month = '', day = '', year, wallTime = '', zone = '', offset] = read ?? [];
        const on = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
        const folds = offset === undefined ? [null] : (['EARLIER', 'LATER'] as const);
        const found = folds.map((fold) => instantOf({ day: on, wallTime, timeZone: zone, fold }));
        expect(found).toContainEqual({ ok: true, at: instant });
      },
    ),
  );
});

test.each([
  [
    '2027-03-13T17:00:00Z',
    '2027-03-14T00:00:00Z',
    'Sat, 13 March 2027, 09:00 to 16:00 (America/Los_Angeles, UTC-08:00)',
  ],
  [
    '2027-03-14T16:00:00Z',
    '2027-03-14T23:00:00Z',
    'Sun, 14 March 2027, 09:00 to 16:00 (America/Los_Angeles, UTC-07:00)',
  ],
  // Clocks go forward between the two.
  [
    ...['2027-03-14T07:00:00Z', '2027-03-14T12:00:00Z'],
    'Sat, 13 March 2027, 23:00 to Sun, 14 March 2027, 05:00 (America/Los_Angeles, UTC-08:00, UTC-07:00)',
  ],
])('paper says the offset of %s to %s', (from, until, words) => {
  const [startsAt, endsAt] = [new Date(from), new Date(until)];
  expect(printedSpan({ startsAt, endsAt }, 'America/Los_Angeles')).toBe(words);
  expect(words).toContain(printedTime(startsAt, 'America/Los_Angeles').replace(/ \(.*/, ''));
});

test.each([
  ['2027-03-12T17:30:00Z', 'en', 'Fri, March 12, 2027 (America/Los_Angeles)', '09:30'],
  ['2027-03-13T05:15:00Z', 'en', 'Fri, March 12, 2027 (America/Los_Angeles)', '21:15'],
  ['2026-11-01T08:30:00Z', 'en', 'Sun, November 1, 2026 (America/Los_Angeles)', '01:30 (UTC-07:00)'],
  ['2026-11-01T09:30:00Z', 'en', 'Sun, November 1, 2026 (America/Los_Angeles)', '01:30 (UTC-08:00)'],
  ['2027-03-12T17:30:00Z', 'es', 'vie, 12 de marzo de 2027 (America/Los_Angeles)', '09:30'],
] as const)('%s in a list in %s stands under %s at %s', (instant, language, day, clock) => {
  expect(dayAndClock(new Date(instant), 'America/Los_Angeles', language)).toEqual({ day, clock });
});
