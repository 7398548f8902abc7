import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newCertificateNumber } from '../../certificates/number.ts';
import { startTestApp } from '../support/app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const clock = { now: new Date('2026-11-26T09:00:00Z').getTime() };
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { config: { trustProxy: 1 }, now: () => new Date(clock.now) });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const MANY = 'query($numbers: [String!]!) { verifyCertificates(numbers: $numbers) { status } }';

test('a network asks for many numbers sixty times in ten minutes, also at once, and then learns when to try again', async () => {
  const ask = () => app.graphql(MANY, { numbers: ['nonsense', '00000-00000-00000-00000'] });
  const answers = [];
  for (let round = 0; round < 7; round++) answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
  const refused = answers.filter(({ body }) => body.errors !== undefined);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.body.errors?.[0]?.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    retryAt: expect.stringMatching(/Z$/),
  });
  const fine = answers.find(({ body }) => body.errors === undefined);
  expect(fine?.body.data).toEqual({ verifyCertificates: [{ status: 'MALFORMED' }, { status: 'UNKNOWN' }] });
});

describe('what a look-up costs the database', () => {
  const NUMBER = newCertificateNumber();
  const twenty = `{ ${Array.from({ length: 20 }, (_, at) => `a${at}: verifyCertificate(number: "${NUMBER}") { status }`).join(' ')} }`;
  const asked = () => app.graphql(twenty, {}, from('203.0.113.1'));
  const from = (network: string) => ({ 'x-forwarded-for': network });

  test('twenty aliases are counted as twenty, by one statement', async () => {
    const one = `{ verifyCertificate(number: "${NUMBER}") { status } }`;
    const ask = async (query: string, network: string) => {
      expect((await app.graphql(query, {}, from(network))).body.errors).toBeUndefined();
    };
    const alone = await world.countStatements(() => ask(one, '203.0.113.8'));
    expect(await world.countStatements(() => ask(twenty, '203.0.113.9'))).toBe(20 * (alone - 1) + 1);
    for (let time = 0; time < 15; time++) await ask(twenty, '203.0.113.1');
    expect((await asked()).body.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
  });

  test.each([
    ['look-ups in GraphQL', () => asked(), 200],
    ['the route of credentials', () => app.ask(`/credentials/x`, { headers: from('203.0.113.1') }), 429],
  ])('a network that is refused costs no statement: %s', async (_what, ask, status) => {
    expect((await ask()).status).toBe(status);
    expect(await world.countStatements(ask)).toBe(0);
    expect((await app.graphql(twenty, {}, from('203.0.113.2'))).body.errors).toBeUndefined();
  });

  test('a refused network is counted again in the next window', async () => {
    clock.now += 600_000;
    expect((await app.graphql(twenty, {}, from('203.0.113.1'))).body.errors).toBeUndefined();
  });

  test('names that are guessed beyond the limit reach no row', async () => {
    const guess = () =>
      app.ask(`/verify/${NUMBER}`, {
        method: 'POST',
        headers: { ...from('203.0.113.3'), 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ name: 'Robin Example' }),
      });
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++) statuses.push((await guess()).status);
    expect(statuses).toEqual([...Array(10).fill(404), 429]);
    // The network is counted for the route and for names; the number has no names left for it.
    expect(await world.countStatements(guess)).toBe(2);
  });
});

test('a document that asks for thousands is refused by its cost', async () => {
  const fields = Array.from({ length: 10 }, (_, at) => `a${at}: verifyCertificates(numbers: $numbers) { status }`);
  const numbers = Array.from({ length: 100 }, () => 'x');
  const headers = { 'x-forwarded-for': '203.0.113.4' };
  const { body } = await app.graphql(`query($numbers: [String!]!) { ${fields.join(' ')} }`, { numbers }, headers);
  expect(body.errors?.[0]?.extensions?.code).toBe('OPERATION_TOO_COSTLY');
});
