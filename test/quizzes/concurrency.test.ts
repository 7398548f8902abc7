import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { attemptQuestions, enrollments, quizAttempts, regrades } from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { AttemptClosedError } from '../../schema/quizzes/errors.ts';
import { regradeQuestion } from '../../schema/quizzes/operations/regradeQuestion.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { attemptsByIds } from '../../schema/quizzes/queries/attempts.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import {
  addEnrollment,
  addLearner,
  addQuizCourse,
  addQuizVersion,
  answersTo,
  openTestPool,
  type QuizCourse,
} from '../support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 25 }));
});
afterAll(() => close());

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000);
const fifty = <T>(act: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: 50 }, (_, index) => act(index)));

const seatOn = async (course: QuizCourse) => {
  const userId = await addLearner(db);
  const enrollmentId = await addEnrollment(db, { userId, course });
  return { userId, enrollmentId, quizId: course.postTest };
};
const attemptsOf = (userId: Awaited<ReturnType<typeof addLearner>>) =>
  db.select().from(quizAttempts).where(eq(quizAttempts.userId, userId));

test('fifty submissions of one attempt at once give one result', async () => {
  const place = await seatOn(await addQuizCourse(db, { pool: 5 }));
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  const sheets = await Promise.all([0, 1, 2, 3, 4, 5].map((right) => answersTo(db, attempt.id, right)));
  const results = await fifty((index) =>
    submitAttempt(db, userAct(place.userId, at(1)), {
      ...place,
      attemptId: attempt.id,
      answers: sheets[index % 6] ?? [],
    }),
  );
  expect(results.filter((result) => !result.alreadySubmitted)).toHaveLength(1);
  expect(new Set(results.map((result) => result.attempt.correctCount)).size).toBe(1);
  const [row] = await attemptsOf(place.userId);
  const correct = await db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, attempt.id));
  expect(correct.filter((question) => question.correct)).toHaveLength(row?.correctCount ?? -1);
  const [enrollment] = await db.select().from(enrollments).where(eq(enrollments.id, place.enrollmentId));
  expect(enrollment?.passedAt !== null).toBe(row?.passed);
});

test('fifty starts at once on the last attempt give exactly one attempt', async () => {
  const place = await seatOn(await addQuizCourse(db, { maxAttempts: 2 }));
  const first = await startAttempt(db, userAct(place.userId, at(0)), place);
  const answers = await answersTo(db, first.attempt.id, 0);
  await submitAttempt(db, userAct(place.userId, at(1)), { ...place, attemptId: first.attempt.id, answers });
  const started = await fifty(() => startAttempt(db, userAct(place.userId, at(2)), place));
  expect(new Set(started.map(({ attempt }) => attempt.id)).size).toBe(1);
  expect(started.filter(({ resumed }) => !resumed)).toHaveLength(1);
  expect(await attemptsOf(place.userId)).toHaveLength(2);
});

test('fifty tabs that start and submit until they are refused make exactly as many attempts as allowed', async () => {
  const place = await seatOn(await addQuizCourse(db, { maxAttempts: 3, pool: 5 }));
  const turns = async () => {
    for (let turn = 0; turn < 10; turn++) {
      const { attempt } = await startAttempt(db, userAct(place.userId, at(turn)), place);
      const answers = await answersTo(db, attempt.id, 0);
      await submitAttempt(db, userAct(place.userId, at(turn)), { ...place, attemptId: attempt.id, answers });
    }
    return 'NEVER_REFUSED';
  };
  const outcomes = await fifty(() => turns().catch((error) => error.code));
  expect(new Set(outcomes)).toEqual(new Set(['ATTEMPTS_USED']));
  const rows = await attemptsOf(place.userId);
  expect(rows.map((row) => row.ordinal).sort()).toEqual([1, 2, 3]);
  expect(rows.every((row) => row.submittedAt !== null)).toBe(true);
});

test('of fifty saves at once the last by the clock stays', async () => {
  const place = await seatOn(await addQuizCourse(db, { pool: 5 }));
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  const question = (await shownQuestionsOf(db, place.userId, [attempt.id])).find(({ type }) => type === 'SINGLE');
  const choices = question?.options.map((option) => option.id) ?? [];
  const choiceOf = (index: number) => choices.slice(index % 4, (index % 4) + 1);
  await fifty((index) => {
    const turn = (index * 17) % 50;
    const answer = { optionIds: choiceOf(turn) };
    return saveAnswer(db, userAct(place.userId, at(turn)), {
      ...place,
      attemptId: attempt.id,
      questionId: question?.id ?? null,
      answer,
    });
  });
  const after = await shownQuestionsOf(db, place.userId, [attempt.id]);
  expect(after.find(({ id }) => id === question?.id)).toMatchObject({
    answer: { optionIds: choiceOf(49) },
    savedAt: at(49),
  });
});

