import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../drizzle/client.ts';
import type { EnrollmentId, OptionId, QuizAttemptId, QuizId, UserId } from '../drizzle/ids.ts';
import { newId, newRandomId } from '../drizzle/ids.ts';
import {
  accommodationGrants,
  attemptQuestions,
  enrollments,
  moduleProgress,
  questions,
  quizAttempts,
} from '../drizzle/schema.ts';
import { EnrollmentClosedError } from '../schema/enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../schema/errors.ts';
import { AttemptClosedError } from '../schema/quizzes/errors.ts';
import { grantExtraAttempts } from '../schema/quizzes/operations/grantExtraAttempts.ts';
import { saveAnswer } from '../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../schema/quizzes/operations/submitAttempt.ts';
import { attemptsByIds, shownQuestionsOf } from '../schema/quizzes/queries.ts';
import {
  addLearner,
  addQuizCourse,
  addQuizVersion,
  addRound,
  answersTo,
  openTestPool,
  type QuizCourse,
} from './support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22) + hour * 3_600_000);

/** A learner in an open round of a course of their own, at one of its quizzes. */
const seat = async (
  { quiz = 'postTest', contentDone = true }: { quiz?: 'preTest' | 'check' | 'postTest'; contentDone?: boolean } = {},
  terms: Parameters<typeof addQuizCourse>[1] = {},
) => {
  const course = await addQuizCourse(db, terms);
  const userId = await addLearner(db);
  const enrollmentId = await addRound(db, { userId, course, contentDone });
  return { course, userId, enrollmentId, quizId: course[quiz] };
};
type Seat = { userId: UserId; enrollmentId: EnrollmentId; quizId: QuizId };

const sit = async (place: Seat, right: number, hour: number) => {
  const { attempt } = await startAttempt(db, { ...place, now: at(hour) });
  const answers = await answersTo(db, attempt.id, right);
  return submitAttempt(db, { userId: place.userId, attemptId: attempt.id, answers, now: at(hour + 0.1) });
};

const round = async (id: EnrollmentId) => (await db.select().from(enrollments).where(eq(enrollments.id, id)))[0];
const keysDrawn = async (id: QuizAttemptId) =>
  (
    await db
      .select({ key: questions.key })
      .from(attemptQuestions)
      .innerJoin(questions, eq(questions.id, attemptQuestions.questionId))
      .where(eq(attemptQuestions.attemptId, id))
  ).map(({ key }) => key);

