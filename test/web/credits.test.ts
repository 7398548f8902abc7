import { expect, test } from '@jest/globals';
import { pathOf, percentOf, sharable, sharedRows } from '../../web/credits/rules.ts';

const row = (facts: Partial<Parameters<typeof sharable>[0]> = {}) => ({
  ...{ status: 'COUNTED', enrollmentId: 'e', awards: [] },
  ...facts,
});

test('a link shows the awards that are joined to the license, and of a log the completion', () => {
  const counted = row({
    awards: [
      { id: 'a', joined: true },
      { id: 'b', joined: false },
    ],
  });
  const logged = row({ status: 'LOGGED', enrollmentId: 'f' });
  expect([counted, logged, row(), row({ status: 'REPORTED', enrollmentId: null })].map(sharable)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(sharedRows([counted, counted, logged, row()])).toEqual({ awardIds: ['a'], enrollmentIds: ['f'] });
});

test.each([
  ['18.00', '36.00', 50],
  ['40.00', '36.00', 100],
  ['1.00', '36.00', 2],
  ['1.00', null, null],
  ['1.00', '0.00', null],
])('%s of %s is %s percent', (earned, required, percent) => {
  expect(percentOf(earned, required)).toBe(percent);
});

test('a download is asked for where the page came from', () => {
  expect(pathOf('https://other.example.org/transcripts/x.pdf?cycle=2026-01-01')).toBe(
    '/transcripts/x.pdf?cycle=2026-01-01',
  );
});
