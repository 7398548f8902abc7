import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { attemptQuestions, enrollments, quizAttempts } from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { offerSideOf } from '../../schema/enrollments/queries/offers.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { markStanding } from '../../schema/enrollments/rules/offers/mark.ts';
import { regradeQuestion } from '../../schema/quizzes/operations/regradeQuestion.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { countedQuestionsOf } from '../../schema/quizzes/queries/counted.ts';
import { answersWhere, openTestPool, seatAt } from '../support/quizCourse.ts';
import { askAs, globalId } from '../support/quizPages.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const safety = { objectiveKey: 'o0', text: 'Know when to stop.', pass: 3, of: 3 };

/** Six of ten are drawn, three of them about safety; four right are enough for the mark alone. */
const seat = () => seatAt(db, { postTest: { pool: 10, draw: 6, passPercent: 60, required: [safety] } });
type Seat = Awaited<ReturnType<typeof seat>>;

/** Hands in an attempt in which all is right but so many questions of the required objective. */
const handIn = async ({ userId, ...place }: Seat, wrong: number, hour: number) => {
  const { attempt } = await startAttempt(db, userAct(userId, at(hour)), place);
  let left = wrong;
  const answers = await answersWhere(db, attempt.id, ({ objectiveKey }) => objectiveKey !== 'o0' || left-- <= 0);
  return (await submitAttempt(db, userAct(userId, at(hour + 1)), { attemptId: attempt.id, answers })).attempt;
};
const passedAt = async ({ enrollmentId }: Seat) =>
  (await db.select().from(enrollments).where(eq(enrollments.id, enrollmentId)))[0]?.passedAt;
const missing = async ({ enrollmentId }: Seat) => {
  const standing = await standingOf(db, enrollmentId);
  return blockers(standing, at(20)).filter(({ code }) => code === 'REQUIRED_OBJECTIVE_MISSED');
};

describe('a required objective', () => {
  test('is drawn in its number every time', async () => {
    for (let round = 0; round < 5; round++) {
      const place = await seat();
      const attempt = await handIn(place, 0, 1);
      const counted = await countedQuestionsOf(db, place.userId, [attempt.id]);
      expect(counted.filter(({ objectiveKey }) => objectiveKey === 'o0')).toHaveLength(3);
      expect(attempt).toMatchObject({ passed: true, questionCount: 6 });
    }
  });

  test('that is missed fails the attempt in spite of the mark, and says so before the claim', async () => {
    const place = await seat();
    expect(await missing(place)).toEqual([]);
    expect(await handIn(place, 1, 1)).toMatchObject({ correctCount: 5, passed: false });
    expect(await passedAt(place)).toBeNull();
    expect(await missing(place)).toMatchObject([{ objective: 'Know when to stop.', pass: 3, of: 3 }]);
    expect(await handIn(place, 0, 3)).toMatchObject({ correctCount: 6, passed: true });
    expect(await passedAt(place)).toEqual(at(4));
    expect(await missing(place)).toEqual([]);
  });

  test('keeps an offer’s own mark from being reached by the score alone', async () => {
    const place = await seat();
    await handIn(place, 1, 1);
    const side = await offerSideOf(db, place.enrollmentId);
    const mark = { passPercent: 80, maxAttempts: null };
    expect(markStanding(mark, { ...side, enrollmentId: place.enrollmentId })).toMatchObject({
      passedAt: null,
      bestScorePercent: 83,
    });
  });

  test('is met by a regrade of a question about it, and by no other; the pass is reported', async () => {
    const place = await seat();
    const attempt = await handIn(place, 1, 1);
    const drawn = await countedQuestionsOf(db, place.userId, [attempt.id]);
    const wrong = drawn.find(({ right }) => !right);
    const other = drawn.find(({ objectiveKey }) => objectiveKey === 'o1');
    if (!wrong || !other) throw new Error('nothing drawn');
    const terms = { reason: 'Two options are right.', regradedBy: 'office@institute.example.org' };
    const regrade = (questionId: typeof wrong.questionId) =>
      regradeQuestion(db, operatorAct(at(9)), { ...terms, questionId });
    expect(await regrade(other.questionId)).toMatchObject({ newlyPassed: 0 });
    expect(await passedAt(place)).toBeNull();
    expect(await regrade(wrong.questionId)).toEqual({ raised: 1, newlyPassed: 1 });
    expect(await passedAt(place)).toEqual(at(9));
    const [stored] = await db.select().from(quizAttempts).where(eq(quizAttempts.id, attempt.id));
    expect(stored).toMatchObject({ correctCount: 5, passed: false });
    const side = await offerSideOf(db, place.enrollmentId);
    expect(
      markStanding({ passPercent: 80, maxAttempts: null }, { ...side, enrollmentId: place.enrollmentId }).passedAt,
    ).toEqual(at(9));
  });
});

describe('what an attempt tells', () => {
  const PAGE = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt { passed required { objective pass of correctCount met }
    byModule { title position correctCount questionCount } quiz { required { objective pass of } } questions { review { correct } } } } }`;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const page = async (place: Seat, id: string): Promise<any> =>
    JSON.parse(JSON.stringify(await askAs(db, place.userId, at(12))(PAGE, { id: globalId('QuizAttempt', id) }))).data
      .node;

  test('is nothing while it is open; after a failure counts by objective and module, and no question', async () => {
    const place = await seat();
    const { attempt } = await startAttempt(db, userAct(place.userId, at(1)), place);
    const quiz = { required: [{ objective: 'Know when to stop.', pass: 3, of: 3 }] };
    expect(await page(place, attempt.id)).toMatchObject({ passed: null, required: [], byModule: [], quiz });
    const failed = await handIn(place, 2, 1);
    const shown = await page(place, failed.id);
    expect(shown).toMatchObject({
      passed: false,
      required: [{ objective: 'Know when to stop.', pass: 3, of: 3, correctCount: 1, met: false }],
      byModule: [{ title: 'First module', position: 1, correctCount: 4, questionCount: 6 }],
    });
    expect(shown.questions).toHaveLength(6);
    expect(shown.questions.every(({ review }: { review: unknown }) => review === null)).toBe(true);
  });

  test('is kept from others', async () => {
    const [mine, theirs] = [await seat(), await seat()];
    const attempt = await handIn(theirs, 1, 1);
    expect(await page({ ...mine }, attempt.id)).toBeNull();
    expect(await countedQuestionsOf(db, mine.userId, [attempt.id])).toEqual([]);
  });
});

test('no module is named where fewer than three questions about it were drawn', async () => {
  const place = await seatAt(db, { postTest: { pool: 2, draw: 2, passPercent: 50 } });
  const attempt = await handIn(place, 0, 1);
  const rows = await db
    .select()
    .from(attemptQuestions)
    .where(and(eq(attemptQuestions.attemptId, attempt.id), eq(attemptQuestions.correct, true)));
  expect(rows).toHaveLength(2);
  const source = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt { byModule { title } } } }`;
  const answer = await askAs(db, place.userId, at(12))(source, { id: globalId('QuizAttempt', attempt.id) });
  expect(JSON.parse(JSON.stringify(answer)).data.node).toEqual({ byModule: [] });
});
