import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { updateProfile } from '../../schema/accounts/operations.ts';
import { userAct } from '../../schema/act.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { creditFinisher } from '../support/creditHolder.ts';
import { enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  // Nobody spends so much that it is settled with the database.
  app = await startTestApp(world.pool, { config: { networkCostPerMinute: 6_000_000 } });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const now = new Date('2026-11-22T09:00:00Z');
const documentOf = (name: string) => readExample(name).query;
const as = (userId: UserId, query: string, variables?: unknown) =>
  app.graphql(query, variables, { 'x-test-user': userId });

const withEnrollments = async (count: number): Promise<UserId> => {
  const userId = await newLearner(world.db, 'Li Wu');
  for (let number = 1; number <= count; number += 1) {
    // One each day: a person begins few rounds of a course in one.
    const enrollmentId = await enrolled(world, userId, { now: new Date(Date.UTC(2026, 10, number)) });
    if (number < count) await withdrawEnrollment(world.db, userAct(userId, now), { enrollmentId });
  }
  return userId;
};

test.each([1, 7])('the dashboard of %i enrollments is one statement', async (count) => {
  const userId = await withEnrollments(count);
  const show = () => as(userId, documentOf('Dashboard'));
  expect(await world.countStatements(show)).toBe(1);
  const { body } = await show();
  const { nodes } = (body.data as { viewer: { enrollments: { nodes: { progress: unknown; blockers: unknown[] }[] } } })
    .viewer.enrollments;
  expect(nodes).toHaveLength(count);
  expect(nodes[0]).toMatchObject({
    course: { title: 'Better After Betrayal' },
    progress: { modulesCompleted: 0, percent: 0, secondsRequired: 4500 },
    nextModule: { furthestPermille: 0 },
  });
  expect(nodes[0]?.blockers.length).toBeGreaterThan(10);
});

test('reading every module with its text, notices and corrections takes a fixed number of statements', async () => {
  const userId = await withEnrollments(1);
  const enrollmentId = await idOf(userId);
  expect(
    await world.countStatements(() => as(userId, documentOf('ReadModules'), { enrollmentId })),
  ).toBeLessThanOrEqual(6);
});

const idOf = async (userId: UserId): Promise<string> => {
  const { body } = await as(userId, documentOf('Dashboard'));
  return (body.data as { viewer: { enrollments: { nodes: { id: string }[] } } }).viewer.enrollments.nodes[0]?.id ?? '';
};

const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64');
const SOME_KEY = '018f3b3a-7c1e-7e2a-9c3d-2b1a0f9e8d7c';

test.each([
  ['nobody’s', globalId('Enrollment', SOME_KEY)],
  ['no uuid', globalId('Enrollment', 'x')],
  ['a NUL byte', globalId('Enrollment', `${SOME_KEY}\u0000`)],
  ['another type', globalId('Module', SOME_KEY)],
  ['no id at all', '💥'],
  ['ten thousand characters', 'A'.repeat(10_000)],
])('an enrollment id that is %s is not found, by node and by every verb', async (_name, id) => {
  const userId = await withEnrollments(1);
  const node = await as(userId, 'query($id: ID!) { node(id: $id) { __typename ... on Enrollment { round } } }', { id });
  expect(node.status).toBeLessThan(500);
  expect(JSON.stringify(node.body)).not.toContain('INTERNAL');
  const inputs: Record<string, object> = {
    WithdrawEnrollment: {},
    RecordModuleActivity: { moduleId: id, activity: 'START', positionPermille: 0 },
    CompleteModule: { moduleId: id },
    SaveReflection: { moduleId: id, text: 'x' },
    SignAttestation: { textVersion: '1', typedName: 'Li Wu' },
    ClaimCredit: { printedName: 'Li Wu' },
    SubmitEvaluation: { answers: [] },
    StartQuizAttempt: { quizId: id },
  };
  for (const [verb, rest] of Object.entries(inputs)) {
    const field = verb.charAt(0).toLowerCase() + verb.slice(1);
    const query = `mutation($input: ${verb}Input!) { ${field}(input: $input) { ... on Error { code message } } }`;
    const { body } = await as(userId, query, { input: { enrollmentId: id, ...rest } });
    expect({ verb, answer: body.data?.[field] }).toMatchObject({ verb, answer: { code: 'NOT_FOUND' } });
  }
});

test.each([
  ['a NUL byte', 'Li\u0000Wu'],
  ['ten thousand characters', 'x'.repeat(10_000)],
  ['a right-to-left override', 'Li\u202eWu'],
  ['nothing but blanks', '   '],
  ['a lone surrogate', 'Li \ud800'],
])('a name with %s is refused with its field, and nothing is written', async (_name, typedName) => {
  const userId = await withEnrollments(1);
  const enrollmentId = await idOf(userId);
  const query = `mutation($input: SignAttestationInput!) { signAttestation(input: $input) {
    ... on Error { code } ... on InvalidInputError { fields { path } } } }`;
  const { body } = await as(userId, query, { input: { enrollmentId, textVersion: '1', typedName } });
  expect(body.data?.signAttestation).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'typedName' }] });
});

