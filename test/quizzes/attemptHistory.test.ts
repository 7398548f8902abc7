import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Database } from '../../drizzle/client.ts';
import { type EnrollmentId, newId, type QuestionId, type QuizAttemptId, type UserId } from '../../drizzle/ids.ts';
import { enrollments, extraAttempts, questions, quizAttempts, regrades } from '../../drizzle/schema.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { enrolledQuizzesOf } from '../../schema/quizzes/queries/enrolledQuizzes.ts';
import { outlook } from '../../schema/quizzes/rules/starting.ts';
import {
  addEnrollment,
  addLearner,
  addQuizCourse,
  addQuizVersion,
  openTestPool,
  type QuizCourse,
} from '../support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
let versions: [QuizCourse, QuizCourse];
let questionId: QuestionId;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
  const terms = { maxAttempts: 2, cooldownSeconds: 3600 };
  const first = await addQuizCourse(db, terms);
  versions = [first, await addQuizVersion(db, first.courseId, 2, terms)];
  const [question] = await db.select().from(questions).where(eq(questions.quizId, first.postTest));
  if (question === undefined) throw new Error('the post-test has no question');
  questionId = question.id;
});
afterAll(() => close());

const QUESTIONS = 5;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 0, minute));

type Step =
  | { kind: 'ENROLL'; version: 0 | 1 }
  | { kind: 'ATTEMPT'; correct: number; regradedAfter: number | null }
  | { kind: 'OPEN' }
  | { kind: 'GRANT'; count: number };

const step = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('ENROLL' as const), version: fc.constantFrom(0 as const, 1) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ATTEMPT' as const),
      correct: fc.nat(QUESTIONS),
      // A regrade comes when so many further steps have happened, and raises an attempt to a pass.
      regradedAfter: fc.option(fc.nat(4)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('GRANT' as const), count: fc.integer({ min: 1, max: 3 }) }) },
);
const history = fc
  .tuple(fc.array(step, { maxLength: 12 }), fc.boolean())
  .map(([steps, open]): Step[] => [
    { kind: 'ENROLL', version: 0 },
    ...steps,
    ...(open ? [{ kind: 'OPEN' as const }] : []),
  ]);

/** Writes a history as it would have happened, a step every ten minutes; answers the last enrollment. */
const write = async (userId: UserId, steps: readonly Step[]): Promise<EnrollmentId> => {
  let [enrollmentId, course, round, ordinal] = [newId<EnrollmentId>(), versions[0], 0, 0];
  const { courseId } = versions[0];
  for (const [index, one] of steps.entries()) {
    const now = at(index * 10);
    if (one.kind === 'ENROLL') {
      await db.update(enrollments).set({ withdrawnAt: now }).where(eq(enrollments.id, enrollmentId));
      [course, round] = [versions[one.version], round + 1];
      enrollmentId = await addEnrollment(db, { userId, course, round });
    } else if (one.kind === 'GRANT') {
      const why = { reason: 'The connection failed.', grantedBy: 'office' };
      await db
        .insert(extraAttempts)
        .values({ userId, courseId, quizKey: 'post-test', count: one.count, ...why, grantedAt: now });
    } else {
      ordinal += 1;
      const id = newId<QuizAttemptId>();
      const result =
        one.kind === 'OPEN'
          ? {}
          : { submittedAt: now, correctCount: one.correct, passed: one.correct * 100 >= 80 * QUESTIONS };
      await db.insert(quizAttempts).values({
        ...{ id, enrollmentId, userId, courseId, quizId: course.postTest, quizKey: 'post-test', ordinal },
        ...{ startedAt: at(index * 10 - 5), questionCount: QUESTIONS, ...result },
      });
      if (one.kind === 'ATTEMPT' && one.regradedAfter !== null) {
        const counts = { correctCountBefore: one.correct, correctCountAfter: QUESTIONS, passedAfter: true };
        const regradedAt = at((index + one.regradedAfter) * 10 + 1);
        await db
          .insert(regrades)
          .values({ attemptId: id, questionId, reason: 'Two are right.', regradedBy: 'office', regradedAt, ...counts });
      }
    }
  }
  return enrollmentId;
};

type Counted = { used: number; allowed: number; best: number | null };

/** The rule in SQL, written apart from the program's: everything since the last attempt that was passed. */
const countedInSql = async (enrollmentId: EnrollmentId): Promise<Counted | undefined> => {
  const rows = await db.execute<Counted>(sql`
    select (select count(*)::int from quiz_attempts a where a.user_id = e.user_id and a.course_id = e.course_id
        and a.quiz_key = q.key and a.ordinal > coalesce(last.ordinal, 0)) as used,
      q.max_attempts + (select coalesce(sum(x.count), 0)::int from extra_attempts x where x.user_id = e.user_id
        and x.course_id = e.course_id and x.quiz_key = q.key
        and (last.passed_at is null or x.granted_at > last.passed_at)) as allowed,
      (select max(floor(greatest(a.correct_count, g.correct_count_after) * 100.0 / a.question_count))::int
        from quiz_attempts a left join regrades g on g.attempt_id = a.id
        where a.user_id = e.user_id and a.course_id = e.course_id and a.quiz_key = q.key
          and a.ordinal > coalesce(last.ordinal, 0)) as best
    from enrollments e join quizzes q on q.version_id = e.version_id and q.kind = 'POST_TEST'
    left join lateral (
      select w.ordinal, case when w.passed then w.submitted_at else r.passed_at end as passed_at
      from quiz_attempts w left join lateral (
        select min(g.regraded_at) as passed_at from regrades g where g.attempt_id = w.id and g.passed_after) r on true
      where w.user_id = e.user_id and w.course_id = e.course_id and w.quiz_key = q.key
        and (w.passed or r.passed_at is not null)
      order by w.ordinal desc limit 1) last on true
    where e.id = ${enrollmentId}`);
  return rows[0];
};

test('law: whatever happened before, the gate and the quiz count attempts alike, and as plain SQL counts them', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const userId = await addLearner(db);
      const enrollmentId = await write(userId, steps);
      const counted = await countedInSql(enrollmentId);

      const gate = blockers(await standingOf(db, enrollmentId), new Date()).find(
        ({ code }) => code === 'POST_TEST_NOT_PASSED',
      );
      expect(gate).toMatchObject({
        attemptsUsed: counted?.used,
        attemptsAllowed: counted?.allowed,
        bestScorePercent: counted?.best,
      });

      const quizzes = await enrolledQuizzesOf(db, { userId, enrollmentIds: [enrollmentId] });
      const quiz = quizzes.find(({ kind }) => kind === 'POST_TEST');
      if (quiz === undefined) throw new Error('the version has no post-test');
      // A moment before everything: whatever has to be waited for is still to come.
      const { refusal, ...told } = outlook({ ...quiz, quiz, now: at(-1) });
      expect(gate).toMatchObject({ quizId: quiz.quizId, attemptsLeft: told.left });
      expect(told).toMatchObject({ used: counted?.used, allowed: counted?.allowed });
      if (refusal?.because === 'COOLDOWN') expect(gate).toMatchObject({ retryAt: refusal.retryAt });
      if (refusal?.because === 'ATTEMPTS_USED') expect(gate).toMatchObject({ attemptsLeft: 0, retryAt: null });
    }),
    { numRuns: 60 },
  );
});
