import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { errata, errataVersions } from '../../drizzle/schema.ts';
import { startTestApp } from '../support/app.ts';
import { enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { config: { networkCostPerMinute: 6_000_000 } });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64');
const ask = async (userId: UserId | null, query: string, variables: object = {}) => {
  const { body } = await app.graphql(query, variables, userId === null ? {} : { 'x-test-user': userId });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for.
  return body.data as any;
};
const ofCourse = '{ course(slug: "better-after-betrayal") { viewerEnrollment { id purpose } } }';
const learner = async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  const enrollmentId = await enrolled(world, userId);
  return { userId, id: globalId('Enrollment', enrollmentId) };
};

test('a course says which of my enrollments is open, and nothing to anybody else', async () => {
  const { userId, id } = await learner();
  const stranger = await newLearner(world.db);
  expect((await ask(userId, ofCourse)).course.viewerEnrollment).toEqual({ id, purpose: 'CREDIT' });
  expect((await ask(stranger, ofCourse)).course.viewerEnrollment).toBeNull();
  expect((await ask(null, ofCourse)).course.viewerEnrollment).toBeNull();
  const withdraw =
    'mutation($input: WithdrawEnrollmentInput!) { withdrawEnrollment(input: $input) { __typename ... on Error { code } } }';
  await ask(userId, withdraw, { input: { enrollmentId: id } });
  expect((await ask(userId, ofCourse)).course.viewerEnrollment).toBeNull();
});

const oneModule = `query($id: ID!, $number: Int!) { node(id: $id) { ... on Enrollment {
  course { version notice approvalStatus newerVersion organization { accommodationContact } safetyNotices { country } errata { key } }
  module(number: $number) { id key number kind objectives { key } text { body } errata { key } } } } }`;

test.each([
  [3, 3],
  [1, 1],
  [0, null],
  [-1, null],
  [11, null],
  [2_147_483_647, null],
])('module %i by its place is %p', async (number, found) => {
  const { userId, id } = await learner();
  const { node } = await ask(userId, oneModule, { id, number });
  expect(node.module?.number ?? null).toBe(found);
});

test('a module says its key, kind and objectives, and only the corrections that concern it', async () => {
  const { userId, id } = await learner();
  const { module: first, course: before } = (await ask(userId, oneModule, { id, number: 1 })).node;
  const keysOf = (errata: { key: string }[]) => errata.map(({ key }) => key).sort();
  const row = (key: string, moduleKey: string | null) => ({
    ...{ courseId: world.courseId, key, moduleKey, publishedOn: '2026-11-20', text: `Correction ${key}.` },
  });
  const [old] = await world.db.insert(errata).values(row('old', first.key)).returning();
  const [now] = await world.db.insert(errata).values(row('now', null)).returning();
  if (old === undefined || now === undefined) throw new Error('no erratum was inserted');
  await world.db.insert(errataVersions).values([
    { erratumId: old.id, labels: ['0.8', '0.9'] },
    { erratumId: now.id, labels: ['0.9', before.version] },
  ]);
  await world.db.insert(errata).values([row('one', first.key), row('other', 'no-such'), row('all', null)]);
  const { node } = await ask(userId, oneModule, { id, number: 1 });
  expect(keysOf(node.module.errata)).toEqual([...keysOf(first.errata), 'one', 'all', 'now'].sort());
  expect(keysOf(node.course.errata)).toEqual([...keysOf(before.errata), 'one', 'other', 'all', 'now'].sort());
  expect(node.module).toMatchObject({ kind: 'READING' });
  expect(node.module.objectives.length).toBeGreaterThan(0);
  expect(node.course.safetyNotices.length).toBeGreaterThan(2);
  expect(node.course.organization.accommodationContact).not.toBe('');
  expect(node.course.notice).toMatch(/not therapy/i);
  expect(node.course.newerVersion).toBeNull();
});

test('one module with all that stands beside it takes few statements', async () => {
  const { userId, id } = await learner();
  expect(await world.countStatements(() => ask(userId, oneModule, { id, number: 2 }))).toBeLessThanOrEqual(9);
});

const record = `mutation($input: RecordModuleActivityInput!) { recordModuleActivity(input: $input) {
  ... on RecordModuleActivityPayload { studySession { id } beatEverySeconds gapCapSeconds serverTime
    module { id secondsRequired furthestPermille completedAt blockers { code } } } ... on Error { code } } }`;
