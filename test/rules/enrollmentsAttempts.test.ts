import { expect, test } from '@jest/globals';
import type { EnrollmentId, QuizAttemptId } from '../../drizzle/ids.ts';
import {
  allowedAttempts,
  attemptsLeft,
  type CountedAttempt,
  retryAfter,
  tally,
} from '../../schema/enrollments/rules/attempts.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));

const failed = (ordinal: number, enrollmentId = 'first'): CountedAttempt => ({
  id: `attempt ${ordinal}` as QuizAttemptId,
  enrollmentId: enrollmentId as EnrollmentId,
  ordinal,
  dueAt: null,
  submittedAt: at(ordinal),
  passedAt: null,
  correctCount: ordinal,
  questionCount: 9,
  missed: [],
});
const passed = (ordinal: number, enrollmentId = 'first'): CountedAttempt => ({
  ...failed(ordinal, enrollmentId),
  passedAt: at(ordinal),
  correctCount: 8,
});
const open = (ordinal: number, enrollmentId = 'first'): CountedAttempt => ({
  ...failed(ordinal, enrollmentId),
  submittedAt: null,
  correctCount: null,
});

test.each<[string, CountedAttempt[], number[], object]>([
  ['no attempt', [], [], { used: 0, extra: 0, lastFailedAt: null, passedHere: false }],
  ['an open attempt counts', [failed(1), open(2)], [], { used: 2, lastFailedAt: at(1) }],
  ['enrollments count together', [failed(1, 'zero'), failed(2)], [], { used: 2, lastFailedAt: at(2) }],
  ['a pass ends the count', [failed(1), passed(2)], [], { used: 0, lastFailedAt: null, passedHere: true }],
  ['a pass in another enrollment', [passed(1, 'zero'), failed(2)], [], { used: 1, passedHere: false }],
  ['grants add up', [failed(1)], [0, 2], { extra: 2 }],
  ['a grant from before the pass is spent', [failed(1), passed(3), failed(5)], [2, 4], { used: 1, extra: 1 }],
  ['a grant after the last failure ends the wait', [failed(1), failed(3)], [4], { extra: 1, lastFailedAt: null }],
  ['a grant before the last failure does not', [failed(1), failed(3)], [2], { extra: 1, lastFailedAt: at(3) }],
  ['the best result of those that count', [failed(3), failed(1)], [], { bestScorePercent: 33 }],
  ['no result while the only attempt is open', [open(1)], [], { bestScorePercent: null }],
  ['a result from before the pass is no longer the best', [passed(1), failed(2)], [], { bestScorePercent: 22 }],
  ['the latest failure counts', [failed(2), failed(1)], [], { lastFailedAt: at(2) }],
])('tally: %s', (_, attempts, grantHours, expected) => {
  const grants = grantHours.map((hour) => ({ count: 1, grantedAt: at(hour) }));
  expect(tally({ attempts, grants }, 'first' as EnrollmentId)).toMatchObject(expected);
});

test.each([
  [null, 2, 5, null, null],
  [3, 0, 1, 3, 2],
  [3, 0, 3, 3, 0],
  [3, 2, 4, 5, 1],
  [1, 0, 2, 1, 0],
])('of at most %s and %s granted, with %s used: %s allowed, %s left', (most, extra, used, allowed, left) => {
  expect(allowedAttempts(most, extra)).toBe(allowed);
  expect(attemptsLeft(used, allowed)).toBe(left);
});

test('the next attempt opens when the cooldown after the last failure is over', () => {
  expect(retryAfter(at(1), 3600)).toEqual(at(2));
  expect(retryAfter(null, 3600)).toBeNull();
  expect(retryAfter(at(1), null)).toBeNull();
});
