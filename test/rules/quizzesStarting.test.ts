import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EnrollmentId, QuizAttemptId } from '../../drizzle/ids.ts';
import { allowedAttempts, type CountedAttempt, tally } from '../../schema/enrollments/rules/attempts.ts';
import {
  dueAt,
  mayImprove,
  mayReview,
  mayStart,
  type StartFacts,
  submissionAt,
  timedOut,
} from '../../schema/quizzes/rules/starting.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const postTest = { kind: 'POST_TEST', maxAttempts: 3, cooldownSeconds: 24 * 3600 } as const;
const facts = (change: Partial<StartFacts>): StartFacts => ({
  quiz: postTest,
  enrollmentOpen: true,
  mayImprove: false,
  contentDone: true,
  liveUntil: null,
  passedHere: false,
  used: 0,
  extra: 0,
  lastFailedAt: null,
  now: at(30),
  ...change,
});

test.each<[string, Partial<StartFacts>, object]>([
  ['a first attempt', {}, { ok: true }],
  ['before the modules are done', { contentDone: false }, { because: 'QUIZ_NOT_OPEN', reason: 'CONTENT_NOT_DONE' }],
  ['in a closed enrollment', { enrollmentOpen: false }, { because: 'QUIZ_NOT_OPEN', reason: 'ENROLLMENT_CLOSED' }],
  ['once passed', { passedHere: true, used: 0 }, { because: 'ALREADY_PASSED' }],
  ['once passed, and an offer asks for more', { passedHere: true, mayImprove: true, used: 0 }, { ok: true }],
  ['two used of three', { used: 2 }, { ok: true }],
  ['three used of three', { used: 3 }, { because: 'ATTEMPTS_USED', used: 3, allowed: 3 }],
  ['three used, one granted', { used: 3, extra: 1 }, { ok: true }],
  ['an hour after failing', { used: 1, lastFailedAt: at(29) }, { because: 'COOLDOWN', retryAt: at(53) }],
  ['a moment before the cooldown ends', { lastFailedAt: at(6), now: new Date(+at(30) - 1) }, { because: 'COOLDOWN' }],
  ['when the cooldown ends', { lastFailedAt: at(6), now: at(30) }, { ok: true }],
  [
    'a check without limits',
    {
      quiz: { kind: 'MODULE_CHECK', maxAttempts: null, cooldownSeconds: null },
      contentDone: false,
      used: 99,
      lastFailedAt: at(30),
    },
    { ok: true },
  ],
  ['a pre-test before the course', { quiz: { ...postTest, kind: 'PRE_TEST' }, contentDone: false }, { ok: true }],
  [
    'a pre-test afterwards',
    { quiz: { ...postTest, kind: 'PRE_TEST' } },
    { because: 'QUIZ_NOT_OPEN', reason: 'CONTENT_DONE' },
  ],
  [
    'a pre-test twice',
    { quiz: { ...postTest, kind: 'PRE_TEST' }, contentDone: false, used: 1, extra: 5 },
    { because: 'ATTEMPTS_USED', allowed: 1 },
  ],
])('%s', (_, change, decision) => {
  expect(mayStart(facts(change))).toMatchObject(decision);
});

const attemptAt = (ordinal: number, enrollmentId: EnrollmentId, pass: boolean): CountedAttempt => ({
  id: `attempt ${ordinal}` as QuizAttemptId,
  enrollmentId,
  ordinal,
  dueAt: null,
  submittedAt: at(ordinal),
  passedAt: pass ? at(ordinal) : null,
  correctCount: pass ? 8 : 2,
  questionCount: 10,
  missed: [],
});

test('attempts since the last pass never exceed what is allowed when every start asks first', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), fc.nat(3), (outcomes, extra) => {
      const attempts: CountedAttempt[] = [];
      const grants = extra === 0 ? [] : [{ count: extra, grantedAt: at(0) }];
      outcomes.forEach((pass, index) => {
        const enrollmentId = `enrollment ${attempts.filter((attempt) => attempt.passedAt).length}` as EnrollmentId;
        const counted = tally({ attempts, grants }, enrollmentId);
        const quiz = { ...postTest, cooldownSeconds: null };
        if (mayStart(facts({ ...counted, quiz })).ok) attempts.push(attemptAt(index + 1, enrollmentId, pass));
        const { used } = tally({ attempts, grants }, enrollmentId);
        expect(used).toBeLessThanOrEqual(allowedAttempts(quiz.maxAttempts, counted.extra) ?? Infinity);
      });
    }),
  );
});

test('time limits stretch with what was agreed, and a late close counts as made at the limit', () => {
  expect(dueAt(at(1), 3600, 100)).toEqual(at(2));
  expect(dueAt(at(1), 3600, 150)).toEqual(new Date(+at(2) + 1_800_000));
  expect(dueAt(at(1), null, 400)).toBeNull();
  expect(submissionAt({ dueAt: at(2) }, at(1))).toEqual(at(1));
  expect(submissionAt({ dueAt: at(2) }, at(9))).toEqual(at(2));
  expect(timedOut({ dueAt: at(2), submittedAt: at(2) })).toBe(true);
  expect(timedOut({ dueAt: at(2), submittedAt: at(1) })).toBe(false);
  expect(timedOut({ dueAt: null, submittedAt: at(1) })).toBe(false);
});

test.each([
  ['AFTER_PASS', at(1), true, false, true],
  ['AFTER_PASS', at(1), false, false, false],
  ['AFTER_PASS', at(1), true, true, false],
  ['AFTER_PASS', null, null, true, false],
  ['AFTER_SUBMIT', at(1), false, false, true],
  ['AFTER_SUBMIT', null, null, false, false],
  ['AFTER_SUBMIT', at(1), false, true, false],
  ['NEVER', at(1), true, false, false],
] as const)(
  'review under %s, submitted %s, passed %s, another open %s: %s',
  (feedback, submittedAt, pass, attemptOpen, shown) => {
    expect(mayReview({ feedback, submittedAt, passed: pass, attemptOpen })).toBe(shown);
  },
);

const submitted = (ordinal: number, correctCount: number, enrollmentId = 'here'): CountedAttempt => ({
  id: `attempt-${ordinal}` as QuizAttemptId,
  enrollmentId: enrollmentId as EnrollmentId,
  ordinal,
  dueAt: null,
  submittedAt: at(ordinal),
  passedAt: correctCount >= 16 ? at(ordinal) : null,
  correctCount,
  questionCount: 20,
  missed: [],
});

test.each<[string, { passPercent: number; maxAttempts: number | null }[], CountedAttempt[], boolean]>([
  ['no offer', [], [submitted(1, 16)], false],
  ['an offer asks for more', [{ passPercent: 90, maxAttempts: 2 }], [submitted(1, 16)], true],
  ['its attempts are used', [{ passPercent: 90, maxAttempts: 2 }], [submitted(1, 16), submitted(2, 17)], false],
  ['its mark is reached', [{ passPercent: 90, maxAttempts: 2 }], [submitted(1, 18)], false],
  ['without a limit of attempts', [{ passPercent: 90, maxAttempts: null }], [submitted(1, 16), submitted(2, 17)], true],
  [
    'one of two offers',
    [
      { passPercent: 85, maxAttempts: 1 },
      { passPercent: 90, maxAttempts: 3 },
    ],
    [submitted(1, 17)],
    true,
  ],
])('after the pass, another sitting for an offer: %s', (_, offerMarks, attempts, expected) => {
  const enrollmentId = 'here' as EnrollmentId;
  expect(mayImprove({ attempts, grants: [], enrollmentId, offerMarks })).toBe(expected);
});