describe('starting', () => {
  test('draws the questions, shows every option once, and gives the same sitting when asked again', async () => {
    const place = await seat();
    const first = await startAttempt(db, { ...place, now: at(1) });
    const again = await startAttempt(db, { ...place, now: at(2) });
    expect(first).toMatchObject({ resumed: false, attempt: { ordinal: 1, questionCount: 5, submittedAt: null } });
    expect(again).toMatchObject({ resumed: true, attempt: { id: first.attempt.id, startedAt: at(1) } });
    const shown = await shownQuestionsOf(db, place.userId, [first.attempt.id]);
    expect(shown.map((question) => question.position)).toEqual([1, 2, 3, 4, 5]);
    for (const question of shown) {
      expect(new Set(question.options.map((option) => option.id)).size).toBe(question.options.length);
      expect(question.options.length).toBe(
        { SINGLE: 4, MULTIPLE: 4, TRUE_FALSE: 2, MATCHING: 6, ORDERING: 3 }[question.type],
      );
    }
  });

  test('the post-test waits for the modules, the pre-test does not wait for them to be done', async () => {
    const early = await seat({ contentDone: false });
    await expect(startAttempt(db, { ...early, now: at(1) })).rejects.toMatchObject({
      code: 'QUIZ_NOT_OPEN',
      reason: 'CONTENT_NOT_DONE',
    });
    expect((await sit({ ...early, quizId: early.course.preTest }, 0, 1)).attempt.passed).toBe(true);
    await expect(startAttempt(db, { ...early, quizId: early.course.preTest, now: at(2) })).rejects.toMatchObject({
      code: 'QUIZ_PASSED',
    });
    const late = await seat({ quiz: 'preTest' });
    await expect(startAttempt(db, { ...late, now: at(1) })).rejects.toMatchObject({ reason: 'CONTENT_DONE' });
  });

  test('unknown and other people’s enrolments and quizzes are not found, and look the same', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const wrong = [
      { ...mine, enrollmentId: theirs.enrollmentId },
      { ...mine, enrollmentId: newId<EnrollmentId>() },
      { ...mine, enrollmentId: null },
    ];
    const messages = await Promise.all(
      wrong.map((place) => startAttempt(db, { ...place, now: at(1) }).catch((error: Error) => error.message)),
    );
    expect(new Set(messages).size).toBe(1);
    for (const quizId of [theirs.quizId, newRandomId<QuizId>(), null]) {
      await expect(startAttempt(db, { ...mine, quizId, now: at(1) })).rejects.toThrow(NotFoundError);
    }
  });

  test('a closed round takes no sitting', async () => {
    const place = await seat();
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(0) })
      .where(eq(enrollments.id, place.enrollmentId));
    await expect(startAttempt(db, { ...place, now: at(1) })).rejects.toThrow(EnrollmentClosedError);
  });

  test('a retake draws what was not seen', async () => {
    const place = await seat();
    const first = await keysDrawn((await sit(place, 0, 1)).attempt.id);
    const second = await keysDrawn((await sit(place, 0, 2)).attempt.id);
    expect(new Set([...first, ...second]).size).toBe(10);
    const third = await keysDrawn((await sit(place, 0, 3)).attempt.id);
    expect(third).toHaveLength(5);
  });

  test('the limit, the cooldown and what was agreed are kept', async () => {
    const place = await seat({}, { cooldownSeconds: 86_400, maxAttempts: 2, timeLimitSeconds: 600 });
    await db.insert(accommodationGrants).values({
      userId: place.userId,
      courseId: place.course.courseId,
      quizTimePercent: 150,
      grantedBy: 'office@institute.example.org',
      grantedAt: at(0),
    });
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    expect(attempt.dueAt).toEqual(at(1.25));
    await submitAttempt(db, {
      ...place,
      attemptId: attempt.id,
      answers: await answersTo(db, attempt.id, 0),
      now: at(1.1),
    });
    await expect(startAttempt(db, { ...place, now: at(25) })).rejects.toMatchObject({
      code: 'COOLDOWN',
      retryAt: at(25.1),
    });
    await sit(place, 0, 25.1);
    await expect(startAttempt(db, { ...place, now: at(99) })).rejects.toMatchObject({
      code: 'ATTEMPTS_USED',
      used: 2,
      allowed: 2,
    });
  });
});

describe('counting across rounds and versions', () => {
  const nextRound = async (place: Seat, course: QuizCourse, round: number, purpose: 'CREDIT' | 'PERSONAL') => {
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(5) })
      .where(eq(enrollments.id, place.enrollmentId));
    const enrollmentId = await addRound(db, { userId: place.userId, course, round, purpose });
    return { userId: place.userId, enrollmentId, quizId: course.postTest };
  };

  test('a new round, version or purpose gives no new attempts', async () => {
    const place = await seat();
    await sit(place, 0, 1);
    await sit(place, 0, 2);
    await startAttempt(db, { ...place, now: at(3) });
    const newer = await addQuizVersion(db, place.course.courseId, 2);
    const second = await nextRound(place, newer, 2, 'PERSONAL');
    await expect(startAttempt(db, { ...second, now: at(6) })).rejects.toMatchObject({ code: 'ATTEMPTS_USED', used: 3 });
    // The sitting left open in the closed round was closed with what was saved.
    const left = await db
      .select()
      .from(quizAttempts)
      .where(and(eq(quizAttempts.userId, place.userId), eq(quizAttempts.ordinal, 3)));
    expect(left[0]).toMatchObject({ submittedAt: at(6), correctCount: 0, passed: false });
  });

  test('a pass begins the count anew, and seen items are remembered by key', async () => {
    const place = await seat();
    const seen = [
      ...(await keysDrawn((await sit(place, 0, 1)).attempt.id)),
      ...(await keysDrawn((await sit(place, 5, 2)).attempt.id)),
    ];
    await expect(startAttempt(db, { ...place, now: at(3) })).rejects.toMatchObject({ code: 'QUIZ_PASSED' });
    const newer = await addQuizVersion(db, place.course.courseId, 2, { pool: 14 });
    const second = await nextRound(place, newer, 2, 'CREDIT');
    const { attempt } = await startAttempt(db, { ...second, now: at(6) });
    expect(attempt.ordinal).toBe(3);
    const fresh = (await keysDrawn(attempt.id)).filter((key) => !seen.includes(key));
    expect(fresh).toHaveLength(4);
    await submitAttempt(db, {
      ...second,
      attemptId: attempt.id,
      answers: await answersTo(db, attempt.id, 0),
      now: at(6.1),
    });
    await sit(second, 0, 7);
    await sit(second, 0, 8);
    await expect(startAttempt(db, { ...second, now: at(9) })).rejects.toMatchObject({ used: 3, allowed: 3 });
  });

  test('an operator grants one more, with a reason', async () => {
    const place = await seat({}, { maxAttempts: 1 });
    await sit(place, 0, 1);
    const grant = {
      userId: place.userId,
      courseId: place.course.courseId,
      quizKey: 'post-test',
      count: 1,
      reason: 'The connection broke off.',
      grantedBy: 'office@institute.example.org',
      now: at(2),
    };
    for (const wrong of [{ count: 0 }, { count: 1.5 }, { count: 11 }, { reason: '' }, { reason: 'x\u0000y z' }]) {
      await expect(grantExtraAttempts(db, { ...grant, ...wrong })).rejects.toThrow(InvalidInputError);
    }
    for (const wrong of [{ quizKey: 'no-such' }, { userId: newId<UserId>() }]) {
      await expect(grantExtraAttempts(db, { ...grant, ...wrong })).rejects.toThrow(NotFoundError);
    }
    await grantExtraAttempts(db, grant);
    expect((await sit(place, 0, 3)).attempt.ordinal).toBe(2);
    await expect(startAttempt(db, { ...place, now: at(4) })).rejects.toMatchObject({ used: 2, allowed: 2 });
  });
});

