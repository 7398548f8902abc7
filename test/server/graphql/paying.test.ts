import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { newId, type UserId } from '../../../drizzle/ids.ts';
import { createKeptByText } from '../../../server/graphql/keptByText.ts';
import { startTestApp } from '../../support/app.ts';
import { signInAt } from '../../support/sessions.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

const start = new Date('2026-11-26T09:00:00Z');

/** Answers as long as the test wants, and as late. */
let letGo = () => {};
let begun = 0;
let onBegun = () => {};
const SCHEMA = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      long: { type: GraphQLString, resolve: () => 'x'.repeat(1_000_000) },
      slow: {
        type: GraphQLString,
        resolve: async () => {
          const held = new Promise<void>((resolve) => {
            const before = letGo;
            letGo = () => {
              before();
              resolve();
            };
          });
          begun += 1;
          onBegun();
          await held;
          return 'done';
        },
      },
      fails: {
        type: GraphQLString,
        resolve: () => {
          throw new Error('a bug');
        },
      },
    },
  }),
});

let world: World;
let pool: Pool;
const statements: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  pool = connect(world.ownerUrl, { max: 2, onStatement: (text) => statements.push(text) });
});
afterAll(async () => {
  await pool.close();
  await world.close();
});

const NETWORK = { 'x-forwarded-for': '203.0.113.5' };
const started = (networkCostPerMinute = 600_000, schema?: GraphQLSchema) =>
  startTestApp(pool, {
    config: { networkCostPerMinute, trustProxy: 1 },
    now: () => start,
    ...(schema ? { schema } : {}),
  });
const signedIn = (userId: UserId = newId<UserId>()) => ({ ...NETWORK, 'x-test-user': userId });

describe('an answer is paid for after it was made', () => {
  test.each([
    ['strangers of a network', 20_000, NETWORK],
    ['a person', 100_000, signedIn()],
  ])('by %s, and refuses nothing of itself', async (_who, networkCostPerMinute, headers) => {
    const app = await started(networkCostPerMinute, SCHEMA);
    const statuses: number[] = [];
    // 2,000 points each, and some for the operation: the budget is 10,000.
    for (let time = 0; time < 7; time++) statuses.push((await app.graphql('{ long }', {}, headers)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect((await app.graphql('{ long }', {}, { 'x-forwarded-for': '203.0.113.6' })).status).toBe(200);
    await app.stop();
  });
});

describe('one person has eight operations at once', () => {
  const untilBegun = (count: number) =>
    new Promise<void>((resolve) => {
      onBegun = () => begun >= count && resolve();
      onBegun();
    });

  test.each([
    ['through the whole door', '{ slow } # 1', false],
    ['as a known document', '{ slow } # 2', true],
  ])(
    '%s: the ninth is told when to try again, others are served, and a place is given back',
    async (_how, query, known) => {
      const app = await started(600_000, SCHEMA);
      const me = signedIn();
      if (known) {
        begun = 0;
        const first = app.graphql(query, {}, me);
        await untilBegun(1);
        letGo();
        await first;
      }
      begun = 0;
      letGo = () => {};
      const eight = Array.from({ length: 8 }, () => app.graphql(query, {}, me));
      await untilBegun(8);
      const { status, headers, body } = await app.graphql('{ fails }', {}, me);
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
      expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
      expect((await app.graphql('{ fails }', {}, signedIn())).status).toBe(200);
      expect((await app.graphql('{ fails }', {}, NETWORK)).status).toBe(200);
      letGo();
      for (const one of await Promise.all(eight)) expect(one.body).toEqual({ data: { slow: 'done' } });
      // What fails gives its place back as well.
      for (let time = 0; time < 20; time++) expect((await app.graphql('{ fails }', {}, me)).status).toBe(200);
      await app.stop();
    },
  );
});

describe('a document that is new is paid for by whoever sends it', () => {
  const unknown = (time: number) => `{ __typename } # ${time} ${'x'.repeat(29_000)}`;

  test('strangers of the network do not keep out those who are signed in', async () => {
    const app = await started();
    const statuses: number[] = [];
    for (let time = 0; time < 25; time++) statuses.push((await app.graphql(unknown(time), {}, NETWORK)).status);
    expect(statuses.at(-1)).toBe(429);
    statuses.push(200);
    for (let time = 0; time < 200 && statuses.at(-1) === 200; time++) {
      statuses.push((await app.graphql(`{ __typename } # ${time}`, {}, NETWORK)).status);
    }
    const mine = 'query Mine { courses { nodes { id title } } }';
    expect((await app.graphql(mine, {}, NETWORK)).status).toBe(429);
    expect((await app.graphql(mine, {}, signedIn())).status).toBe(200);
    await app.stop();
  });

  test('a person pays themselves, and takes nothing from strangers or others of the network', async () => {
    const app = await started();
    const [me, other] = [signedIn(), signedIn()];
    const statuses: number[] = [];
    for (let time = 0; time < 6; time++) statuses.push((await app.graphql(unknown(time), {}, me)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect((await app.graphql(unknown(7), {}, other)).status).toBe(200);
    expect((await app.graphql(unknown(8), {}, NETWORK)).status).toBe(200);
    await app.stop();
  });

  test('the session is read once for a request, whether the document is known or not', async () => {
    const app = await startTestApp(pool, { sessions: true });
    const headers = await signInAt(world.db, await newLearner(world.db, 'Robin Example'), new Date());
    for (const query of ['{ __typename } # first', '{ __typename } # first', '{ nothing }']) {
      statements.length = 0;
      await app.graphql(query, {}, headers);
      expect(statements).toHaveLength(1);
    }
    statements.length = 0;
    await app.graphql('{ __typename } # second');
    await app.graphql('{ __typename } # third', {}, { authorization: 'Bearer not.ours' });
    expect(statements).toEqual([]);
    await app.stop();
  });
});

describe('what is known of documents', () => {
  const texts = (name: string, count: number, length: number) =>
    Array.from({ length: count }, (_, at) => `${name} ${at} ${'x'.repeat(length)}`);

  test('what is used stays, however many come once', () => {
    const kept = createKeptByText<string>();
    const used = texts('used', 20, 1_000);
    for (const text of used) kept.keep(text, text);
    for (const text of used) kept.get(text);
    for (const text of texts('once', 1_000, 29_000)) kept.keep(text, text);
    expect(used.map((text) => kept.get(text))).toEqual(used);
  });

  test('among those that were used, the one that was used longest ago goes first', () => {
    const kept = createKeptByText<string>();
    const all = texts('all', 260, 1);
    for (const text of all) {
      kept.keep(text, text);
      kept.get(text);
      kept.get(all[0] ?? '');
    }
    expect([0, 1, 10, 11, 259].map((at) => kept.get(all[at] ?? '') !== undefined)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });
});
