import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { connect, type Pool } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { newId } from '../../../drizzle/ids.ts';
import { schema } from '../../../schema/graphql/index.ts';
import { readExamples } from '../../../server/graphql/examples.ts';
import { createAccounts } from '../../../server/graphql/limits/accounts.ts';
import { createBudget } from '../../../server/graphql/limits/budget.ts';
import { costOf, priceFields } from '../../../server/graphql/limits/cost.ts';
import { createLog } from '../../../server/http/logging.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const start = new Date('2026-11-26T09:00:00Z').getTime();

let database: TestDatabase;
let pool: Pool;
/** Of a database that is away. */
let gone: Pool;
const statements: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4, onStatement: (text) => statements.push(text) });
  gone = connect('postgres://attune_app:pw@127.0.0.1:1/attune', { max: 1 });
  priceFields(schema);
});
afterAll(async () => {
  await Promise.all([pool.close(), gone.close()]);
  await database.drop();
});

const budgetOn = ({ db }: Pool, networkCostPerMinute = TEST_CONFIG.networkCostPerMinute) =>
  createBudget({ db, secret: TEST_CONFIG.sessionSecret, networkCostPerMinute, log: createLog('silent') }).spend;

/** A request of that person from one network. */
const request = (userId: UserId | null, at: number) => ({
  viewer: userId === null ? null : { userId, sessionId: null, signedInBy: 'EMAIL_CODE' as const },
  client: { ipAddress: '203.0.113.200', userAgent: null },
  now: new Date(at),
});

/** What each example costs, by the name of its operation. */
const costs = () =>
  new Map(
    readExamples().map(({ query, variables }) => {
      const document = parse(query);
      const [operation] = document.definitions.flatMap((one) => (one.kind === 'OperationDefinition' ? one : []));
      return [operation?.name?.value ?? '', costOf({ schema, document, variables }).cost];
    }),
  );

/** One minute of a learner who opens everything, takes a quiz and reads: more than a person can do. */
const BUSY_MINUTE = [
  ...['Dashboard', 'Course', 'ReadModules', 'CompleteModule', 'Dashboard', 'Quizzes', 'StartQuizAttempt'],
  ...[
    ...Array(10).fill('SaveQuizAnswer'),
    'SubmitQuizAttempt',
    'SaveReflection',
    ...Array(3).fill('RecordModuleActivity'),
  ],
];

test('thirty learners behind one network are never refused, not in their busiest minute', () => {
  const known = costs();
  const spend = budgetOn(pool);
  const learners = Array.from({ length: 30 }, () => newId<UserId>());
  for (const name of BUSY_MINUTE) {
    const cost = known.get(name);
    if (cost === undefined || cost === 0) throw new Error(`no cost of ${name}`);
    for (const userId of learners) expect(spend(request(userId, start), cost)).toBeNull();
  }
});

test('an ordinary reader causes no write', () => {
  const spend = budgetOn(pool);
  const userId = newId<UserId>();
  statements.length = 0;
  // An hour of beats, and a look at the dashboard each minute.
  for (let second = 0; second < 3_600; second += 20) {
    expect(spend(request(userId, start + second * 1000), second % 60 === 0 ? 942 : 9)).toBeNull();
  }
  expect(statements).toEqual([]);
});

test('what strangers of a network spend refuses none of its people who are signed in', () => {
  const spend = budgetOn(pool, 20_000);
  for (let time = 0; time < 200; time++) spend(request(null, start), 100);
  expect(spend(request(null, start), 100)).not.toBeNull();
  expect(spend(request(newId<UserId>(), start), 1_000)).toBeNull();
});

test('a flood of a thousand operations in a second settles once for its key', () => {
  const spend = budgetOn(pool);
  statements.length = 0;
  for (let time = 0; time < 1_000; time++) spend(request(null, start + time), 500);
  expect(statements).toHaveLength(1);
});

test('while the database is away, a process counts alone', async () => {
  const spend = budgetOn(gone, 40_000);
  const done = Array.from({ length: 300 }, (_, time) => spend(request(null, start + time * 100), 50)).filter(
    (refusal) => refusal === null,
  );
  expect(done).toHaveLength(200);
});

