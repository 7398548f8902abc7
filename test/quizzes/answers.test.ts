import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { AttemptQuestionId, EnrollmentId, OptionId, QuizId, UserId } from '../../drizzle/ids.ts';
import { newRandomId } from '../../drizzle/ids.ts';
import { attemptQuestions, enrollments, moduleProgress, quizAttempts } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { EnrollmentClosedError } from '../../schema/enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { AttemptClosedError } from '../../schema/quizzes/errors.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { attemptsByIds } from '../../schema/quizzes/queries/attempts.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { type addQuizCourse, answersTo, attemptOnce, openTestPool, seatAt } from '../support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22) + hour * 3_600_000);

type Options = { quiz?: 'preTest' | 'check' | 'postTest'; contentDone?: boolean };
const seat = async (
  { quiz = 'postTest', contentDone = true }: Options = {},
  postTest: Parameters<typeof addQuizCourse>[1] = {},
) => {
  const place = await seatAt(db, { postTest, contentDone });
  return { ...place, quizId: place.course[quiz] };
};
type Seat = { userId: UserId; enrollmentId: EnrollmentId; quizId: QuizId };
const attemptAt = (place: Seat, right: number, hour: number) => attemptOnce(db, place, right, at(hour), at(hour + 0.1));

const enrollmentOf = async (id: EnrollmentId) => (await db.select().from(enrollments).where(eq(enrollments.id, id)))[0];

describe('answering', () => {
  test('stores the last answer by the server’s clock, and returns it', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const [right] = await answersTo(db, attempt.id, 5);
    const [wrong] = await answersTo(db, attempt.id, 0);
    if (!right || !wrong) throw new Error('nothing drawn');
    const save = { ...place, attemptId: attempt.id, questionId: right.questionId };
    await saveAnswer(db, userAct(save.userId, at(1.2)), { ...save, answer: right.answer });
    const stale = await saveAnswer(db, userAct(save.userId, at(1.1)), { ...save, answer: wrong.answer });
    expect(stale.question).toMatchObject({ answer: right.answer, savedAt: at(1.2) });
    const newer = await saveAnswer(db, userAct(save.userId, at(1.3)), { ...save, answer: wrong.answer });
    expect(newer.question).toMatchObject({ answer: wrong.answer, savedAt: at(1.3) });
  });

  test('refuses what is not an answer to this question and uses up no attempt', async () => {
    // All five are drawn, so one of each type is among them.
    const place = await seat({}, { pool: 5 });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const answers = await answersTo(db, attempt.id, 5);
    const shown = await shownQuestionsOf(db, place.userId, [attempt.id]);
    const own = shown.find((question) => question.type === 'SINGLE' || question.type === 'TRUE_FALSE');
    const other = shown.find((question) => question !== own);
    if (!own || !other) throw new Error('nothing drawn');
    const [a, b] = own.options.map((option) => option.id);
    const bad: (OptionId | null)[][] = [
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
      await expect(
        saveAnswer(db, userAct(place.userId, at(1.1)), { ...place, attemptId: attempt.id, ...answer }),
      ).rejects.toThrow(InvalidInputError);
      await expect(
        submitAttempt(db, userAct(place.userId, at(1.1)), {
          ...place,
          attemptId: attempt.id,
          answers: [...rest, answer],
        }),
      ).rejects.toThrow(InvalidInputError);
    }
    const untouched = await shownQuestionsOf(db, place.userId, [attempt.id]);
    expect(untouched.every((question) => question.answer === null)).toBe(true);
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row).toMatchObject({ submittedAt: null, ordinal: 1 });
    expect(
      (await submitAttempt(db, userAct(place.userId, at(1.2)), { ...place, attemptId: attempt.id, answers })).attempt
        .passed,
    ).toBe(true);
  });

  test('names every unanswered question, foreign question and double answer', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const [first, second] = await answersTo(db, attempt.id, 5);
    if (!first || !second) throw new Error('nothing drawn');
    const submit = (answers: (typeof first)[]) =>
      submitAttempt(db, userAct(place.userId, at(1.1)), { ...place, attemptId: attempt.id, answers }).catch((error) =>
        error.code === 'QUIZ_INCOMPLETE'
          ? error.unansweredQuestionIds
          : error.fields.map((fault: { path: string }) => fault.path),
      );
    const drawn = await shownQuestionsOf(db, place.userId, [attempt.id]);
    expect(await submit([])).toEqual(drawn.map(({ id }) => id));
    expect(await submit([first])).toEqual(drawn.map(({ id }) => id).filter((id) => id !== first.questionId));
    expect(await submit([first, first, { ...second, questionId: null }])).toEqual(
      expect.arrayContaining(['answers.1.questionId', 'answers.2.questionId']),
    );
    expect(await submit(Array(6).fill(first))).toContain('answers');
  });

  test('no other person can save, submit or read', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const { attempt } = await startAttempt(db, userAct(theirs.userId, at(1)), theirs);
    const [answer] = await answersTo(db, attempt.id, 5);
    if (!answer) throw new Error('nothing drawn');
    const hostile = { userId: mine.userId, attemptId: attempt.id, now: at(1.1) };
    await expect(saveAnswer(db, userAct(hostile.userId, hostile.now), { ...hostile, ...answer })).rejects.toThrow(
      NotFoundError,
    );
    await expect(submitAttempt(db, userAct(hostile.userId, hostile.now), { ...hostile, answers: [] })).rejects.toThrow(
      NotFoundError,
    );
    expect(await attemptsByIds(db, mine.userId, [attempt.id])).toEqual([]);
    expect(await shownQuestionsOf(db, mine.userId, [attempt.id])).toEqual([]);
  });
});

