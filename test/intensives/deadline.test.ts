import { expect, test } from '@jest/globals';
import { deadlineInWords, deadlineOf } from '../../schema/intensives/rules/deadline.ts';

const LA = 'America/Los_Angeles';

test.each([
  [
    'hours count on the clock, over a night that has 23 hours',
    'HOURS',
    24,
    '2027-03-14T16:00:00Z',
    LA,
    '2027-03-13T16:00:00.000Z',
  ],
  ['days end with the day of the zone', 'CALENDAR_DAYS', 7, '2027-03-12T17:30:00Z', LA, '2027-03-06T08:00:00.000Z'],
  [
    'days count on the calendar, over the change of clocks',
    'CALENDAR_DAYS',
    1,
    '2027-03-15T16:00:00Z',
    LA,
    '2027-03-15T07:00:00.000Z',
  ],
  [
    'the day is the zone’s, not UTC’s',
    'CALENDAR_DAYS',
    1,
    '2027-01-10T20:00:00Z',
    'Pacific/Auckland',
    '2027-01-10T11:00:00.000Z',
  ],
  [
    'a month back from 31 March is counted in days',
    'CALENDAR_DAYS',
    30,
    '2027-03-31T09:00:00Z',
    'Europe/London',
    '2027-03-02T00:00:00.000Z',
  ],
  ['29 February', 'CALENDAR_DAYS', 1, '2028-03-01T09:00:00Z', 'Europe/London', '2028-03-01T00:00:00.000Z'],
  [
    'none before the start is the end of its day',
    'CALENDAR_DAYS',
    0,
    '2027-03-12T17:30:00Z',
    LA,
    '2027-03-13T08:00:00.000Z',
  ],
] as const)('%s', (_, unit, count, startsAt, zone, ends) => {
  expect(deadlineOf({ unit, count }, new Date(startsAt), zone).toISOString()).toBe(ends);
});

test('a deadline says what it counts and where', () => {
  expect(deadlineInWords({ unit: 'HOURS', count: 48 }, LA)).toBe('until 48 hours before the start');
  expect(deadlineInWords({ unit: 'CALENDAR_DAYS', count: 7 }, LA)).toBe(
    'until the end of the day that is 7 calendar days before the start (America/Los_Angeles)',
  );
});