describe('answering', () => {
  test('keeps the last answer by the server’s clock, and gives it back', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    const [right] = await answersTo(db, attempt.id, 5);
    const [wrong] = await answersTo(db, attempt.id, 0);
    if (!right || !wrong) throw new Error('nothing drawn');
    const save = { ...place, attemptId: attempt.id, questionId: right.questionId };
    await saveAnswer(db, { ...save, answer: right.answer, now: at(1.2) });
    const stale = await saveAnswer(db, { ...save, answer: wrong.answer, now: at(1.1) });
    expect(stale.question).toMatchObject({ answer: right.answer, savedAt: at(1.2) });
    const newer = await saveAnswer(db, { ...save, answer: wrong.answer, now: at(1.3) });
    expect(newer.question).toMatchObject({ answer: wrong.answer, savedAt: at(1.3) });
  });

  test('refuses what is not an answer to this question and uses nothing up', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    const answers = await answersTo(db, attempt.id, 5);
    const shown = await shownQuestionsOf(db, place.userId, [attempt.id]);
    const own = shown.find((question) => question.type === 'SINGLE' || question.type === 'TRUE_FALSE');
    const other = shown.find((question) => question !== own);
    if (!own || !other) throw new Error('nothing drawn');
    const [a, b] = own.options.map((option) => option.id);
    const bad: (OptionId | null)[][] = [
      [],
      [null],
      [newRandomId<OptionId>()],
      [other.options[0]?.id ?? null],
      [a ?? null, a ?? null],
      [a ?? null, b ?? null],
      Array<OptionId | null>(10_000).fill(a ?? null),
    ];
    for (const optionIds of bad) {
      const answer = { questionId: own.id, answer: { optionIds } };
      const rest = answers.filter((one) => one.questionId !== own.id);
      await expect(saveAnswer(db, { ...place, attemptId: attempt.id, ...answer, now: at(1.1) })).rejects.toThrow(
        InvalidInputError,
      );
      await expect(
        submitAttempt(db, { ...place, attemptId: attempt.id, answers: [...rest, answer], now: at(1.1) }),
      ).rejects.toThrow(InvalidInputError);
    }
    const untouched = await shownQuestionsOf(db, place.userId, [attempt.id]);
    expect(untouched.every((question) => question.answer === null)).toBe(true);
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row).toMatchObject({ submittedAt: null, ordinal: 1 });
    expect((await submitAttempt(db, { ...place, attemptId: attempt.id, answers, now: at(1.2) })).attempt.passed).toBe(
      true,
    );
  });

  test('names every unanswered question, foreign question and double answer', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    const [first, second] = await answersTo(db, attempt.id, 5);
    if (!first || !second) throw new Error('nothing drawn');
    const submit = (answers: (typeof first)[]) =>
      submitAttempt(db, { ...place, attemptId: attempt.id, answers, now: at(1.1) }).catch((error) =>
        error.fields.map((fault: { path: string }) => fault.path),
      );
    expect(await submit([])).toEqual([1, 2, 3, 4, 5].map((position) => `questions.${position}`));
    expect(await submit([first, first, { ...second, questionId: null }])).toEqual(
      expect.arrayContaining(['answers.1.questionId', 'answers.2.questionId']),
    );
    expect(await submit(Array(6).fill(first))).toContain('answers');
  });

  test('nobody else can save, submit or read', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const { attempt } = await startAttempt(db, { ...theirs, now: at(1) });
    const [answer] = await answersTo(db, attempt.id, 5);
    if (!answer) throw new Error('nothing drawn');
    const hostile = { userId: mine.userId, attemptId: attempt.id, now: at(1.1) };
    await expect(saveAnswer(db, { ...hostile, ...answer })).rejects.toThrow(NotFoundError);
    await expect(submitAttempt(db, { ...hostile, answers: [] })).rejects.toThrow(NotFoundError);
    expect(await attemptsByIds(db, mine.userId, [attempt.id])).toEqual([]);
    expect(await shownQuestionsOf(db, mine.userId, [attempt.id])).toEqual([]);
  });
});

