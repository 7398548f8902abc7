import { expect, test } from '@jest/globals';
import { REGISTRATION_STATES } from '../../drizzle/tables/registrations.ts';
import { mayWithdrawScreening } from '../../schema/registrations/rules/screening.ts';

test('that somebody was met alone is taken back until a pair has taken its place', () => {
  const may = (pairId: string | null) =>
    REGISTRATION_STATES.filter((state) => mayWithdrawScreening({ pairId, state }).ok);
  expect(may('a pair')).toEqual(['APPLIED', 'OFFERED']);
  expect(may(null)).toEqual([...REGISTRATION_STATES]);
});
