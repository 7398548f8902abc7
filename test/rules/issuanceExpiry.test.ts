import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expiryOf } from '../../schema/issuance/rules/expiry.ts';
import { dateIn } from '../../schema/organizations/rules.ts';

test.each([
  // completed, months, zone, last day, the first instant after it
  [
    '2026-11-22',
    12,
    'Pacific/Auckland',
    '2027-11-22',
    '2027-11-22T11:00:00Z',
    'the same day a year on, in summer time',
  ],
  ['2026-11-22', 7, 'Pacific/Auckland', '2027-06-22', '2027-06-22T12:00:00Z', 'in winter time'],
  ['2026-11-22', 24, 'UTC', '2028-11-22', '2028-11-23T00:00:00Z', 'two years'],
  ['2026-01-31', 1, 'UTC', '2026-02-28', '2026-03-01T00:00:00Z', 'no 31 February: its last day'],
  ['2027-01-31', 13, 'UTC', '2028-02-29', '2028-03-01T00:00:00Z', 'the last day of a leap February'],
  ['2026-08-31', 1, 'UTC', '2026-09-30', '2026-10-01T00:00:00Z', 'no 31 September'],
  ['2026-02-28', 12, 'UTC', '2027-02-28', '2027-03-01T00:00:00Z', '28 February stays the 28th'],
  ['2027-02-28', 12, 'UTC', '2028-02-28', '2028-02-29T00:00:00Z', 'also when a 29th follows'],
  ['2028-02-29', 12, 'UTC', '2029-02-28', '2029-03-01T00:00:00Z', 'from a leap day'],
  ['2028-02-29', 48, 'UTC', '2032-02-29', '2032-03-01T00:00:00Z', 'from a leap day to the next'],
  ['2026-12-31', 2, 'UTC', '2027-02-28', '2027-03-01T00:00:00Z', 'over the turn of the year'],
  ['2026-12-15', 1, 'UTC', '2027-01-15', '2027-01-16T00:00:00Z', 'from December to January'],
  ['2026-11-22', 600, 'UTC', '2076-11-22', '2076-11-23T00:00:00Z', 'the longest'],
  ['2026-09-27', 12, 'Pacific/Auckland', '2027-09-27', '2027-09-27T11:00:00Z', 'the day after clocks went forward'],
  ['2026-03-26', 12, 'Pacific/Auckland', '2027-03-26', '2027-03-26T11:00:00Z', 'before clocks go back'],
  ['2026-04-04', 12, 'Pacific/Auckland', '2027-04-04', '2027-04-04T12:00:00Z', 'a day of 25 hours'],
  ['2026-09-26', 12, 'Pacific/Auckland', '2027-09-26', '2027-09-26T11:00:00Z', 'a day of 23 hours'],
  ['2026-03-31', 12, 'Europe/Zurich', '2027-03-31', '2027-03-31T22:00:00Z', 'central Europe in summer'],
  ['2026-11-30', 3, 'America/New_York', '2027-02-28', '2027-03-01T05:00:00Z', 'behind Greenwich'],
  ['2026-01-10', 12, 'Pacific/Kiritimati', '2027-01-10', '2027-01-10T10:00:00Z', 'furthest ahead'],
  ['2026-01-10', 12, 'Pacific/Pago_Pago', '2027-01-10', '2027-01-11T11:00:00Z', 'furthest behind'],
  ['2026-01-10', 12, 'Asia/Kathmandu', '2027-01-10', '2027-01-10T18:15:00Z', 'a zone of quarters'],
  ['2010-12-29', 12, 'Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z', 'the day after never was'],
  ['2017-10-14', 12, 'America/Sao_Paulo', '2018-10-14', '2018-10-15T03:00:00Z', 'three hours behind'],
  ['2017-11-03', 12, 'America/Sao_Paulo', '2018-11-03', '2018-11-04T03:00:00Z', 'the midnight after never was'],
  ['2017-02-17', 12, 'America/Sao_Paulo', '2018-02-17', '2018-02-18T03:00:00Z', 'the midnight after came twice'],
])('completed on %s, %i months, %s: to the end of %s, which is %s (%s)', (completedOn, months, zone, on, at) => {
  expect(expiryOf(completedOn, months, zone)).toEqual({ expiresOn: on, expiresAt: new Date(at) });
});

describe('in every time zone', () => {
  const days = fc
    .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

  test('it is valid through the whole last day and not a moment longer', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 600 }), zones, (completedOn, months, zone) => {
        const { expiresOn, expiresAt } = expiryOf(completedOn, months, zone);
        expect(dateIn(zone, new Date(expiresAt.getTime() - 1))).toBe(expiresOn);
        expect(dateIn(zone, expiresAt) > expiresOn).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a later completion or more months never end sooner, and a month later is in the month it should be', () => {
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 599 }), (one, other, months) => {
        const [earlier = '', later = ''] = [one, other].sort();
        const on = (day: string, count = months) => expiryOf(day, count, 'UTC').expiresOn;
        expect(on(earlier) <= on(later)).toBe(true);
        expect(on(earlier) < on(earlier, months + 1)).toBe(true);
        const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(monthNumber(on(one)) - monthNumber(one)).toBe(months);
      }),
      { numRuns: 300 },
    );
  });
});
