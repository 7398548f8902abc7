import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { newId } from '../../drizzle/ids.ts';
import { enrollments } from '../../drizzle/schema.ts';
import { type addQuizCourse, attemptOnce, openTestPool, seatAt } from '../support/quizCourse.ts';
import { askAs, attemptPage, enrollmentPage, globalId } from '../support/quizPages.ts';

const statements: string[] = [];
let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ onStatement: (text) => statements.push(text) }));
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22) + hour * 3_600_000);
const ask = (userId: UserId | null, source: string, variables: Record<string, unknown> = {}) =>
  askAs(db, userId, at(1))(source, variables);

const seat = (postTest: Parameters<typeof addQuizCourse>[1] = { pool: 5 }) => seatAt(db, { postTest });
type Seat = Awaited<ReturnType<typeof seat>>;
const attemptAt = async (place: Omit<Seat, 'course'>, right: number, hour: number) =>
  (await attemptOnce(db, place, right, at(hour))).attempt.id;

describe('over GraphQL', () => {
  const START = `mutation ($input: StartQuizAttemptInput!) { startQuizAttempt(input: $input) {
    __typename ... on StartQuizAttemptPayload { resumed attempt { id questions { id type options { id } lefts { id } rights { id } } } }
    ... on Error { code message } ... on AttemptsUsedError { used allowed } ... on CooldownError { retryAt }
    ... on QuizNotOpenError { reason } } }`;
  const SAVE = `mutation ($input: SaveQuizAnswerInput!) { saveQuizAnswer(input: $input) {
    __typename ... on SaveQuizAnswerPayload { question { id savedAt answer { optionIds orderedIds pairs { leftId rightId } } review { correct } } }
    ... on Error { code message } ... on InvalidInputError { fields { path message } } ... on AttemptClosedError { submittedAt timedOut } } }`;
  const SUBMIT = `mutation ($input: SubmitQuizAttemptInput!) { submitQuizAttempt(input: $input) {
    __typename ... on SubmitQuizAttemptPayload { timedOut alreadySubmitted attempt { correctCount questionCount scorePercent passed } }
    ... on Error { code message } ... on InvalidInputError { fields { path message } } } }`;
  const inputOf = (place: { enrollmentId: EnrollmentId; quizId: string }) => ({
    enrollmentId: globalId('Enrollment', place.enrollmentId),
    quizId: globalId('Quiz', place.quizId),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const run = async (userId: UserId | null, source: string, input: unknown): Promise<any> =>
    JSON.parse(JSON.stringify(await ask(userId, source, { input })));

  type Shown = {
    id: string;
    type: string;
    options: { id: string }[];
    lefts: { id: string }[];
    rights: { id: string }[];
  };
  const anyAnswer = ({ type, options, lefts, rights }: Shown) => {
    if (type === 'MATCHING')
      return { pairs: lefts.map((left, index) => ({ leftId: left.id, rightId: rights[index]?.id })) };
    return type === 'ORDERING' ? { orderedIds: options.map(({ id }) => id) } : { optionIds: [options[0]?.id] };
  };

  test('start, save, submit, with the ids that were given out', async () => {
    const place = await seat({ pool: 5, maxAttempts: 1 });
    const { attempt } = (await run(place.userId, START, inputOf(place))).data.startQuizAttempt;
    for (const question of attempt.questions) {
      const answer = anyAnswer(question);
      const saved = await run(place.userId, SAVE, { attemptId: attempt.id, questionId: question.id, answer });
      expect(saved.data.saveQuizAnswer.question).toMatchObject({
        id: question.id,
        savedAt: at(1).toISOString(),
        answer,
        review: null,
      });
    }
    const submitted = await run(place.userId, SUBMIT, { attemptId: attempt.id });
    expect(submitted.data.submitQuizAttempt).toMatchObject({
      timedOut: false,
      alreadySubmitted: false,
      attempt: { questionCount: 5 },
    });
    const again = await run(place.userId, SUBMIT, { attemptId: attempt.id });
    expect(again.data.submitQuizAttempt).toMatchObject({
      alreadySubmitted: true,
      attempt: submitted.data.submitQuizAttempt.attempt,
    });
    const [question] = attempt.questions;
    const late = await run(place.userId, SAVE, {
      attemptId: attempt.id,
      questionId: question.id,
      answer: anyAnswer(question),
    });
    expect(late.data.saveQuizAnswer).toMatchObject({
      code: 'ATTEMPT_CLOSED',
      timedOut: false,
      submittedAt: at(1).toISOString(),
    });
  });

  test('every refusal is a type with its facts', async () => {
    const used = await seat({ pool: 5, maxAttempts: 1 });
    await attemptAt(used, 0, 1);
    const waiting = await seat({ pool: 5, cooldownSeconds: 3600 });
    await attemptAt(waiting, 0, 1);
    const passed = await seat();
    await attemptAt(passed, 5, 1);
    const closed = await seat();
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(0) })
      .where(eq(enrollments.id, closed.enrollmentId));
    const start = async (place: Seat, quizId: string = place.quizId) =>
      (await run(place.userId, START, inputOf({ ...place, quizId }))).data.startQuizAttempt;
    expect(await start(used)).toMatchObject({
      __typename: 'AttemptsUsedError',
      code: 'ATTEMPTS_USED',
      used: 1,
      allowed: 1,
    });
    expect(await start(waiting)).toMatchObject({ __typename: 'CooldownError', retryAt: at(2).toISOString() });
    expect(await start(passed)).toMatchObject({ __typename: 'QuizPassedError', code: 'QUIZ_PASSED' });
    expect(await start(passed, passed.course.preTest)).toMatchObject({
      __typename: 'QuizNotOpenError',
      reason: 'CONTENT_DONE',
    });
    expect(await start(closed)).toMatchObject({ __typename: 'EnrollmentClosedError' });
    const quizOf = async (place: Seat) => {
      const { data } = JSON.parse(
        JSON.stringify(await ask(place.userId, enrollmentPage, { id: globalId('Enrollment', place.enrollmentId) })),
      );
      return data.node.quizzes.find((quiz: { kind: string }) => quiz.kind === 'POST_TEST');
    };
    expect(await quizOf(used)).toMatchObject({
      openNow: false,
      attemptsUsed: 1,
      attemptsLeft: 0,
      notOpen: { code: 'ATTEMPTS_USED' },
    });
    expect(await quizOf(waiting)).toMatchObject({
      openNow: false,
      nextAttemptAt: at(2).toISOString(),
      notOpen: { code: 'COOLDOWN' },
    });
    expect(await quizOf(passed)).toMatchObject({
      passed: true,
      notOpen: { code: 'QUIZ_PASSED' },
      latestAttempts: [{ passed: true }],
    });
    expect(await quizOf(closed)).toMatchObject({ notOpen: { code: 'QUIZ_NOT_OPEN', reason: 'ENROLLMENT_CLOSED' } });
  });

  test('the blockers of the gate have the facts to act on, each as a separate type', async () => {
    const place = await seat({ pool: 5, maxAttempts: 2, cooldownSeconds: 3600 });
    const GATE = `query ($id: ID!) { node(id: $id) { ... on Enrollment { blockers { __typename code message moduleId attemptsUsed attemptsAllowed
      ... on CheckNotPassedBlocker { quizId } ... on AttemptsUsedBlocker { quizId deadline } ... on EvaluationBlocker { deadline }
      ... on PostTestBlocker { quizId attemptsLeft retryAt bestScorePercent deadline } } modules { blockers {
      __typename ... on CheckNotPassedBlocker { quizId } ... on NotReadToEndBlocker { furthestPermille } } } } } }`;
    const gate = async () => {
      const { data } = JSON.parse(
        JSON.stringify(await ask(place.userId, GATE, { id: globalId('Enrollment', place.enrollmentId) })),
      );
      return data.node;
    };
    const quizId = globalId('Quiz', `${place.quizId}.${place.enrollmentId}`);
    const test = { __typename: 'PostTestBlocker', code: 'POST_TEST_NOT_PASSED', quizId, deadline: null };
    const [moduleMissing, fresh] = (await gate()).blockers;
    expect(moduleMissing).toMatchObject({
      __typename: 'ModuleIncompleteBlocker',
      moduleId: globalId('EnrolledModule', `${place.course.moduleId}.${place.enrollmentId}`),
      attemptsUsed: null,
    });
    expect(fresh).toMatchObject({ ...test, attemptsUsed: 0, attemptsLeft: 2, retryAt: null, bestScorePercent: null });

    await attemptAt(place, 3, 1);
    const { blockers, modules } = await gate();
    expect(blockers[1]).toMatchObject({
      ...test,
      attemptsUsed: 1,
      attemptsAllowed: 2,
      attemptsLeft: 1,
      retryAt: at(2).toISOString(),
      bestScorePercent: 60,
    });
    expect(modules[0].blockers).toEqual([
      { __typename: 'NotReadToEndBlocker', furthestPermille: 0 },
      { __typename: 'CheckNotPassedBlocker', quizId: globalId('Quiz', `${place.course.check}.${place.enrollmentId}`) },
    ]);

    await attemptAt(place, 1, 2);
    expect((await gate()).blockers.slice(1, 4)).toMatchObject([
      { ...test, attemptsLeft: 0, retryAt: null, bestScorePercent: 60 },
      { __typename: 'AttemptsUsedBlocker', code: 'ATTEMPTS_USED', quizId, attemptsUsed: 2, attemptsAllowed: 2 },
      { __typename: 'EvaluationBlocker', code: 'EVALUATION_MISSING', deadline: null },
    ]);
  });

  test('hostile ids and answers get typed errors, never a fault of ours', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const { attempt } = (await run(theirs.userId, START, inputOf(theirs))).data.startQuizAttempt;
    const own = (await run(mine.userId, START, inputOf(mine))).data.startQuizAttempt.attempt;
    const [question] = own.questions;
    const ids = [
      '',
      'x',
      '\u0000',
      '../../etc',
      globalId('QuizAttempt', '1'),
      globalId('QuizAttempt', "';--"),
      globalId('User', mine.userId),
      globalId('QuizAttempt', newId()),
      attempt.id,
      'A'.repeat(10_000),
    ];
    for (const attemptId of ids) {
      const answer = { optionIds: ['x'] };
      const saved = await run(mine.userId, SAVE, { attemptId, questionId: question.id, answer });
      expect(saved).toMatchObject({ data: { saveQuizAnswer: { code: 'NOT_FOUND' } } });
      expect(await run(mine.userId, SUBMIT, { attemptId })).toMatchObject({
        data: { submitQuizAttempt: { code: 'NOT_FOUND' } },
      });
      const started = await run(mine.userId, START, { enrollmentId: attemptId, quizId: attemptId });
      expect(started).toMatchObject({ data: { startQuizAttempt: { code: 'NOT_FOUND' } } });
      expect(await ask(mine.userId, attemptPage, { id: globalId('QuizAttempt', attemptId) })).toMatchObject({
        data: { node: null },
      });
      const strange = await run(mine.userId, SAVE, { attemptId: own.id, questionId: attemptId, answer });
      expect(strange).toMatchObject({ data: { saveQuizAnswer: { code: 'NOT_FOUND' } } });
    }
    expect((await ask(mine.userId, attemptPage, { id: attempt.id })).data).toEqual({ node: null });
    const wrong = [
      {},
      { optionIds: ['x'] },
      { orderedIds: ['x'], optionIds: ['x'] },
      { optionIds: Array(5_000).fill('x') },
    ];
    for (const answer of wrong) {
      const saved = await run(mine.userId, SAVE, { attemptId: own.id, questionId: question.id, answer });
      expect(saved).toMatchObject({
        data: {
          saveQuizAnswer: {
            __typename: 'InvalidInputError',
            fields: expect.arrayContaining([{ path: expect.stringMatching(/^answer\./), message: expect.any(String) }]),
          },
        },
      });
    }
    const anonymous = await run(null, START, inputOf(mine));
    expect(anonymous).toMatchObject({
      data: { startQuizAttempt: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('an attempt’s page and an enrollment’s quizzes are a fixed number of statements', async () => {
    const place = await seat();
    await attemptAt(place, 0, 1);
    const passed = await attemptAt(place, 5, 2);
    const count = async (source: string, id: string) => {
      statements.length = 0;
      expect(await ask(place.userId, source, { id })).not.toHaveProperty('errors');
      return statements.length;
    };
    const quiz =
      '{ quiz { openNow latestAttempts { id passed } } questions { prompt options { text } answer { optionIds }';
    const page = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt ${quiz} } } } }`;
    const reviewed = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt ${quiz} review { correct rationales { text } } } } } }`;
    // The attempt, its questions, the standing, the latest attempts; and the reviews.
    expect(await count(page, globalId('QuizAttempt', passed))).toBe(4);
    expect(await count(reviewed, globalId('QuizAttempt', passed))).toBe(5);
    const quizzes =
      'query ($id: ID!) { node(id: $id) { ... on Enrollment { quizzes { title latestAttempts { passed questions { prompt } } } } } }';
    // The enrollment, its quizzes, their attempts, those attempts' questions.
    expect(await count(quizzes, globalId('Enrollment', place.enrollmentId))).toBe(4);
  });
});
