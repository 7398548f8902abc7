import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../drizzle/client.ts';
import type { OptionId, QuizAttemptId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { answersTo, openTestPool, seatAt } from '../support/quizCourse.ts';
import { askAs, globalId } from '../support/quizPages.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 20 }));
});
afterAll(() => close());

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000);

/** An open attempt in which all five questions are drawn, and one that is answered by one choice. */
const opened = async () => {
  const place = await seatAt(db, { postTest: { pool: 5 } });
  const { attempt } = await startAttempt(db, userAct(place.userId, at(0)), place);
  const shown = await shownQuestionsOf(db, place.userId, [attempt.id]);
  const question = shown.find(({ type }) => type === 'SINGLE');
  if (!question) throw new Error('nothing drawn');
  return { ...place, attemptId: attempt.id, questionId: question.id, choices: question.options.map(({ id }) => id) };
};
type Opened = Awaited<ReturnType<typeof opened>>;

const choose = ({ choices }: Opened, index: number) => ({ optionIds: [choices[index] as OptionId] });
const save = (place: Opened, minutes: number, index: number | null, sequence?: number) =>
  saveAnswer(db, userAct(place.userId, at(minutes)), {
    ...place,
    answer: index === null ? null : choose(place, index),
    sequence,
  });
const standing = async ({ userId, attemptId, questionId }: Opened) =>
  (await shownQuestionsOf(db, userId, [attemptId])).find(({ id }) => id === questionId);
const submit = (
  userId: UserId,
  attemptId: QuizAttemptId,
  minutes: number,
  answers: Parameters<typeof submitAttempt>[2]['answers'],
) => submitAttempt(db, userAct(userId, at(minutes)), { attemptId, answers });

describe('handing in', () => {
  test('is graded with what it carries, although an autosave that left later came first', async () => {
    const place = await opened();
    const [right, wrong] = [await answersTo(db, place.attemptId, 5), await answersTo(db, place.attemptId, 0)];
    for (const [index, answer] of wrong.entries())
      await saveAnswer(db, userAct(place.userId, at(9)), { ...place, ...answer, sequence: 100 + index });
    const { attempt } = await submit(place.userId, place.attemptId, 1, right);
    expect(attempt).toMatchObject({ correctCount: 5, passed: true });
    const stored = await shownQuestionsOf(db, place.userId, [place.attemptId]);
    for (const { id, answer, savedAt } of stored) {
      expect(answer).toEqual(right.find(({ questionId }) => questionId === id)?.answer);
      expect(savedAt).toEqual(at(1));
    }
  });

  test('counts saved answers for what it does not carry', async () => {
    const place = await opened();
    const right = await answersTo(db, place.attemptId, 5);
    for (const answer of right.slice(1)) await saveAnswer(db, userAct(place.userId, at(1)), { ...place, ...answer });
    const { attempt } = await submit(place.userId, place.attemptId, 2, right.slice(0, 1));
    expect(attempt.correctCount).toBe(5);
  });

  test('an answer taken back in it counts as missing, and nothing changes', async () => {
    const place = await opened();
    const right = await answersTo(db, place.attemptId, 5);
    for (const answer of right) await saveAnswer(db, userAct(place.userId, at(1)), { ...place, ...answer });
    for (const answer of [null, { optionIds: [] }]) {
      const refused = submit(place.userId, place.attemptId, 2, [{ questionId: place.questionId, answer }]);
      await expect(refused).rejects.toMatchObject({
        code: 'QUIZ_INCOMPLETE',
        unansweredQuestionIds: [place.questionId],
      });
    }
    expect((await standing(place))?.answer).not.toBeNull();
    expect((await submit(place.userId, place.attemptId, 3, [])).attempt.correctCount).toBe(5);
  });

  test('is final: saves after it are refused, and other answers handed in later change nothing', async () => {
    const place = await opened();
    const wrong = await answersTo(db, place.attemptId, 1);
    await submit(place.userId, place.attemptId, 1, wrong);
    await expect(save(place, 2, 0, 9)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED', timedOut: false });
    const again = await submit(place.userId, place.attemptId, 3, await answersTo(db, place.attemptId, 5));
    expect(again).toMatchObject({ alreadySubmitted: true, attempt: { correctCount: 1, submittedAt: at(1) } });
  });
});

describe('two saves of one question', () => {
  test('the higher counter stays, whichever arrives first and whatever the clock says', async () => {
    const place = await opened();
    expect(await save(place, 5, 2, 2)).toMatchObject({ superseded: false, question: { sequence: 2, savedAt: at(5) } });
    expect(await save(place, 6, 1, 1)).toMatchObject({ superseded: true, question: { answer: choose(place, 2) } });
    expect(await save(place, 4, 3, 3)).toMatchObject({ superseded: false, question: { answer: choose(place, 3) } });
    expect(await standing(place)).toMatchObject({ answer: choose(place, 3), sequence: 3 });
  });

  test('a repeated save changes nothing and is no conflict; the same counter for another answer is one', async () => {
    const place = await opened();
    await save(place, 1, 0, 7);
    expect(await save(place, 2, 0, 7)).toMatchObject({ superseded: false, question: { savedAt: at(1) } });
    expect(await save(place, 2, 1, 7)).toMatchObject({ superseded: true, question: { answer: choose(place, 0) } });
  });

  test('without a counter the later by the server stays, and a counter that was kept is not forgotten', async () => {
    const place = await opened();
    await save(place, 2, 0, 5);
    expect(await save(place, 1, 1)).toMatchObject({ superseded: true });
    expect(await save(place, 3, 1)).toMatchObject({ superseded: false, question: { sequence: 5 } });
    expect(await save(place, 4, 2, 4)).toMatchObject({ superseded: true, question: { answer: choose(place, 1) } });
    expect(await save(place, 4, 2, 6)).toMatchObject({ superseded: false, question: { answer: choose(place, 2) } });
  });

  test('an answer can be taken back, and a late save does not bring it back', async () => {
    const place = await opened();
    await save(place, 1, 0, 1);
    expect(await save(place, 2, null, 3)).toMatchObject({ superseded: false, question: { answer: null } });
    expect(await save(place, 3, 1, 2)).toMatchObject({ superseded: true, question: { answer: null } });
    const rest = (await answersTo(db, place.attemptId, 5)).filter(({ questionId }) => questionId !== place.questionId);
    await expect(submit(place.userId, place.attemptId, 4, rest)).rejects.toMatchObject({ code: 'QUIZ_INCOMPLETE' });
    await save(place, 5, 0, 4);
    expect((await submit(place.userId, place.attemptId, 6, rest)).alreadySubmitted).toBe(false);
  });

  test('law: in any order of arrival, also all at once, the highest counter stands', async () => {
    const arrivals = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.boolean(), async (sequences, atOnce) => {
        const place = await opened();
        const one = (sequence: number, arrival: number) => save(place, arrival, sequence % 4, sequence);
        if (atOnce) await Promise.all(sequences.map(one));
        else for (const [arrival, sequence] of sequences.entries()) await one(sequence, arrival);
        const highest = Math.max(...sequences);
        expect(await standing(place)).toMatchObject({ answer: choose(place, highest % 4), sequence: highest });
      }),
      { numRuns: 15 },
    );
  });
});

