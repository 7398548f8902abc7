import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysOf, matchDays } from '../../schema/intensives/rules/days.ts';

const segment = (day: string, from: string, until: string, timeZone = 'UTC') => ({
  ...{ day, timeZone },
  startsAt: new Date(`${day}T${from}:00Z`),
  endsAt: new Date(`${day}T${until}:00Z`),
});
const on = (date: string) => ({ ...segment(date, '09:00', '17:00') });
const known = (ordinal: number, day: string, removed = false) => ({
  ...{ ordinal, day },
  removedAt: removed ? new Date('2027-01-01') : null,
});
const match = (before: ReturnType<typeof known>[], dates: string[]) => {
  const { kept, dropped } = matchDays(before, dates.map(on));
  return { kept: Object.fromEntries(kept.map(({ day, ordinal }) => [day, ordinal])), dropped };
};

test('a day is one event from its first segment to its last, in whatever order they are written', () => {
  const days = daysOf([
    segment('2027-03-13', '09:00', '12:00'),
    segment('2027-03-12', '13:00', '17:00'),
    segment('2027-03-12', '09:00', '12:00'),
  ]);
  expect(days).toEqual([
    {
      day: '2027-03-12',
      timeZone: 'UTC',
      startsAt: new Date('2027-03-12T09:00Z'),
      endsAt: new Date('2027-03-12T17:00Z'),
    },
    {
      day: '2027-03-13',
      timeZone: 'UTC',
      startsAt: new Date('2027-03-13T09:00Z'),
      endsAt: new Date('2027-03-13T12:00Z'),
    },
  ]);
  expect(daysOf([])).toEqual([]);
});

test('two zones on one day are two events', () => {
  const zones = daysOf([
    segment('2027-03-12', '09:00', '12:00', 'America/New_York'),
    segment('2027-03-12', '13:00', '17:00', 'America/Los_Angeles'),
  ]);
  expect(zones.map(({ timeZone }) => timeZone)).toEqual(['America/New_York', 'America/Los_Angeles']);
});

const WEEKEND = [known(1, '2027-03-12'), known(2, '2027-03-13'), known(3, '2027-03-14')];
test.each([
  ['nothing', WEEKEND, ['12', '13', '14'], { 12: 1, 13: 2, 14: 3 }, []],
  ['the whole event moves', WEEKEND, ['19', '20', '21'], { 19: 1, 20: 2, 21: 3 }, []],
  ['the middle day is dropped', WEEKEND, ['12', '14'], { 12: 1, 14: 3 }, [2]],
  ['the middle day moves to the end', WEEKEND, ['12', '14', '15'], { 12: 1, 14: 3, 15: 2 }, []],
  ['a day comes before', WEEKEND, ['11', '12', '13', '14'], { 11: 4, 12: 1, 13: 2, 14: 3 }, []],
  ['it moves by a day', WEEKEND, ['13', '14', '15'], { 13: 2, 14: 3, 15: 1 }, []],
  ['all are dropped', WEEKEND, [], {}, [1, 2, 3]],
  [
    'a dropped day comes back',
    [known(1, '2027-03-12'), known(2, '2027-03-13', true)],
    ['12', '13'],
    { 12: 1, 13: 2 },
    [],
  ],
  ['another day does not take a dropped one', [known(1, '2027-03-12', true)], ['20'], { 20: 2 }, []],
] as const)('%s: which day is which', (_name, before, dates, kept, dropped) => {
  const found = match(
    [...before],
    dates.map((date) => `2027-03-${date}`),
  );
  const expected = Object.fromEntries(Object.entries(kept).map(([date, ordinal]) => [`2027-03-${date}`, ordinal]));
  expect(found).toEqual({ kept: expected, dropped });
});

test('an ordinal is given once, and every known day that stands is kept or dropped', () => {
  const date = fc.integer({ min: 1, max: 28 }).map((day) => `2027-03-${String(day).padStart(2, '0')}`);
  const dates = fc.uniqueArray(date, { maxLength: 8 });
  fc.assert(
    fc.property(dates, dates, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (before, after, removed) => {
      const rows = before.map((day, at) => known(at + 1, day, removed[at]));
      const { kept, dropped } = matchDays(rows, after.map(on));
      const given = [...kept.map(({ ordinal }) => ordinal), ...dropped];
      expect(new Set(given).size).toBe(given.length);
      expect(kept.map(({ day }) => day)).toEqual(after);
      for (const row of rows) if (row.removedAt === null) expect(given).toContain(row.ordinal);
      for (const row of rows)
        if (after.includes(row.day)) expect(kept.find(({ day }) => day === row.day)?.ordinal).toBe(row.ordinal);
    }),
  );
});