describe('submitting', () => {
  test('a pass tells the round; a module’s check tells the module', async () => {
    const place = await seat();
    expect((await sit(place, 3, 1)).attempt).toMatchObject({ passed: false, correctCount: 3 });
    expect((await round(place.enrollmentId))?.passedAt).toBeNull();
    expect((await sit(place, 4, 2)).attempt).toMatchObject({ passed: true, correctCount: 4 });
    expect((await round(place.enrollmentId))?.passedAt).toEqual(at(2.1));
    await sit({ ...place, quizId: place.course.check }, 2, 3);
    const [progress] = await db
      .select()
      .from(moduleProgress)
      .where(eq(moduleProgress.enrollmentId, place.enrollmentId));
    expect(progress).toMatchObject({ moduleId: place.course.moduleId, checkPassedAt: at(3.1) });
  });

  test('the first result stays whatever comes later', async () => {
    const place = await seat();
    const first = await sit(place, 0, 1);
    const answers = await answersTo(db, first.attempt.id, 5);
    const again = await submitAttempt(db, { ...place, attemptId: first.attempt.id, answers, now: at(2) });
    expect(again).toMatchObject({ alreadySubmitted: true, attempt: { correctCount: 0, submittedAt: at(1.1) } });
    const [answer] = answers;
    if (!answer) throw new Error('nothing drawn');
    const save = { ...place, attemptId: first.attempt.id, ...answer, now: at(2) };
    await expect(saveAnswer(db, save)).rejects.toMatchObject({
      code: 'ATTEMPT_CLOSED',
      submittedAt: at(1.1),
      timedOut: false,
    });
    await expect(
      db.update(attemptQuestions).set({ correct: true }).where(eq(attemptQuestions.attemptId, first.attempt.id)),
    ).rejects.toThrow();
  });

  test('after the time is over what had been saved counts, and the answer says so', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600 });
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    const answers = await answersTo(db, attempt.id, 5);
    for (const answer of answers.slice(0, 4)) {
      await saveAnswer(db, { ...place, attemptId: attempt.id, ...answer, now: at(1.5) });
    }
    const late = await submitAttempt(db, { ...place, attemptId: attempt.id, answers, now: at(3) });
    expect(late).toMatchObject({ timedOut: true, attempt: { correctCount: 4, passed: true, submittedAt: at(2) } });
    expect((await round(place.enrollmentId))?.passedAt).toEqual(at(3));
  });

  test('a late save closes the sitting and says when', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600 });
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    const [answer] = await answersTo(db, attempt.id, 5);
    if (!answer) throw new Error('nothing drawn');
    const late = saveAnswer(db, { ...place, attemptId: attempt.id, ...answer, now: at(2) });
    await expect(late).rejects.toThrow(AttemptClosedError);
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row).toMatchObject({ submittedAt: at(2), correctCount: 0, passed: false });
  });

  test('a start closes a sitting whose time is over; the cooldown then counts from its limit', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600, cooldownSeconds: 7200 });
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    await expect(startAttempt(db, { ...place, now: at(3) })).rejects.toMatchObject({
      code: 'COOLDOWN',
      retryAt: at(4),
    });
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row?.submittedAt).toEqual(at(2));
    expect((await startAttempt(db, { ...place, now: at(4) })).attempt.ordinal).toBe(2);
  });

  test('a sitting left open in a closed round is closed to its learner', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, { ...place, now: at(1) });
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(2) })
      .where(eq(enrollments.id, place.enrollmentId));
    const submit = { ...place, attemptId: attempt.id, answers: [], now: at(3) };
    await expect(submitAttempt(db, submit)).rejects.toThrow(EnrollmentClosedError);
  });
});