test('whoever is over their budget stays refused, however many networks come meanwhile', async () => {
  const spend = budgetOn(gone, 40_000);
  const from = (index: number, at = start) => ({
    ...request(null, at),
    client: { ipAddress: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`, userAgent: null },
  });
  const isRefused = (index: number, at = start) => spend(from(index, at), 19_000) !== null;
  expect([isRefused(0), isRefused(1), isRefused(0), isRefused(1)]).toEqual([false, false, true, true]);
  for (let index = 2; index <= 40_000; index++) spend(from(index), 1);
  expect([isRefused(0), isRefused(1)]).toEqual([true, true]);
  // New networks are heard all the while, and the minute ends as it would have.
  expect(isRefused(50_000)).toBe(false);
  expect([isRefused(0, start + 60_000), isRefused(1, start + 60_000)]).toEqual([false, false]);
});

describe('the accounts of a budget', () => {
  const spent = (accounts: ReturnType<typeof createAccounts>, key: string, untold: number, at: number, limit = 100) => {
    accounts.of(key, limit, at).untold = untold;
  };

  test('are never more than their bound, whatever was spent', () => {
    const accounts = createAccounts({ windowMs: 60_000, most: 100 });
    for (let index = 0; index < 5_000; index++) {
      spent(accounts, `key ${index}`, index % 101, start + index);
      expect(accounts.size()).toBeLessThanOrEqual(100);
    }
  });

  test('make room by those whose window has passed, before any that still count', () => {
    const accounts = createAccounts({ windowMs: 60_000, most: 100 });
    for (let index = 0; index < 60; index++) spent(accounts, `passed ${index}`, 100, start);
    for (let index = 0; index < 40; index++) spent(accounts, `counts ${index}`, 1, start + 30_000);
    accounts.of('new', 100, start + 60_000);
    expect(accounts.size()).toBe(41);
    expect(accounts.of('counts 0', 100, start + 60_000).untold).toBe(1);
  });

  test('then by those that have spent the smallest share of their limit', () => {
    const accounts = createAccounts({ windowMs: 60_000, most: 100 });
    spent(accounts, 'a person', 90, start, 100);
    spent(accounts, 'a network', 500, start, 1_000);
    for (let index = 0; index < 98; index++) spent(accounts, `key ${index}`, index < 49 ? 10 : 60, start);
    accounts.of('new', 100, start);
    expect(accounts.size()).toBe(51);
    expect(accounts.of('a person', 100, start).untold).toBe(90);
    expect(accounts.of('key 97', 100, start).untold).toBe(60);
    expect(accounts.of('a network', 1_000, start).untold).toBe(0);
  });
});

const DASHBOARD = '{ courses(first: 20) { nodes { id title } } }';

const budgeted = async (networkCostPerMinute: number, clock: { now: number }) =>
  startTestApp(pool, { config: { networkCostPerMinute, trustProxy: 1 }, now: () => new Date(clock.now) });
type App = Awaited<ReturnType<typeof budgeted>>;
const from = (app: App, network: string, user?: string) =>
  app.graphql(DASHBOARD, {}, { 'x-forwarded-for': network, ...(user ? { 'x-test-user': user } : {}) });
test('documents that are refused are paid for, and those that are known are not', async () => {
  const app = await budgeted(40_000, { now: start });
  const headers = { 'x-forwarded-for': '203.0.113.77' };
  const refused = (time: number) => app.graphql(`{ viewer { ${'id '.repeat(900)} nope${time} } }`, {}, headers);
  const statuses: number[] = [];
  for (let time = 0; time < 30; time++) statuses.push((await refused(time)).status);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
  expect((await refused(31)).headers.get('retry-after')).toBe('60');
  const known = `{ __typename ${' '.repeat(5_000)} }`;
  const others = { 'x-forwarded-for': '203.0.113.78' };
  for (let time = 0; time < 30; time++) expect((await app.graphql(known, {}, others)).status).toBe(200);
  await app.stop();
});

const PERSON = '01a201c9-b449-72bd-863b-000000000001';
const OTHER = '01a201c9-b449-72bd-863b-000000000002';

test('refuses a network with 429, a code and the time to wait, and takes it again in the next minute', async () => {
  const clock = { now: start };
  const app = await budgeted(10_000, clock);
  let done = 0;
  while ((await from(app, '203.0.113.5')).status === 200 && done < 1_000) done += 1;
  expect(done).toBeGreaterThan(20);
  expect(done).toBeLessThan(200);
  clock.now += 20_000;
  const { status, headers, body } = await from(app, '203.0.113.5');
  expect([status, headers.get('retry-after')]).toEqual([429, '40']);
  expect(body.errors).toMatchObject([
    {
      message: 'You asked for too much in one minute. Wait 40 seconds and try again.',
      extensions: { code: 'RATE_LIMITED' },
    },
  ]);
  expect(body.data ?? null).toBeNull();
  expect((await from(app, '203.0.113.6')).status).toBe(200);
  clock.now += 40_000;
  expect((await from(app, '203.0.113.5')).status).toBe(200);
  await app.stop();
});

test('a person may spend a tenth, wherever they are, and their neighbors do not feel it', async () => {
  const app = await budgeted(50_000, { now: start });
  const statuses: number[] = [];
  for (let time = 0; time < 80; time++) statuses.push((await from(app, `198.51.100.${time}`, PERSON)).status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect((await from(app, '198.51.100.1', OTHER)).status).toBe(200);
  await app.stop();
});

test('two processes share it, and write far less often than they answer', async () => {
  const clock = { now: start };
  const [one, two] = [await budgeted(20_000, clock), await budgeted(20_000, clock)];
  const network = '203.0.113.77';
  const done = { one: 0, two: 0 };
  for (let time = 0; time < 1_000; time++) {
    if ((await from(one, network)).status !== 200) break;
    done.one += 1;
    clock.now += 40;
  }
  for (let time = 0; time < 1_000; time++) {
    if ((await from(two, network)).status !== 200) break;
    done.two += 1;
    clock.now += 40;
  }
  // The second learns at its first settling what the first has spent.
  expect(done.one).toBeGreaterThan(50);
  expect(done.two / done.one).toBeLessThan(0.3);
  await one.stop();
  await two.stop();
});