test('saves and a submission at once: what was graded is what is stored', async () => {
  const place = await seatOn(await addQuizCourse(db, { pool: 5 }));
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  const [right, wrong] = await Promise.all([answersTo(db, attempt.id, 5), answersTo(db, attempt.id, 0)]);
  const outcomes = await fifty(async (index) => {
    if (index === 25) {
      await submitAttempt(db, userAct(place.userId, at(1)), { ...place, attemptId: attempt.id, answers: right });
      return 'SUBMITTED';
    }
    const sheet = index % 2 ? right : wrong;
    const one = sheet[index % 5] ?? { questionId: null, answer: {} };
    return saveAnswer(db, userAct(place.userId, at(1)), { ...place, attemptId: attempt.id, ...one }).then(
      () => 'SAVED',
      (error) => (error instanceof AttemptClosedError ? 'CLOSED' : error),
    );
  });
  for (const outcome of outcomes) expect(['SUBMITTED', 'SAVED', 'CLOSED']).toContain(outcome);
  const stored = await shownQuestionsOf(db, place.userId, [attempt.id]);
  expect(stored.map((question) => question.answer)).toEqual(
    stored.map((question) => right.find((one) => one.questionId === question.id)?.answer),
  );
  expect((await attemptsOf(place.userId))[0]).toMatchObject({ correctCount: 5, passed: true });
});

test('a regrade among twenty submissions misses none of them', async () => {
  const course = await addQuizCourse(db, { pool: 5 });
  const places = await Promise.all(Array.from({ length: 20 }, () => seatOn(course)));
  const begun = await Promise.all(
    places.map(async (place) => {
      const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
      return { ...place, attemptId: attempt.id, answers: await answersTo(db, attempt.id, 0), now: at(1) };
    }),
  );
  const [faulty] = await db
    .select()
    .from(attemptQuestions)
    .where(
      inArray(
        attemptQuestions.attemptId,
        begun.map((one) => one.attemptId),
      ),
    );
  const questionId = faulty?.questionId;
  if (!questionId) throw new Error('nothing drawn');
  const regrade = () =>
    regradeQuestion(db, operatorAct(at(2)), {
      questionId,
      reason: 'Two options are right.',
      regradedBy: 'office@institute.example.org',
    });
  const submit = (one: (typeof begun)[number]) => submitAttempt(db, userAct(one.userId, one.now), one);
  const [first, ...others] = begun;
  if (!first) throw new Error('nothing drawn');
  await submit(first);
  await Promise.all([...others.slice(0, 10).map(submit), regrade(), regrade(), ...others.slice(10).map(submit)]);
  const results = await Promise.all(begun.map(({ userId, attemptId }) => attemptsByIds(db, userId, [attemptId])));
  expect(results.map(([row]) => row?.correctCount)).toEqual(begun.map(() => 1));
  const rows = await db.select().from(regrades).where(eq(regrades.questionId, questionId));
  expect(new Set(rows.map((row) => row.attemptId)).size).toBe(rows.length);
});

test('a start that closes an attempt of an older version waits for a regrade of that version', async () => {
  const old = await addQuizCourse(db, { pool: 5 });
  const place = await seatOn(old);
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  await db
    .update(enrollments)
    .set({ withdrawnAt: at(1) })
    .where(eq(enrollments.id, place.enrollmentId));
  const course = await addQuizVersion(db, old.courseId, 2, { pool: 5 });
  const enrollmentId = await addEnrollment(db, { userId: place.userId, course, round: 2 });
  const witness = await seatOn(old);
  const other = await startAttempt(db, userAct(witness.userId, at(0)), witness);
  const answers = await answersTo(db, other.attempt.id, 0);
  await submitAttempt(db, userAct(witness.userId, at(1)), { ...witness, attemptId: other.attempt.id, answers });
  const [drawn] = await db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, attempt.id));
  if (!drawn) throw new Error('nothing drawn');
  const terms = { reason: 'Two options are right.', regradedBy: 'office@institute.example.org', now: at(2) };

  let starting: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await regradeQuestion(tx, operatorAct(terms.now), { ...terms, questionId: drawn.questionId });
    let settled = false;
    starting = startAttempt(db, userAct(place.userId, at(3)), { enrollmentId, quizId: course.postTest }).finally(() => {
      settled = true;
    });
    while (!settled && (await waitingForLocks()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(settled).toBe(false);
  });
  await starting;
  const [closed] = await attemptsByIds(db, place.userId, [attempt.id]);
  expect(closed).toMatchObject({ submittedAt: expect.any(Date), correctCount: 1 });
});

const waitingForLocks = async (): Promise<number> => {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return row?.count ?? 0;
};