test('ids of things that cannot be fetched are treated as unknown', async () => {
  const userId = await withEnrollments(1);
  const types = ['Option', 'StudySession', 'Date', 'User', 'Query', 'Nothing', '__Type'];
  const ids = types.map((type) => globalId(type, SOME_KEY));
  const own = await idOf(userId);
  const query = 'query($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }';
  for (const id of ids) {
    const { body } = await as(userId, query, { id, ids: [id, own, id] });
    expect(body).toEqual({ data: { node: null, nodes: [null, { id: own }, null] } });
  }
});

test('another learner’s enrollment looks like one that does not exist', async () => {
  const [owner, stranger] = [await withEnrollments(1), await withEnrollments(1)];
  const id = await idOf(owner);
  const query = 'query($id: ID!) { node(id: $id) { id ... on Enrollment { round } } }';
  const [theirs, nobodys] = [
    await as(stranger, query, { id }),
    await as(stranger, query, { id: globalId('Enrollment', SOME_KEY) }),
  ];
  expect(theirs.body.data).toEqual(nobodys.body.data);
  expect(theirs.body.data?.node).toBeNull();
  expect((await as(owner, query, { id })).body.data?.node).toMatchObject({ id });
});

test.each([
  ['too many', 'first: 101'],
  ['fewer than none', 'first: -1'],
  ['both ends', 'first: 1, last: 1'],
  ['a cursor of another’s making', 'first: 1, after: "b2Zmc2V0OjE="'],
  ['a cursor that is none', 'first: 1, before: "\\u0000"'],
])('a page of %s is refused as bad input', async (_name, args) => {
  const userId = await withEnrollments(1);
  const { body } = await as(userId, `{ viewer { enrollments(${args}) { nodes { id } } } }`);
  expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('pages follow each other forwards and backwards', async () => {
  const userId = await withEnrollments(5);
  type Page = {
    viewer: {
      enrollments: { edges: { cursor: string; node: { round: number } }[]; pageInfo: { hasNextPage: boolean } };
    };
  };
  const page = async (args: string) => {
    const { body } = await as(
      userId,
      `{ viewer { enrollments(${args}) { edges { cursor node { round } } pageInfo { hasNextPage } } } }`,
    );
    const { edges, pageInfo } = (body.data as Page).viewer.enrollments;
    return {
      rounds: edges.map(({ node }) => node.round),
      last: edges.at(-1)?.cursor,
      first: edges[0]?.cursor,
      pageInfo,
    };
  };
  const one = await page('first: 2');
  expect(one).toMatchObject({ rounds: [5, 4], pageInfo: { hasNextPage: true } });
  const two = await page(`first: 2, after: "${one.last}"`);
  expect(two.rounds).toEqual([3, 2]);
  expect(await page(`first: 2, after: "${two.last}"`)).toMatchObject({ rounds: [1], pageInfo: { hasNextPage: false } });
  expect((await page(`last: 2, before: "${two.first}"`)).rounds).toEqual([5, 4]);
});

test('signing and evaluating before the work is done are refused in the result, with what is missing', async () => {
  const userId = await withEnrollments(1);
  const enrollmentId = await idOf(userId);
  const input = { enrollmentId, textVersion: '1', typedName: 'Li Wu' };
  const signed = await as(userId, documentOf('SignAttestation'), { input });
  const evaluated = await as(userId, documentOf('SubmitEvaluation'), { input: { enrollmentId, answers: [] } });
  const codesOf = (answer: unknown) => {
    const { code, blockers } = answer as { code: string; blockers: { code: string }[] };
    return { code, missing: [...new Set(blockers.map((blocker) => blocker.code))] };
  };
  const studying = ['MODULE_INCOMPLETE', 'TIME_SHORT', 'POST_TEST_NOT_PASSED'];
  expect(codesOf(evaluated.body.data?.submitEvaluation)).toEqual({ code: 'BLOCKED', missing: studying });
  expect(codesOf(signed.body.data?.signAttestation)).toEqual({
    code: 'BLOCKED',
    missing: [...studying, 'EVALUATION_MISSING'],
  });
});

test('a front end reads from the blockers that another name was signed, and which', async () => {
  const { userId, enrollmentId, now: done } = await creditFinisher(world, 'Li Wu');
  await updateProfile(world.db, userAct(userId, done), { legalName: 'Li Wong' });
  const query = `query($id: ID!) { node(id: $id) { ... on Enrollment {
    attestedAt blockers { __typename code message ... on AttestationNameBlocker { signedName } } } } }`;
  const { body } = await as(userId, query, { id: globalId('Enrollment', enrollmentId) });
  expect(body.data?.node).toEqual({
    attestedAt: done.toISOString(),
    blockers: [
      {
        __typename: 'AttestationNameBlocker',
        code: 'ATTESTATION_NAME_CHANGED',
        message: expect.stringContaining('signed as “Li Wu”, but your profile says “Li Wong”'),
        signedName: 'Li Wu',
      },
    ],
  });
});
