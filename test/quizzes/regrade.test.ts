import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { QuestionId, QuizAttemptId, UserId } from '../../drizzle/ids.ts';
import { newRandomId } from '../../drizzle/ids.ts';
import { attemptQuestions, auditEvents, courses, enrollments, quizAttempts, regrades } from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { offerSideOf } from '../../schema/enrollments/queries/offers.ts';
import { markStanding } from '../../schema/enrollments/rules/offers/mark.ts';
import { InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { regradeQuestion } from '../../schema/quizzes/operations/regradeQuestion.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { attemptsByIds } from '../../schema/quizzes/queries/attempts.ts';
import { enrolledQuizzesOf } from '../../schema/quizzes/queries/enrolledQuizzes.ts';
import { outlook } from '../../schema/quizzes/rules/starting.ts';
import {
  addEnrollment,
  addLearner,
  addQuizCourse,
  answersTo,
  openTestPool,
  type QuizCourse,
} from '../support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const terms = { reason: 'Two options are right.', regradedBy: 'office@institute.example.org', now: at(9) };

/** Everyone draws all five questions; 80 percent pass. */
const attempted = async (course: QuizCourse, right: number) => {
  const userId = await addLearner(db);
  const enrollmentId = await addEnrollment(db, { userId, course });
  const { attempt } = await startAttempt(db, userAct(userId, at(1)), { enrollmentId, quizId: course.postTest });
  const answers = await answersTo(db, attempt.id, right);
  const submit = () => submitAttempt(db, userAct(userId, at(2)), { attemptId: attempt.id, answers });
  return { userId, enrollmentId, attemptId: attempt.id, submit };
};
const questionsOf = async (attemptId: QuizAttemptId, correct: boolean): Promise<QuestionId[]> =>
  (await db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, attemptId)))
    .filter((question) => question.correct === correct)
    .map((question) => question.questionId);
const resultOf = async ({ userId, attemptId }: { userId: UserId; attemptId: QuizAttemptId }) =>
  (await attemptsByIds(db, userId, [attemptId]))[0];
const passedAt = async (enrollmentId: Awaited<ReturnType<typeof attempted>>['enrollmentId']) =>
  (await db.select().from(enrollments).where(eq(enrollments.id, enrollmentId)))[0]?.passedAt;

test('raises every attempt that drew it, reports a new pass to the enrollment, and does not change the attempt itself', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const [short, full, low] = [await attempted(course, 3), await attempted(course, 5), await attempted(course, 0)];
  for (const one of [short, full, low]) await one.submit();
  const [questionId] = await questionsOf(short.attemptId, false);
  if (!questionId) throw new Error('nothing wrong');
  expect(await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId })).toEqual({
    raised: 2,
    newlyPassed: 1,
  });
  expect(await resultOf(short)).toMatchObject({ correctCount: 4, passed: true, submittedAt: at(2) });
  expect(await resultOf(full)).toMatchObject({ correctCount: 5, passed: true });
  expect(await resultOf(low)).toMatchObject({ correctCount: 1, passed: false });
  expect(await passedAt(short.enrollmentId)).toEqual(at(9));
  expect(await passedAt(full.enrollmentId)).toEqual(at(2));
  expect(await passedAt(low.enrollmentId)).toBeNull();
  const [row] = await db.select().from(quizAttempts).where(eq(quizAttempts.id, short.attemptId));
  expect(row).toMatchObject({ correctCount: 3, passed: false });
});

test('a second call changes nothing; a second question raises once more', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const one = await attempted(course, 2);
  await one.submit();
  const [first, second] = await questionsOf(one.attemptId, false);
  const [right] = await questionsOf(one.attemptId, true);
  if (!first || !second || !right) throw new Error('nothing drawn');
  await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: first });
  expect(await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: first })).toEqual({
    raised: 0,
    newlyPassed: 0,
  });
  expect(await resultOf(one)).toMatchObject({ correctCount: 3, passed: false });
  expect(await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: right })).toEqual({
    raised: 0,
    newlyPassed: 0,
  });
  expect(await resultOf(one)).toMatchObject({ correctCount: 3, passed: false });
  expect(await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: second })).toEqual({
    raised: 1,
    newlyPassed: 1,
  });
  expect(await resultOf(one)).toMatchObject({ correctCount: 4, passed: true });
});