describe('over GraphQL', () => {
  const SAVE = `mutation ($input: SaveQuizAnswerInput!) { saveQuizAnswer(input: $input) { __typename
    ... on SaveQuizAnswerPayload { superseded question { sequence answer { optionIds } } }
    ... on Error { code } ... on InvalidInputError { fields { path message } } } }`;
  const send = async (place: Opened, input: Record<string, unknown>) => {
    const ids = {
      attemptId: globalId('QuizAttempt', place.attemptId),
      questionId: globalId('AttemptQuestion', place.questionId),
    };
    const answer = await askAs(db, place.userId, at(1))(SAVE, { input: { ...ids, ...input } });
    return JSON.parse(JSON.stringify(answer));
  };
  const chosen = (place: Opened) => ({ optionIds: [globalId('Option', place.choices[0] ?? '')] });

  test.each([0, 2_147_483_647])('a counter of %i is fine', async (sequence) => {
    const place = await opened();
    const { data } = await send(place, { answer: chosen(place), sequence });
    expect(data.saveQuizAnswer).toMatchObject({ superseded: false, question: { sequence } });
  });

  test('a negative counter is bad input; one that is no 32-bit whole number is refused before it runs', async () => {
    const place = await opened();
    const negative = await send(place, { answer: chosen(place), sequence: -1 });
    expect(negative.data.saveQuizAnswer).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'sequence' }] });
    for (const sequence of [1.5, 2_147_483_648, '1', Number.MAX_SAFE_INTEGER])
      expect(await send(place, { answer: chosen(place), sequence })).not.toHaveProperty('data.saveQuizAnswer.question');
    expect((await standing(place))?.savedAt).toBeNull();
  });

  test('null takes the answer back; an answer that was left out is a fault', async () => {
    const place = await opened();
    await send(place, { answer: chosen(place) });
    const missing = await send(place, {});
    expect(missing.data.saveQuizAnswer).toMatchObject({
      fields: [{ path: 'answer', message: 'Give an answer, or null to take it back.' }],
    });
    expect((await standing(place))?.answer).not.toBeNull();
    const { data } = await send(place, { answer: null });
    expect(data.saveQuizAnswer).toMatchObject({ superseded: false, question: { answer: null } });
  });
});