const reading = '{ viewer { serverTime studySession { id startedAt lastBeatAt sameBrowser module { number } } } }';

test('a beat says how its module stands, and the viewer where the count is now', async () => {
  const { userId, id } = await learner();
  const { node } = await ask(userId, oneModule, { id, number: 2 });
  expect((await ask(userId, reading)).viewer.studySession).toBeNull();
  const input = { enrollmentId: id, moduleId: node.module.id, activity: 'START', positionPermille: 1000 };
  const started = (await ask(userId, record, { input })).recordModuleActivity;
  expect(started).toMatchObject({ beatEverySeconds: 20, gapCapSeconds: 60 });
  expect(started.module).toMatchObject({ id: node.module.id, furthestPermille: 1000, completedAt: null });
  const codes = started.module.blockers.map(({ code }: { code: string }) => code);
  expect(codes).toContain('TIME_SHORT');
  expect(codes).not.toContain('NOT_READ_TO_END');
  const { viewer } = await ask(userId, reading);
  expect(viewer.studySession).toMatchObject({
    ...{ id: started.studySession.id, module: { number: 2 } },
    // It was begun without a sign-in of a browser.
    sameBrowser: false,
  });
  expect(Date.parse(viewer.serverTime)).toBeGreaterThanOrEqual(Date.parse(viewer.studySession.lastBeatAt));
  expect((await ask(await newLearner(world.db), reading)).viewer.studySession).toBeNull();
  const stop = { ...input, activity: 'STOP', studySessionId: started.studySession.id };
  await ask(userId, record, { input: stop });
  expect((await ask(userId, reading)).viewer.studySession).toBeNull();
});

test('blockers have what it takes to act on them, and an enrollment for another purpose is named', async () => {
  const userId = await newLearner(world.db);
  const id = globalId('Enrollment', await enrolled(world, userId));
  const facts = `query($id: ID!) { node(id: $id) { ... on Enrollment { blockers { code
    ... on PostTestBlocker { quizId passPercent attemptsLeft } ... on NameBlocker { legalName } } } } }`;
  const { node } = await ask(userId, facts, { id });
  expect(node.blockers).toContainEqual(
    expect.objectContaining({ code: 'POST_TEST_NOT_PASSED', passPercent: 80, quizId: expect.any(String) }),
  );
  expect(node.blockers).toContainEqual({ code: 'NAME_UNCONFIRMED', legalName: null });
  const enroll = `mutation($input: EnrollInput!) { enroll(input: $input) {
    ... on AlreadyEnrolledError { code message enrollmentId purpose } } }`;
  const input = {
    ...{ courseId: globalId('Course', world.courseId), purpose: 'PERSONAL', acceptedDisclosuresHash: 'x', adult: true },
  };
  const refused = (await ask(userId, enroll, { input })).enroll;
  expect(refused).toMatchObject({ code: 'ALREADY_ENROLLED', enrollmentId: id, purpose: 'CREDIT' });
  expect(refused.message).toMatch(/do not carry over/);
});

test('open attempts are listed with their enrollment and the server’s time, to their owner only', async () => {
  const { userId, id } = await learner();
  const open = '{ viewer { serverTime openAttempts { id dueAt enrollment { id } quiz { kind } } } }';
  expect((await ask(userId, open)).viewer.openAttempts).toEqual([]);
  const { node } = await ask(
    userId,
    'query($id: ID!) { node(id: $id) { ... on Enrollment { quizzes { id kind } } } }',
    {
      id,
    },
  );
  const preTest = node.quizzes.find(({ kind }: { kind: string }) => kind !== 'POST_TEST');
  const start = `mutation($input: StartQuizAttemptInput!) { startQuizAttempt(input: $input) { __typename ... on Error { code } } }`;
  const begun = (await ask(userId, start, { input: { enrollmentId: id, quizId: preTest.id } })).startQuizAttempt;
  expect(begun).toEqual({ __typename: 'StartQuizAttemptPayload' });
  const { openAttempts } = (await ask(userId, open)).viewer;
  expect(openAttempts).toMatchObject([{ enrollment: { id }, quiz: { kind: preTest.kind } }]);
  expect((await ask(await newLearner(world.db), open)).viewer.openAttempts).toEqual([]);
});
