import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import postgres from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { newId } from '../../drizzle/ids.ts';
import { enrollments } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { schema } from '../../schema/graphql/index.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { drawnQuestionsOf, shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { isRight, rightAnswer } from '../../schema/quizzes/rules/grading.ts';
import {
  addEnrollment,
  addLearner,
  addQuizCourse,
  answersTo,
  attemptOnce,
  openTestPool,
  seatAt,
} from '../support/quizCourse.ts';
import { askAs, attemptPage, enrollmentPage, globalId } from '../support/quizPages.ts';

let db: Database;
let close: () => Promise<void>;
let ownerUrl: string;
beforeAll(async () => {
  ({ db, close, ownerUrl } = await openTestPool());
});
afterAll(() => close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22) + hour * 3_600_000);
const ask = (userId: UserId | null, source: string, variables: Record<string, unknown> = {}) =>
  askAs(db, userId, at(1))(source, variables);

const seat = (postTest: Parameters<typeof addQuizCourse>[1] = { pool: 5 }) => seatAt(db, { postTest });
type Seat = Awaited<ReturnType<typeof seat>>;
const attemptAt = async (place: Omit<Seat, 'course'>, right: number, hour: number) =>
  (await attemptOnce(db, place, right, at(hour))).attempt.id;

describe('by the types', () => {
  const TELLING = /correct(?!Count$)|match|rank|rationale|right(?!s$|Id$)|solution|regraded|score(?!Percent$)|weight/i;

  /** Fields that can be reached from the operations without going through `review`. */
  const reachable = (): string[] => {
    const seen = new Set<GraphQLNamedType>();
    const found: string[] = [];
    const visit = (type: GraphQLNamedType | null | undefined) => {
      if (!type || seen.has(type)) return;
      seen.add(type);
      if (isUnionType(type)) type.getTypes().forEach(visit);
      if (isInterfaceType(type)) schema.getPossibleTypes(type).forEach(visit);
      if (!isObjectType(type)) return;
      for (const field of Object.values(type.getFields())) {
        if (field.name === 'review') continue;
        found.push(`${type.name}.${field.name}`);
        visit(getNamedType(field.type));
      }
    };
    visit(schema.getQueryType());
    visit(schema.getMutationType());
    return found;
  };

  test('no field outside `review` can carry what is right', () => {
    const fields = reachable();
    expect(fields).toEqual(
      expect.arrayContaining(['AttemptQuestion.options', 'QuizOption.text', 'QuizAnswer.pairs', 'Quiz.openNow']),
    );
    const quizFields = fields.filter((field) => /^(Quiz|Attempt|Question|Option|(Start|Save|Submit)Quiz)/.test(field));
    expect(quizFields.filter((field) => TELLING.test(field.split('.')[1] ?? ''))).toEqual([]);
    expect(fields.filter((field) => /^(QuestionReview|OptionRationale)\./.test(field))).toEqual([]);
    expect(fields.filter((field) => /isCorrect|matchId|rank|rationale|rightAnswer/i.test(field))).toEqual([]);
  });

  test('what is shown of an option is its id and its text', () => {
    const option = schema.getType('QuizOption') as GraphQLObjectType;
    expect(Object.keys(option.getFields()).sort()).toEqual(['id', 'text']);
  });
});

/** Reverses the answer key behind everybody's back: other options right, other pairs, the reverse order. */
const turnKey = async () => {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe('alter table options disable trigger user');
  await owner.unsafe(`update options set is_correct = not is_correct, rank = 4 - rank, rationale = 'other ' || rationale,
    match_id = case when side = 'LEFT' then (select r.id from options r where r.question_id = options.question_id
      and r.side = 'RIGHT' and r.id <> options.match_id order by r.id limit 1) end`);
  await owner.unsafe('alter table options enable trigger user');
  await owner.end();
};