describe('submitting', () => {
  test('a pass is reported to the enrollment, a module’s check to the module', async () => {
    const place = await seat();
    expect((await attemptAt(place, 3, 1)).attempt).toMatchObject({ passed: false, correctCount: 3 });
    expect((await enrollmentOf(place.enrollmentId))?.passedAt).toBeNull();
    expect((await attemptAt(place, 4, 2)).attempt).toMatchObject({ passed: true, correctCount: 4 });
    expect((await enrollmentOf(place.enrollmentId))?.passedAt).toEqual(at(2.1));
    await attemptAt({ ...place, quizId: place.course.check }, 2, 3);
    const [progress] = await db
      .select()
      .from(moduleProgress)
      .where(eq(moduleProgress.enrollmentId, place.enrollmentId));
    expect(progress).toMatchObject({ moduleId: place.course.moduleId, checkPassedAt: at(3.1) });
  });

  test('the first result stays whatever comes later', async () => {
    const place = await seat();
    const first = await attemptAt(place, 0, 1);
    const answers = await answersTo(db, first.attempt.id, 5);
    const again = await submitAttempt(db, userAct(place.userId, at(2)), {
      ...place,
      attemptId: first.attempt.id,
      answers,
    });
    expect(again).toMatchObject({ alreadySubmitted: true, attempt: { correctCount: 0, submittedAt: at(1.1) } });
    const [answer] = answers;
    if (!answer) throw new Error('nothing drawn');
    const save = { ...place, attemptId: first.attempt.id, ...answer, now: at(2) };
    await expect(saveAnswer(db, userAct(save.userId, save.now), save)).rejects.toMatchObject({
      code: 'ATTEMPT_CLOSED',
      submittedAt: at(1.1),
      timedOut: false,
    });
    await expect(
      db.update(attemptQuestions).set({ correct: true }).where(eq(attemptQuestions.attemptId, first.attempt.id)),
    ).rejects.toThrow();
    await expect(
      db.update(quizAttempts).set({ passed: true }).where(eq(quizAttempts.id, first.attempt.id)),
    ).rejects.toThrow();
    const [drawn] = await db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, first.attempt.id));
    if (!drawn) throw new Error('nothing drawn');
    const further = { ...drawn, id: newRandomId<AttemptQuestionId>(), position: 6 };
    await expect(db.insert(attemptQuestions).values(further)).rejects.toMatchObject({
      cause: { message: 'the answers of a submitted attempt never change' },
    });
    await expect(db.delete(attemptQuestions).where(eq(attemptQuestions.id, drawn.id))).rejects.toThrow();
  });

  test('after the time is over what had been saved counts, and the answer says so', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600 });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const answers = await answersTo(db, attempt.id, 5);
    for (const answer of answers.slice(0, 4)) {
      await saveAnswer(db, userAct(place.userId, at(1.5)), { ...place, attemptId: attempt.id, ...answer });
    }
    const late = await submitAttempt(db, userAct(place.userId, at(3)), { ...place, attemptId: attempt.id, answers });
    expect(late).toMatchObject({ timedOut: true, attempt: { correctCount: 4, passed: true, submittedAt: at(2) } });
    expect((await enrollmentOf(place.enrollmentId))?.passedAt).toEqual(at(2));
  });

  test('a late save closes the attempt and says when', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600 });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const [answer] = await answersTo(db, attempt.id, 5);
    if (!answer) throw new Error('nothing drawn');
    const late = saveAnswer(db, userAct(place.userId, at(2)), { ...place, attemptId: attempt.id, ...answer });
    await expect(late).rejects.toThrow(AttemptClosedError);
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row).toMatchObject({ submittedAt: at(2), correctCount: 0, passed: false });
  });

  test('a start closes an attempt whose time is over; the cooldown then counts from its limit', async () => {
    const place = await seat({}, { timeLimitSeconds: 3600, cooldownSeconds: 7200 });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    await expect(startAttempt(db, userAct(place.userId, at(3)), place)).rejects.toMatchObject({
      code: 'COOLDOWN',
      retryAt: at(4),
    });
    const [row] = await attemptsByIds(db, place.userId, [attempt.id]);
    expect(row?.submittedAt).toEqual(at(2));
    expect((await startAttempt(db, userAct(place.userId, at(4)), place)).attempt.ordinal).toBe(2);
  });

  test('an attempt left open in a closed enrollment is closed to its learner', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(2) })
      .where(eq(enrollments.id, place.enrollmentId));
    const submit = { ...place, attemptId: attempt.id, answers: [], now: at(3) };
    await expect(submitAttempt(db, userAct(submit.userId, submit.now), submit)).rejects.toThrow(EnrollmentClosedError);
  });
});
