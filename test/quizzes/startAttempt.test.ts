import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId, QuizAttemptId, QuizId, UserId } from '../../drizzle/ids.ts';
import { newId, newRandomId } from '../../drizzle/ids.ts';
import { accommodationGrants, attemptQuestions, enrollments, questions, quizAttempts } from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { EnrollmentClosedError } from '../../schema/enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { grantExtraAttempts } from '../../schema/quizzes/operations/grantExtraAttempts.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { enrolledQuizzesOf } from '../../schema/quizzes/queries/enrolledQuizzes.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { outlook } from '../../schema/quizzes/rules/starting.ts';
import {
  addEnrollment,
  type addQuizCourse,
  addQuizVersion,
  answersTo,
  attemptOnce,
  openTestPool,
  type QuizCourse,
  seatAt,
} from '../support/quizCourse.ts';

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

/** So many further attempts at the same moment, as if they had been taken. */
const copyAttempt = async (id: QuizAttemptId, copies: number) => {
  const [row] = await db.select().from(quizAttempts).where(eq(quizAttempts.id, id));
  if (row === undefined) throw new Error('no attempt');
  await db.insert(quizAttempts).values(
    Array.from({ length: copies }, (_, index) => ({
      ...row,
      id: newId<QuizAttemptId>(),
      ordinal: row.ordinal + index + 1,
    })),
  );
};

const keysDrawn = async (id: QuizAttemptId) =>
  (
    await db
      .select({ key: questions.key })
      .from(attemptQuestions)
      .innerJoin(questions, eq(questions.id, attemptQuestions.questionId))
      .where(eq(attemptQuestions.attemptId, id))
  ).map(({ key }) => key);

describe('starting', () => {
  test('draws the questions, shows every option once, and gives the same attempt when asked again', async () => {
    const place = await seat();
    const first = await startAttempt(db, userAct(place.userId, at(1)), place);
    const again = await startAttempt(db, userAct(place.userId, at(2)), place);
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
    await expect(startAttempt(db, userAct(early.userId, at(1)), early)).rejects.toMatchObject({
      code: 'QUIZ_NOT_OPEN',
      reason: 'CONTENT_NOT_DONE',
    });
    expect((await attemptAt({ ...early, quizId: early.course.preTest }, 0, 1)).attempt.passed).toBe(true);
    await expect(
      startAttempt(db, userAct(early.userId, at(2)), { ...early, quizId: early.course.preTest }),
    ).rejects.toMatchObject({
      code: 'QUIZ_PASSED',
    });
    const late = await seat({ quiz: 'preTest' });
    await expect(startAttempt(db, userAct(late.userId, at(1)), late)).rejects.toMatchObject({ reason: 'CONTENT_DONE' });
  });

  test('unknown and other people’s enrollments and quizzes are not found, and look the same', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const wrong = [
      { ...mine, enrollmentId: theirs.enrollmentId },
      { ...mine, enrollmentId: newId<EnrollmentId>() },
      { ...mine, enrollmentId: null },
    ];
    const messages = await Promise.all(
      wrong.map((place) =>
        startAttempt(db, userAct(place.userId, at(1)), place).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(messages).size).toBe(1);
    for (const quizId of [theirs.quizId, newRandomId<QuizId>(), null]) {
      await expect(startAttempt(db, userAct(mine.userId, at(1)), { ...mine, quizId })).rejects.toThrow(NotFoundError);
    }
  });

  test('a closed enrollment takes no attempt', async () => {
    const place = await seat();
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(0) })
      .where(eq(enrollments.id, place.enrollmentId));
    await expect(startAttempt(db, userAct(place.userId, at(1)), place)).rejects.toThrow(EnrollmentClosedError);
  });

  test('a retake draws what was not seen', async () => {
    const place = await seat();
    const first = await keysDrawn((await attemptAt(place, 0, 1)).attempt.id);
    const second = await keysDrawn((await attemptAt(place, 0, 2)).attempt.id);
    expect(new Set([...first, ...second]).size).toBe(10);
    const third = await keysDrawn((await attemptAt(place, 0, 3)).attempt.id);
    expect(third).toHaveLength(5);
  });

  test('a quiz that is not shuffled asks in the order of its keys', async () => {
    const place = await seat({}, { shuffle: false });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const shown = await shownQuestionsOf(db, place.userId, [attempt.id]);
    const prompts = shown.map((question) => question.prompt);
    expect(prompts).toEqual([...prompts].sort());
  });

  test('the limit, the cooldown and the accommodation are respected', async () => {
    const place = await seat({}, { cooldownSeconds: 86_400, maxAttempts: 2, timeLimitSeconds: 600 });
    await db.insert(accommodationGrants).values({
      userId: place.userId,
      courseId: place.course.courseId,
      quizTimePercent: 150,
      grantedBy: 'office@institute.example.org',
      grantedAt: at(0),
    });
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    expect(attempt.dueAt).toEqual(at(1.25));
    await submitAttempt(db, userAct(place.userId, at(1.1)), {
      ...place,
      attemptId: attempt.id,
      answers: await answersTo(db, attempt.id, 0),
    });
    await expect(startAttempt(db, userAct(place.userId, at(25)), place)).rejects.toMatchObject({
      code: 'COOLDOWN',
      retryAt: at(25.1),
    });
    await attemptAt(place, 0, 25.1);
    await expect(startAttempt(db, userAct(place.userId, at(99)), place)).rejects.toMatchObject({
      code: 'ATTEMPTS_USED',
      used: 2,
      allowed: 2,
    });
  });
});

