import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { type CourseVersionId, newId, type OrganizationId, type UserId } from '../../drizzle/ids.ts';
import { attemptQuestions, followUpAnswers, questions, quizAttempts, quizzes } from '../../drizzle/schema.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { follower } from '../support/followUps.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { askAs } from '../support/quizPages.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let course: { slug: string; versionId: CourseVersionId; organizationId: OrganizationId };
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  const [row] = await world.db.execute<typeof course>(sql`select c.slug, v.id as "versionId",
    c.organization_id as "organizationId" from courses c join course_versions v on v.id = c.current_version_id`);
  if (row === undefined) throw new Error('no course');
  course = row;
  owner = await member(world, 'OWNER', course.organizationId);
});
afterAll(() => world.close());

const REPORT = `query ($slug: String!) { evaluationReport(courseSlug: $slug) { objectives { key text
  results { stage weeks people rightPercent } } } }`;
type Result = { stage: string; weeks: number | null; people: number | null; rightPercent: number | null };
const ask = async (as: UserId | null, now: string) => {
  const { data, errors } = await askAs(world.db, as, new Date(now))(REPORT, { slug: course.slug });
  return {
    data: JSON.parse(JSON.stringify(data ?? {})),
    code: (errors?.[0]?.originalError as { code?: string })?.code,
  };
};
/** The results of an objective, as 'stage weeks': [people, percent]. */
const resultsAt = async (now: string, key: string) => {
  const { data } = await ask(owner, now);
  const found = data.evaluationReport[0].objectives.find((one: { key: string }) => one.key === key);
  return Object.fromEntries(
    (found.results as Result[]).map(({ stage, weeks, people, rightPercent }) => [
      `${stage}${weeks === null ? '' : ` ${weeks}`}`,
      people === null ? null : [people, rightPercent],
    ]),
  );
};

type Who = Awaited<ReturnType<typeof follower>>;
const people = (count: number): Promise<Who[]> => Promise.all(Array.from({ length: count }, () => follower(world)));

type Attempt = { kind: 'PRE_TEST' | 'POST_TEST'; objective: string; right: readonly boolean[]; at: string | null };

/** An attempt of which only the questions about one objective count here. */
const attempt = async ({ userId, enrollmentId }: Who, { kind, objective, right, at }: Attempt, ordinal = 1) => {
  const [quiz] = await world.db.select().from(quizzes).where(eq(quizzes.kind, kind));
  if (quiz === undefined) throw new Error('no quiz');
  const pool = (await world.db.select().from(questions).where(eq(questions.quizId, quiz.id))).filter(
    ({ objectiveKey }) => objectiveKey === objective,
  );
  const id = newId<(typeof quizAttempts.$inferSelect)['id']>();
  const startedAt = new Date('2027-01-05T10:00:00Z');
  const { courseId } = world;
  await world.db.insert(quizAttempts).values({
    ...{ id, userId, enrollmentId, courseId, quizId: quiz.id, quizKey: quiz.key, ordinal, startedAt },
    ...{ questionCount: right.length, dueAt: at === null ? new Date('2027-01-05T11:00:00Z') : null },
  });
  await world.db.insert(attemptQuestions).values(
    right.map((correct, index) => ({
      ...{ attemptId: id, questionId: pool[index]?.id ?? ('' as never), position: index + 1, optionOrder: [] },
      correct: at === null ? null : correct,
    })),
  );
  if (at !== null)
    await world.db
      .update(quizAttempts)
      .set({ submittedAt: new Date(at), correctCount: right.filter(Boolean).length, passed: false })
      .where(eq(quizAttempts.id, id));
  return id;
};
const recalled = ({ enrollmentId }: Who, objectiveKey: string, correct: boolean, at: string) =>
  world.db.insert(followUpAnswers).values({
    ...{ enrollmentId, versionId: course.versionId, weeks: 2, questionKey: `q-${objectiveKey}`, objectiveKey, correct },
    ...{ answer: { optionIds: [] }, answeredAt: new Date(at) },
  });