describe('by the answers', () => {
  test('what an open or a failed attempt shows does not depend on the right answer', async () => {
    const [open, failed] = [await seat(), await seat()];
    const { attempt } = await startAttempt(db, userAct(open.userId, at(1)), open);
    const answers = await answersTo(db, attempt.id, 3);
    for (const one of answers)
      await saveAnswer(db, userAct(open.userId, at(1)), { ...open, attemptId: attempt.id, ...one });
    const failedId = await attemptAt(failed, 3, 1);
    const look = async () =>
      JSON.stringify([
        await ask(open.userId, attemptPage, { id: globalId('QuizAttempt', attempt.id) }),
        await ask(open.userId, enrollmentPage, { id: globalId('Enrollment', open.enrollmentId) }),
        await ask(failed.userId, attemptPage, { id: globalId('QuizAttempt', failedId) }),
        await ask(failed.userId, enrollmentPage, { id: globalId('Enrollment', failed.enrollmentId) }),
      ]);
    const before = await look();
    await turnKey();
    expect(await look()).toBe(before);
    expect(before).toContain('"prompt"');
    expect(before).toContain('"correctCount":3');
    expect(before).not.toMatch(/errors|Because|"review":\{/);
  });

  test('after passing the review shows the right answers and reasons, for that attempt', async () => {
    const place = await seat();
    const failed = await attemptAt(place, 2, 1);
    const passed = await attemptAt(place, 4, 2);
    const page = async (id: string) =>
      JSON.parse(JSON.stringify(await ask(place.userId, attemptPage, { id: globalId('QuizAttempt', id) }))).data.node;
    const questions = (await page(passed)).questions;
    expect(questions.filter((one: { review: { correct: boolean } }) => one.review.correct)).toHaveLength(4);
    for (const question of questions) {
      expect(question.review.rationales[0].text).toMatch(/Because/);
      if (question.review.correct && question.type !== 'MULTIPLE' && question.type !== 'MATCHING') {
        expect(question.review.rightAnswer).toEqual(question.answer);
      }
    }
    expect((await page(failed)).questions.map((one: { review: unknown }) => one.review)).toEqual(Array(5).fill(null));
    // In a later enrollment the learner cannot copy from the old attempt into the new one.
    await db
      .update(enrollments)
      .set({ withdrawnAt: at(3) })
      .where(eq(enrollments.id, place.enrollmentId));
    const enrollmentId = await addEnrollment(db, { ...place, round: 2 });
    await startAttempt(db, userAct(place.userId, at(4)), { ...place, enrollmentId });
    expect((await page(passed)).questions.map((one: { review: unknown }) => one.review)).toEqual(Array(5).fill(null));
  });

  test('a pre-test shows its score and never its answers', async () => {
    const course = await addQuizCourse(db);
    const userId = await addLearner(db);
    const enrollmentId = await addEnrollment(db, { userId, course, contentDone: false });
    const id = await attemptAt({ userId, enrollmentId, quizId: course.preTest }, 1, 1);
    const text = JSON.stringify(await ask(userId, attemptPage, { id: globalId('QuizAttempt', id) }));
    expect(text).toContain('"scorePercent":50');
    expect(text).not.toMatch(/Because|"review":\{/);
  });

  test('the right option appears in every place, and the right order appears sometimes and mostly not', async () => {
    const place = await seat({ pool: 5 });
    await grantManyAttempts(place);
    const places = new Set<number>();
    let inOrder = 0;
    let paired = 0;
    for (let turn = 0; turn < ATTEMPTS; turn++) {
      const id = await attemptAt(place, 0, turn);
      const shown = await shownQuestionsOf(db, place.userId, [id]);
      for (const question of await drawnQuestionsOf(db, id)) {
        const options = shown.find((one) => one.id === question.id)?.options ?? [];
        const of = (side: string) => options.filter((option) => option.side === side).map((option) => option.id);
        if (question.type === 'SINGLE') {
          const right = rightAnswer(question);
          places.add(of('CHOICE').findIndex((option) => 'optionIds' in right && right.optionIds.includes(option)));
        }
        if (question.type === 'ORDERING' && isRight(question, { orderedIds: of('ITEM') })) inOrder++;
        const pairs = of('LEFT').map((leftId, index) => ({ leftId, rightId: of('RIGHT')[index] ?? leftId }));
        if (question.type === 'MATCHING' && isRight(question, { pairs })) paired++;
      }
    }
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
    for (const count of [inOrder, paired]) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(ATTEMPTS / 2);
    }
  });

  // A chance of one in six each time: that it never happens, or half the time, is rarer than one in a million.
  const ATTEMPTS = 90;
  const grantManyAttempts = async ({ userId, course }: Seat) => {
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
    for (let grant = 0; grant < 9; grant++) {
      await owner`insert into extra_attempts (id, user_id, course_id, quiz_key, count, reason, granted_by, granted_at)
        values (${newId()}, ${userId}, ${course.courseId}, 'post-test', 10, 'For a test.', 'office', ${at(0).toISOString()})`;
    }
    await owner.end();
  };
});
