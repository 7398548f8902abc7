import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysInWords, meetings, meetingTexts, spanInWords, zoneOf } from '../../certificates/sessionWords.ts';
import { hoursKind } from '../../certificates/words.ts';
import { sampleCredits } from '../support/certificates/credentialSamples.ts';
import { sessionOn, THREE_DAYS } from '../support/certificates/trainingSamples.ts';

test.each<[string[], string, string]>([
  [['2027-03-13'], '13 March 2027', '13 March 2027'],
  [['2027-03-13', '2027-03-14'], '13 and 14 March 2027', '13 and 14 March 2027'],
  [['2027-03-14', '2027-03-13', '2027-03-13'], '13 and 14 March 2027', '13 and 14 March 2027'],
  [['2027-03-30', '2027-04-06'], '30 March and 6 April 2027', '30 March and 6 April 2027'],
  [['2026-12-28', '2027-01-04'], '28 December 2026 and 4 January 2027', '28 December 2026 and 4 January 2027'],
  [
    ['2026-12-28', '2027-01-04', '2027-01-11', '2027-03-01'],
    '28 December 2026; 4 and 11 January; 1 March 2027',
    '4 days, 28 December 2026 to 1 March 2027',
  ],
])('the days %j are said as %s, and on the front as %s', (days, words, front) => {
  expect(daysInWords(days)).toBe(words);
  expect(spanInWords(days.map((day) => sessionOn(day)))).toBe(front);
});

test('days of one place stand together, another format or zone apart', () => {
  expect(meetingTexts(THREE_DAYS)).toEqual([
    'Portland, Oregon (Live in person): 13 and 14 March 2027',
    'Online (Live online): 10 April 2027',
  ]);
  expect(zoneOf(THREE_DAYS)).toBe('America/Los_Angeles');
  const abroad = [...THREE_DAYS, sessionOn('2027-04-17', { timeZone: 'America/New_York' })];
  expect(zoneOf(abroad)).toBeNull();
  expect(meetingTexts(abroad)).toEqual([
    'Portland, Oregon (Live in person): 13 and 14 March 2027 (America/Los_Angeles)',
    'Online (Live online): 10 April 2027 (America/Los_Angeles)',
    'Portland, Oregon (Live in person): 17 April 2027 (America/New_York)',
  ]);
  expect([meetingTexts([]), zoneOf([])]).toEqual([[], null]);
});

test('every day of every session is said, and none that is not there', () => {
  const day = fc
    .integer({ min: 0, max: 800 })
    .map((at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
  const session = fc.tuple(day, fc.constantFrom('Portland', 'Online')).map(([on, place]) => sessionOn(on, { place }));
  fc.assert(
    fc.property(fc.array(session, { minLength: 1, maxLength: 20 }), (sessions) => {
      const said = meetings(sessions).flatMap(({ place, days }) => days.map((on) => `${on} ${place}`));
      expect(said.toSorted()).toEqual([...new Set(sessions.map(({ on, place }) => `${on} ${place}`))].toSorted());
      for (const { days } of meetings(sessions)) {
        // Each number of a day once, in order; a month closes its days, and a year its months.
        const numbers = daysInWords(days)
          .match(/\b\d{1,2}\b/g)
          ?.map(Number);
        expect(numbers).toEqual(days.map((on) => Number(on.slice(8))));
      }
    }),
  );
});

test.each([
  [{}, 'STUDIED'],
  [{ sessions: THREE_DAYS }, 'ATTENDED'],
  [{ sessions: THREE_DAYS, credits: sampleCredits() }, 'STUDIED'],
  [{ certifies: 'ATTENDANCE' }, 'ATTENDED'],
  [{ certifies: 'ATTENDANCE', sessions: THREE_DAYS }, 'ATTENDED'],
  [{ certifies: 'TEACHING', sessions: THREE_DAYS, credits: sampleCredits() }, 'TAUGHT'],
] as const)('the hours of %j are %s', (facts, kind) => {
  expect(hoursKind(facts as Parameters<typeof hoursKind>[0])).toBe(kind);
});