test('a higher mark of an offer is dated by the regrade that reached it, not by one before', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const one = await attempted(course, 3);
  await one.submit();
  const [first, second] = await questionsOf(one.attemptId, false);
  if (!first || !second) throw new Error('nothing drawn');
  await regradeQuestion(db, operatorAct(at(9)), { ...terms, questionId: first });
  await regradeQuestion(db, operatorAct(at(12)), { ...terms, questionId: second });
  const side = await offerSideOf(db, one.enrollmentId);
  const standing = (passPercent: number) =>
    markStanding({ passPercent, maxAttempts: null }, { ...side, enrollmentId: one.enrollmentId });
  // No mark counts before the test of the version is passed, whose own is 80.
  expect([60, 80, 100].map((mark) => standing(mark).passedAt)).toEqual([at(9), at(9), at(12)]);
  expect(standing(100).bestScorePercent).toBe(100);
});

test('a later submission counts the question right from the start', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const [early, late] = [await attempted(course, 3), await attempted(course, 3)];
  await early.submit();
  const drawnLate = await db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, late.attemptId));
  const answers = await answersTo(db, late.attemptId, 3);
  const wrong = drawnLate.find((question) => question.id === answers[4]?.questionId);
  if (!wrong) throw new Error('nothing drawn');
  await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: wrong.questionId });
  expect((await late.submit()).attempt).toMatchObject({ correctCount: 4, passed: true });
});

test('an attempt in a withdrawn enrollment is raised without a report to it; the count still restarts', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const one = await attempted(course, 3);
  await one.submit();
  await db
    .update(enrollments)
    .set({ withdrawnAt: at(5) })
    .where(eq(enrollments.id, one.enrollmentId));
  const [questionId] = await questionsOf(one.attemptId, false);
  if (!questionId) throw new Error('nothing wrong');
  expect(await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId })).toEqual({
    raised: 1,
    newlyPassed: 1,
  });
  expect(await passedAt(one.enrollmentId)).toBeNull();
  const enrollmentId = await addEnrollment(db, { userId: one.userId, course, round: 2 });
  const [standing] = await enrolledQuizzesOf(db, {
    userId: one.userId,
    enrollmentIds: [enrollmentId],
    quizId: course.postTest,
  });
  if (!standing) throw new Error('no standing');
  expect(outlook({ ...standing, quiz: standing, now: at(10) })).toMatchObject({ used: 0, left: 3, refusal: null });
});

test('a reason is required, the question must exist, and the trail records both', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const one = await attempted(course, 3);
  await one.submit();
  const [questionId] = await questionsOf(one.attemptId, false);
  if (!questionId) throw new Error('nothing wrong');
  await expect(regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId, reason: ' ' })).rejects.toThrow(
    InvalidInputError,
  );
  await expect(regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId: newRandomId() })).rejects.toThrow(
    NotFoundError,
  );
  await regradeQuestion(db, operatorAct(terms.now), { ...terms, questionId });
  const [row] = await db.select().from(regrades).where(eq(regrades.questionId, questionId));
  expect(row).toMatchObject({ reason: terms.reason, correctCountBefore: 3, correctCountAfter: 4, passedAfter: true });
  const [event] = await db.select().from(auditEvents).where(eq(auditEvents.objectId, questionId));
  expect(event).toMatchObject({ verb: 'QUESTION_REGRADED', actor: 'operator', reason: terms.reason });
  const [offered] = await db.select().from(courses).where(eq(courses.id, course.courseId));
  expect(event?.organizationId).toBe(offered?.organizationId);
  await expect(
    db.update(regrades).set({ correctCountAfter: 0 }).where(eq(regrades.questionId, questionId)),
  ).rejects.toThrow();
});
