import { afterEach, expect, jest, test } from '@jest/globals';
import { type AuditEventId, firstIdAt, newId } from '../../drizzle/ids.ts';
import { setClock } from '../support/clock.ts';

const YEAR_MS = 365 * 86_400_000;

afterEach(() => void jest.useRealTimers());

test('keys rise, also while the clock is put back a little', () => {
  const now = Date.now();
  const made = [0, 0, 5, -2_000, -1_999, 10].map((step) => {
    setClock(now + step);
    return newId<AuditEventId>();
  });
  expect(made.toSorted()).toEqual(made);
});

test('keys follow a clock that was a year ahead and is put right', () => {
  const now = Date.now();
  setClock(now + YEAR_MS);
  expect(newId<AuditEventId>() > firstIdAt<AuditEventId>(new Date(now + YEAR_MS - 1))).toBe(true);
  setClock(now);
  expect(newId<AuditEventId>() < firstIdAt<AuditEventId>(new Date(now + 1))).toBe(true);
});