test('a quiz without limits takes 30 attempts in a day, and says when the next one opens', async () => {
  const place = await seat({ quiz: 'check' });
  const { attempt } = await attemptAt(place, 0, 1);
  await copyAttempt(attempt.id, 29);
  await expect(startAttempt(db, userAct(place.userId, at(3)), place)).rejects.toMatchObject({
    code: 'COOLDOWN',
    retryAt: at(25.1),
  });
  const [quiz] = await enrolledQuizzesOf(db, {
    userId: place.userId,
    enrollmentIds: [place.enrollmentId],
    quizId: place.quizId,
  });
  if (quiz === undefined) throw new Error('no quiz');
  expect(outlook({ ...quiz, quiz, now: at(3) }).refusal).toEqual({ ok: false, because: 'COOLDOWN', retryAt: at(25.1) });
  expect((await startAttempt(db, userAct(place.userId, at(25.2)), place)).resumed).toBe(false);
});

describe('counting across enrollments and versions', () => {
  const nextEnrollment = async (place: Seat, course: QuizCourse, round: number, purpose: 'CREDIT' | 'PERSONAL') => {
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(5) })
      .where(eq(enrollments.id, place.enrollmentId));
    const enrollmentId = await addEnrollment(db, { userId: place.userId, course, round, purpose });
    return { userId: place.userId, enrollmentId, quizId: course.postTest };
  };

  test('a new enrollment, version or purpose gives no new attempts', async () => {
    const place = await seat();
    await attemptAt(place, 0, 1);
    await attemptAt(place, 0, 2);
    await startAttempt(db, userAct(place.userId, at(3)), place);
    const newer = await addQuizVersion(db, place.course.courseId, 2);
    const second = await nextEnrollment(place, newer, 2, 'PERSONAL');
    await expect(startAttempt(db, userAct(second.userId, at(6)), second)).rejects.toMatchObject({
      code: 'ATTEMPTS_USED',
      used: 3,
    });
    // The attempt left open in the closed enrollment was closed with what was saved.
    const left = await db
      .select()
      .from(quizAttempts)
      .where(and(eq(quizAttempts.userId, place.userId), eq(quizAttempts.ordinal, 3)));
    expect(left[0]).toMatchObject({ submittedAt: at(6), correctCount: 0, passed: false });
  });

  test('an attempt left open in a closed enrollment is not reported to it, even when the saved answers pass', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    for (const one of await answersTo(db, attempt.id, 5)) {
      await saveAnswer(db, userAct(place.userId, at(1)), { ...place, attemptId: attempt.id, ...one });
    }
    const second = await nextEnrollment(place, place.course, 2, 'CREDIT');
    expect((await startAttempt(db, userAct(second.userId, at(6)), second)).attempt).toMatchObject({
      ordinal: 2,
      submittedAt: null,
    });
    const [left] = await db.select().from(quizAttempts).where(eq(quizAttempts.id, attempt.id));
    expect(left).toMatchObject({ submittedAt: at(6), correctCount: 5, passed: true });
    const both = await db.select().from(enrollments).where(eq(enrollments.userId, place.userId));
    expect(both.map((enrollment) => enrollment.passedAt)).toEqual([null, null]);
  });

  test('a pass restarts the count, and seen items are remembered by key', async () => {
    const place = await seat();
    const seen = [
      ...(await keysDrawn((await attemptAt(place, 0, 1)).attempt.id)),
      ...(await keysDrawn((await attemptAt(place, 5, 2)).attempt.id)),
    ];
    await expect(startAttempt(db, userAct(place.userId, at(3)), place)).rejects.toMatchObject({ code: 'QUIZ_PASSED' });
    const newer = await addQuizVersion(db, place.course.courseId, 2, { pool: 14 });
    const second = await nextEnrollment(place, newer, 2, 'CREDIT');
    const { attempt } = await startAttempt(db, userAct(second.userId, at(6)), second);
    expect(attempt.ordinal).toBe(3);
    const fresh = (await keysDrawn(attempt.id)).filter((key) => !seen.includes(key));
    expect(fresh).toHaveLength(4);
    await submitAttempt(db, userAct(second.userId, at(6.1)), {
      ...second,
      attemptId: attempt.id,
      answers: await answersTo(db, attempt.id, 0),
    });
    await attemptAt(second, 0, 7);
    await attemptAt(second, 0, 8);
    await expect(startAttempt(db, userAct(second.userId, at(9)), second)).rejects.toMatchObject({
      used: 3,
      allowed: 3,
    });
  });

  test('an operator grants one more, with a reason', async () => {
    const place = await seat({}, { maxAttempts: 1 });
    await attemptAt(place, 0, 1);
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
      await expect(grantExtraAttempts(db, operatorAct(grant.now), { ...grant, ...wrong })).rejects.toThrow(
        InvalidInputError,
      );
    }
    for (const wrong of [{ quizKey: 'no-such' }, { userId: newId<UserId>() }]) {
      await expect(grantExtraAttempts(db, operatorAct(grant.now), { ...grant, ...wrong })).rejects.toThrow(
        NotFoundError,
      );
    }
    await grantExtraAttempts(db, operatorAct(grant.now), grant);
    expect((await attemptAt(place, 0, 3)).attempt.ordinal).toBe(2);
    await expect(startAttempt(db, userAct(place.userId, at(4)), place)).rejects.toMatchObject({ used: 2, allowed: 2 });
  });
});
