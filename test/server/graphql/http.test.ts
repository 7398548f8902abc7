import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
  app = await startTestApp(pool, { config: { production: true, metricsToken: 'the operator reads this' } });
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

/** Every audit of the public suite; `headers` are what a client of ours always sends. */
const audit = async (headers: Record<string, string>) => {
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, ...headers } });
  const results = await Promise.all(serverAudits({ url: `${app.url}/graphql`, fetchFn }).map((one) => one.fn()));
  return {
    count: (level: string) => results.filter(({ name }) => name.startsWith(level)).length,
    failed: results.filter(({ status }) => status !== 'ok').map(({ name }) => name),
  };
};

/** How many operations came through a door so far. */
const through = async (door: string) => {
  const headers = { authorization: 'Bearer the operator reads this' };
  const text = await (await app.ask('/metrics', { headers })).text();
  return Number(new RegExp(`attune_graphql_operations_total\\{door="${door}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};

test('in production, a client that sends the CSRF header passes all 61 audits', async () => {
  const { count, failed } = await audit({ 'x-attune-csrf': '1' });
  expect([count('MUST'), count('SHOULD'), count('MAY')]).toEqual([13, 23, 25]);
  expect(failed).toEqual([]);
});

test('it passes them again when known documents take the short door', async () => {
  const before = await through('SHORT');
  const { failed } = await audit({ 'x-attune-csrf': '1' });
  expect(failed).toEqual([]);
  expect((await through('SHORT')) - before).toBeGreaterThan(20);
});

test('without the header every MUST and SHOULD is still met', async () => {
  const { failed } = await audit({});
  expect(failed.filter((name) => !name.startsWith('MAY'))).toEqual([]);
});