test('first attempts and first answers count, of months that are over, and nothing below five', async () => {
  const some = await people(5);
  for (const [at, one] of some.entries()) {
    await attempt(one, { kind: 'PRE_TEST', objective: 'o1', right: [at < 1], at: '2027-01-05T10:30:00Z' });
    await attempt(one, { kind: 'POST_TEST', objective: 'o1', right: [true, at < 2], at: '2027-01-06T10:30:00Z' });
    // A later attempt changes nothing.
    await attempt(one, { kind: 'POST_TEST', objective: 'o1', right: [true, true], at: '2027-01-09T10:30:00Z' }, 2);
  }
  for (const one of some.slice(0, 4)) await recalled(one, 'o6', true, '2027-01-20T10:00:00Z');
  expect(await resultsAt('2027-01-31T12:00:00Z', 'o1')).toEqual({ PRE_TEST: null, POST_TEST: null });
  expect(await resultsAt('2027-02-05T12:00:00Z', 'o1')).toEqual({ PRE_TEST: [5, 20], POST_TEST: [5, 70] });
  expect(await resultsAt('2027-02-05T12:00:00Z', 'o6')).toMatchObject({ 'FOLLOW_UP 2': null, 'FOLLOW_UP 8': null });
  await recalled(some[4] as Who, 'o6', false, '2027-02-10T10:00:00Z');
  expect(await resultsAt('2027-03-05T12:00:00Z', 'o6')).toMatchObject({ 'FOLLOW_UP 2': [5, 80] });
});

test('nobody counts twice in a round, and an erased person’s answer stays in what was shown', async () => {
  const some = await people(5);
  for (const one of some) await recalled(one, 'o2', true, '2027-03-10T10:00:00Z');
  expect(await resultsAt('2027-04-05T12:00:00Z', 'o2')).toMatchObject({ 'FOLLOW_UP 2': [5, 100] });
  const [first] = some as [Who];
  await world.db.transaction((tx) => erasePerson(tx, { userId: first.userId, now: new Date('2027-04-06T00:00:00Z') }));
  expect(await resultsAt('2027-04-07T12:00:00Z', 'o2')).toMatchObject({ 'FOLLOW_UP 2': [5, 100] });
});

test('an attempt whose time is over and that nobody closed holds back its month and later ones', async () => {
  const some = await people(5);
  for (const one of some)
    await attempt(one, { kind: 'PRE_TEST', objective: 'o3', right: [true], at: '2027-02-05T10:30:00Z' });
  expect(await resultsAt('2027-05-05T12:00:00Z', 'o3')).toMatchObject({ PRE_TEST: [5, 100] });
  const [late] = (await people(1)) as [Who];
  const id = await attempt(late, { kind: 'PRE_TEST', objective: 'o3', right: [true], at: null });
  expect(await resultsAt('2027-05-05T12:00:00Z', 'o3')).toMatchObject({ PRE_TEST: null });
  await world.db.update(attemptQuestions).set({ correct: false }).where(eq(attemptQuestions.attemptId, id));
  await world.db
    .update(quizAttempts)
    .set({ submittedAt: new Date('2027-01-05T11:00:00Z'), correctCount: 0, passed: false })
    .where(eq(quizAttempts.id, id));
  expect(await resultsAt('2027-05-05T12:00:00Z', 'o3')).toMatchObject({ PRE_TEST: [6, 83] });
});

test('is for those who may read evaluations', async () => {
  const { userId } = await follower(world);
  const auditor = await member(world, 'AUDITOR', course.organizationId);
  const foreign = await member(world, 'OWNER', await anotherOrganization(world));
  expect((await ask(auditor, '2027-05-05T12:00:00Z')).code).toBe('FORBIDDEN');
  for (const nobody of [userId, foreign]) expect((await ask(nobody, '2027-05-05T12:00:00Z')).code).toBe('NOT_FOUND');
});
