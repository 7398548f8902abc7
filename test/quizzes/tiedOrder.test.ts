import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId, OptionId, UserId } from '../../drizzle/ids.ts';
import { options, questions, quizzes } from '../../drizzle/schema.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { shownQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import { addEnrollment, addLearner, openTestPool } from '../support/quizCourse.ts';
import { askAs, globalId } from '../support/quizPages.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
const QUIZ = `kind: PRE_TEST
title: Before
draw: 1
passPercent: 0
shuffle: true
feedback: AFTER_SUBMIT
questions:
  - id: pre-1
    type: ORDERING
    objective: o1
    prompt: Put the day in order.
    sequence:
      - { text: Wake, rationale: First. }
      - { text: Wash, rationale: Before leaving. }
      - { text: Dress, rationale: Before leaving too., tied: true }
      - { text: Leave, rationale: Last. }
`;
let db: Database;
let close: () => Promise<void>;
const course = samplePackage((files) => files.set('quizzes/pre-test.yaml', QUIZ));
let imported: Awaited<ReturnType<typeof importCourse>>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
  await importOrganization(db, systemAct(now), { organization: sampleOrganization() });
  imported = await importCourse(db, systemAct(now), { package: course });
});
afterAll(() => close());

test('items that share a place have one rank, and come back from an export', async () => {
  const rows = await db
    .select({ text: options.text, rank: options.rank })
    .from(options)
    .innerJoin(questions, eq(questions.id, options.questionId))
    .where(eq(questions.key, 'pre-1'));
  expect(new Map(rows.map(({ text, rank }) => [text, rank]))).toEqual(
    new Map([
      ['Wake', 1],
      ['Wash', 2],
      ['Dress', 2],
      ['Leave', 3],
    ]),
  );
  const read = parsePackage((await exportCourse(db, course.course.slug)).texts);
  expect(read.ok && read.package.quizzes).toEqual(course.quizzes);
});

const REVIEW = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt { questions { options { id text }
  review { correct rightAnswer { orderedIds } sharedPlaces { optionIds } } } } } }`;
type Shown = {
  options: { id: string; text: string }[];
  review: { correct: boolean; rightAnswer: { orderedIds: string[] }; sharedPlaces: { optionIds: string[] }[] };
};

async function answered(words: string[]): Promise<Shown['review'] & { names: Map<string, string> }> {
  const userId: UserId = await addLearner(db);
  const enrollmentId: EnrollmentId = await addEnrollment(db, { userId, course: imported, contentDone: false });
  const [quiz] = await db.select().from(quizzes).where(eq(quizzes.key, 'pre-test'));
  if (quiz === undefined) throw new Error('the course has no pre-test');
  const { attempt } = await startAttempt(db, userAct(userId, now), { enrollmentId, quizId: quiz.id });
  const [question] = await shownQuestionsOf(db, userId, [attempt.id]);
  if (question === undefined) throw new Error('nothing was drawn');
  const orderedIds = words.flatMap((text): OptionId[] =>
    question.options.filter((one) => one.text === text).map(({ id }) => id),
  );
  await submitAttempt(db, userAct(userId, now), {
    attemptId: attempt.id,
    answers: [{ questionId: question.id, answer: { orderedIds } }],
  });
  const asked = await askAs(db, userId, now)(REVIEW, { id: globalId('QuizAttempt', attempt.id) });
  expect(asked.errors).toBeUndefined();
  const { node } = JSON.parse(JSON.stringify(asked.data)) as { node: { questions: [Shown] } };
  const [shown] = node.questions;
  return { ...shown.review, names: new Map(shown.options.map(({ id, text }) => [id, text])) };
}

test.each([
  [['Wake', 'Wash', 'Dress', 'Leave'], true],
  [['Wake', 'Dress', 'Wash', 'Leave'], true],
  [['Dress', 'Wake', 'Wash', 'Leave'], false],
  [['Wake', 'Wash', 'Leave', 'Dress'], false],
])('%j is right: %p, and the review says what may come in any order', async (words, right) => {
  const { correct, sharedPlaces, rightAnswer, names } = await answered(words);
  expect(correct).toBe(right);
  expect(sharedPlaces.map(({ optionIds }) => optionIds.map((id) => names.get(id)).sort())).toEqual([['Dress', 'Wash']]);
  expect([0, 3].map((at) => names.get(rightAnswer.orderedIds[at] ?? ''))).toEqual(['Wake', 'Leave']);
});
