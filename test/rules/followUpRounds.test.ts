import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CIVIL_HOURS, LATE_DAYS, mailState, OPEN_DAYS, opensOn, stateOf } from '../../schema/followUps/rules/rounds.ts';
import { questionsFor } from '../../schema/followUps/rules/standing.ts';
import { dayIn, daysAfter } from '../../schema/intensives/rules/deadline.ts';

const at = (completedAt: string, timeZone: string) => ({ completedAt: new Date(completedAt), timeZone });

describe('the day on which a round opens is counted on the calendar of the person', () => {
  test.each([
    ['an afternoon', '2027-03-01T15:00:00Z', 'UTC', 2, '2027-03-15'],
    ['the last minute of a day in New York', '2027-03-02T04:59:00Z', 'America/New_York', 2, '2027-03-15'],
    ['the first minute of the next', '2027-03-02T05:00:00Z', 'America/New_York', 2, '2027-03-16'],
    ['across the spring change', '2027-03-10T17:00:00Z', 'America/New_York', 8, '2027-05-05'],
    ['across the autumn change', '2027-10-01T11:30:00Z', 'Pacific/Auckland', 2, '2027-10-16'],
    ['over a leap day', '2028-02-20T12:00:00Z', 'UTC', 2, '2028-03-05'],
    ['at the far side of the date line', '2027-06-01T10:30:00Z', 'Pacific/Kiritimati', 1, '2027-06-09'],
  ])('%s', (_what, completedAt, timeZone, weeks, day) => {
    expect(opensOn(at(completedAt, timeZone), weeks)).toBe(day);
  });
});

describe('a mail goes by day, on the seven days from the first', () => {
  // Completed on 1 March 2027 in New York, so the round of two weeks opens on 15 March, the day after the clocks went forward.
  const completion = at('2027-03-01T17:00:00Z', 'America/New_York');
  test.each([
    ['the evening before', '2027-03-14T20:00:00Z', 'EARLY'],
    ['at midnight', '2027-03-15T04:00:00Z', 'NIGHT'],
    ['at 8:59', '2027-03-15T12:59:00Z', 'NIGHT'],
    ['at 9:00, an hour earlier by UTC than before the change', '2027-03-15T13:00:00Z', 'SEND'],
    ['at 17:59', '2027-03-15T21:59:00Z', 'SEND'],
    ['at 18:00', '2027-03-15T22:00:00Z', 'NIGHT'],
    ['on the seventh day', '2027-03-21T15:00:00Z', 'SEND'],
    ['on the eighth day', '2027-03-22T15:00:00Z', 'LATE'],
    ['months later', '2027-09-22T15:00:00Z', 'LATE'],
  ])('%s', (_what, now, state) => {
    expect(mailState(completion, 2, new Date(now))).toBe(state);
  });
});

test.each([
  ['the day before', '2027-03-14T23:59:00Z', 'EARLY'],
  ['the first day', '2027-03-15T00:00:00Z', 'OPEN'],
  ['the last day', '2027-04-11T23:59:00Z', 'OPEN'],
  ['the day after', '2027-04-12T00:00:00Z', 'OVER'],
])('a round is asked for 28 days: %s', (_what, now, state) => {
  expect(stateOf(at('2027-03-01T12:00:00Z', 'UTC'), 2, new Date(now))).toBe(state);
});

const zones = fc.constantFrom('UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'Australia/Lord_Howe');
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
const HOUR_MS = 3_600_000;

test('law: an hourly look finds a civil hour of every round, and none elsewhere', () => {
  fc.assert(
    fc.property(moments, zones, fc.integer({ min: 1, max: 26 }), (completedAt, timeZone, weeks) => {
      const completion = { completedAt, timeZone };
      const first = opensOn(completion, weeks);
      const begins = Date.parse(`${daysAfter(first, -2)}T00:23:00Z`);
      const looks = Array.from({ length: (LATE_DAYS + 4) * 24 }, (_, hour) => new Date(begins + hour * HOUR_MS));
      const sent = looks.filter((now) => mailState(completion, weeks, now) === 'SEND');
      expect(sent.length).toBe(LATE_DAYS * (CIVIL_HOURS.before - CIVIL_HOURS.from));
      for (const now of sent) {
        const day = dayIn(now, timeZone);
        expect(day >= first && day < daysAfter(first, LATE_DAYS)).toBe(true);
        const hour = Number(now.toLocaleString('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }));
        expect(hour >= CIVIL_HOURS.from && hour < CIVIL_HOURS.before).toBe(true);
        expect(stateOf(completion, weeks, now)).toBe('OPEN');
      }
    }),
    { numRuns: 60 },
  );
});

test('law: what is late is never due again, and no round is open before its day or after its last', () => {
  fc.assert(
    fc.property(moments, zones, moments, moments, (completedAt, timeZone, one, other) => {
      const completion = { completedAt, timeZone };
      const [earlier, later] = one <= other ? [one, other] : [other, one];
      if (mailState(completion, 2, earlier) === 'LATE') expect(mailState(completion, 2, later)).toBe('LATE');
      const day = dayIn(later, timeZone);
      const first = opensOn(completion, 2);
      const open = day >= first && day < daysAfter(first, OPEN_DAYS);
      expect(stateOf(completion, 2, later) === 'OPEN').toBe(open);
    }),
    { numRuns: 200 },
  );
});

test('whoever took the course for personal growth is asked no question of the test', () => {
  const question = {
    key: 'q',
    type: 'SINGLE',
    objectiveKey: 'o1',
    moduleKey: null,
    sourceKey: null,
    prompt: '?',
  } as const;
  const round = { weeks: 2, open: '?', questions: [{ ...question, options: [] }] };
  expect(questionsFor({ purpose: 'CREDIT' }, round)).toHaveLength(1);
  expect(questionsFor({ purpose: 'PERSONAL' }, round)).toEqual([]);
});
