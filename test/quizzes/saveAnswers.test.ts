import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../drizzle/client.ts';
import { userAct } from '../../schema/act.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { saveAnswers } from '../../schema/quizzes/operations/saveAnswers.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { answersTo, openTestPool, seatAt } from '../support/quizCourse.ts';
import { askAs, globalId } from '../support/quizPages.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000);

const opened = async (limit?: number) => {
  const place = await seatAt(db, { postTest: { pool: 5, ...(limit && { timeLimitSeconds: limit }) } });
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  return { ...place, attemptId: attempt.id, right: await answersTo(db, attempt.id, 5) };
};
type Opened = Awaited<ReturnType<typeof opened>>;
type Sent = Parameters<typeof saveAnswers>[2]['answers'];
const save = ({ userId, attemptId }: Opened, minutes: number, answers: Sent) =>
  saveAnswers(db, userAct(userId, at(minutes)), { attemptId, answers });
const stored = ({ userId, attemptId }: Opened) => shownQuestionsOf(db, userId, [attemptId]);

describe('several answers at once', () => {
  test('are all saved, and count when the attempt is handed in', async () => {
    const place = await opened();
    const { questions, superseded } = await save(place, 1, place.right);
    expect(superseded).toEqual([]);
    expect(questions.map(({ id, position, savedAt }) => [id, position, savedAt])).toEqual(
      (await stored(place)).map(({ id, position }) => [id, position, at(1)]),
    );
    const { attempt } = await submitAttempt(db, userAct(place.userId, at(2)), {
      attemptId: place.attemptId,
      answers: [],
    });
    expect(attempt.correctCount).toBe(5);
  });

  test('take answers back by null, and leave other questions alone', async () => {
    const place = await opened();
    const [first, second] = place.right;
    if (!first?.questionId || !second) throw new Error('nothing drawn');
    await save(place, 1, [first, second]);
    const { questions } = await save(place, 2, [{ questionId: first.questionId, answer: null }]);
    expect(questions).toMatchObject([{ id: first.questionId, answer: null, savedAt: at(2) }]);
    expect((await stored(place)).filter(({ answer }) => answer !== null)).toMatchObject([{ id: second.questionId }]);
  });

  test('of which one is malformed save nothing, with every fault at its place', async () => {
    const place = await opened();
    const [first, second, third] = place.right;
    if (!first || !second || !third) throw new Error('nothing drawn');
    const refused = save(place, 1, [first, { ...second, questionId: null }, { ...third, answer: {} }, first]);
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'answers.1.questionId' },
        { path: expect.stringMatching(/^answers\.2\.answer/) },
        { path: 'answers.3.questionId' },
      ],
    });
    expect((await stored(place)).filter(({ answer }) => answer !== null)).toEqual([]);
  });

  test('yield one by one to a save with a higher counter', async () => {
    const place = await opened();
    const [first, second] = place.right;
    const [wrong] = (await answersTo(db, place.attemptId, 0)).filter(
      ({ questionId }) => questionId === first?.questionId,
    );
    if (!first || !second || !wrong) throw new Error('nothing drawn');
    await saveAnswer(db, userAct(place.userId, at(1)), { ...place, ...wrong, sequence: 5 });
    const { superseded, questions } = await save(place, 2, [
      { ...first, sequence: 4 },
      { ...second, sequence: 0 },
    ]);
    expect(superseded).toEqual([first.questionId]);
    expect(questions.find(({ id }) => id === first.questionId)).toMatchObject({ answer: wrong.answer, sequence: 5 });
    expect(questions.find(({ id }) => id === second.questionId)).toMatchObject({ answer: second.answer, sequence: 0 });
    expect((await save(place, 3, [{ ...wrong, sequence: 5 }])).superseded).toEqual([]);
  });

  test('are refused after the end, after the limit, and to anybody else', async () => {
    const place = await opened(600);
    const other = await opened();
    await expect(save({ ...place, userId: other.userId }, 1, place.right)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await save(place, 1, place.right.slice(0, 2));
    await expect(save(place, 11, place.right)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED', timedOut: true });
    expect((await stored(place)).filter(({ answer }) => answer !== null)).toHaveLength(2);
    await submitAttempt(db, userAct(other.userId, at(1)), { attemptId: other.attemptId, answers: other.right });
    await expect(save(other, 2, other.right)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED', timedOut: false });
  });
});

describe('over GraphQL', () => {
  const PAGE = `query ($id: ID!, $quiz: ID!) { node(id: $id) { ... on Enrollment {
    quiz(id: $quiz) { id openAttempt { id secondsLeft } latestAttempt { id submittedAt secondsLeft } } } } }`;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const run = async (userId: Opened['userId'], minutes: number, source: string, variables: object): Promise<any> =>
    JSON.parse(JSON.stringify(await askAs(db, userId, at(minutes))(source, variables as Record<string, unknown>)));

  test('a hand-in that lacks answers names the questions', async () => {
    const place = await opened();
    await save(place, 1, place.right.slice(1));
    const { data } = await run(
      place.userId,
      2,
      `mutation ($input: SubmitQuizAttemptInput!) { submitQuizAttempt(input: $input) {
        __typename ... on Error { code } ... on QuizIncompleteError { unansweredQuestionIds } } }`,
      { input: { attemptId: globalId('QuizAttempt', place.attemptId) } },
    );
    expect(data.submitQuizAttempt).toEqual({
      __typename: 'QuizIncompleteError',
      code: 'QUIZ_INCOMPLETE',
      unansweredQuestionIds: [globalId('AttemptQuestion', place.right[0]?.questionId ?? '')],
    });
  });

  test('several answers are saved in one request, and null clears one', async () => {
    const place = await opened();
    const questions = await stored(place);
    const single = questions.find(({ type }) => type === 'SINGLE');
    const questionId = globalId('AttemptQuestion', single?.id ?? '');
    const SAVE = `mutation ($input: SaveQuizAnswersInput!) { saveQuizAnswers(input: $input) {
      __typename ... on SaveQuizAnswersPayload { supersededIds questions { id sequence answer { optionIds } } }
      ... on Error { code } } }`;
    const optionIds = [globalId('Option', single?.options[0]?.id ?? '')];
    const input = (answer: object | null, sequence: number) => ({
      input: { attemptId: globalId('QuizAttempt', place.attemptId), answers: [{ questionId, answer, sequence }] },
    });
    expect((await run(place.userId, 1, SAVE, input({ optionIds }, 0))).data.saveQuizAnswers).toMatchObject({
      supersededIds: [],
      questions: [{ id: questionId, sequence: 0, answer: { optionIds } }],
    });
    expect((await run(place.userId, 2, SAVE, input(null, 1))).data.saveQuizAnswers).toMatchObject({
      questions: [{ id: questionId, sequence: 1, answer: null }],
    });
  });

  test('a quiz shows its open attempt with the time left by our clock, and only within its enrollment', async () => {
    const place = await opened(600);
    const variables = {
      id: globalId('Enrollment', place.enrollmentId),
      quiz: globalId('Quiz', `${place.quizId}.${place.enrollmentId}`),
    };
    const attempt = { id: globalId('QuizAttempt', place.attemptId) };
    const quizAt = async (minutes: number, more: object = {}) =>
      (await run(place.userId, minutes, PAGE, { ...variables, ...more })).data.node.quiz;
    expect(await quizAt(1)).toMatchObject({
      id: variables.quiz,
      openAttempt: { ...attempt, secondsLeft: 540 },
      latestAttempt: { ...attempt, submittedAt: null },
    });
    const other = await opened();
    expect(await quizAt(1, { quiz: globalId('Quiz', `${other.quizId}.${other.enrollmentId}`) })).toBeNull();
    expect(await quizAt(1, { quiz: globalId('Quiz', other.quizId) })).toBeNull();
    expect(await quizAt(1, { quiz: 'nonsense' })).toBeNull();
    await submitAttempt(db, userAct(place.userId, at(2)), { attemptId: place.attemptId, answers: place.right });
    expect(await quizAt(3)).toMatchObject({ openAttempt: null, latestAttempt: { ...attempt, secondsLeft: 0 } });
  });

  test('a module leads to its check', async () => {
    const seat = await opened();
    const { data, errors } = await run(
      seat.userId,
      1,
      `query ($id: ID!) { node(id: $id) { ... on Enrollment { modules { hasCheck id check { id kind moduleId } } } } }`,
      { id: globalId('Enrollment', seat.enrollmentId) },
    );
    expect(errors).toBeUndefined();
    expect(data.node.modules).toHaveLength(1);
    for (const { hasCheck, id, check } of data.node.modules)
      expect(check).toEqual(hasCheck ? { id: expect.any(String), kind: 'MODULE_CHECK', moduleId: id } : null);
  });
});
