import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { schema } from '../../../schema/graphql/index.ts';
import { MAX_ANSWER } from '../../../server/graphql/limits/answer.ts';
import { costOf, priceFields } from '../../../server/graphql/limits/cost.ts';
import { startTestApp } from '../../support/app.ts';
import { openWorld, type World } from '../../support/world.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

const CHUNK = 'x'.repeat(100_000);
let made = 0;
/** A list of texts as long as asked for. */
const wordy = () => {
  const text = {
    type: GraphQLString,
    resolve: () => {
      made += 1;
      return CHUNK;
    },
  };
  const Page = new GraphQLObjectType({
    name: 'Page',
    fields: { text, number: { type: GraphQLInt, resolve: () => 7 } },
  });
  const pages = {
    type: new GraphQLList(Page),
    args: { count: { type: GraphQLInt } },
    resolve: (_root: unknown, { count }: { count?: number }) => Array.from({ length: count ?? 0 }, () => ({})),
  };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { pages } }) });
};

let world: World;
let app: App;
let book: App;
beforeAll(async () => {
  world = await openWorld({ max: 4 });
  app = await startTestApp(world.pool, { config: { production: true } });
  book = await startTestApp(world.pool, { schema: wordy(), config: { production: true } });
  priceFields(schema);
});
afterAll(async () => {
  await app.stop();
  await book.stop();
  await world.close();
});

test('an answer that refuses its variables stays short, however many of them are wrong', async () => {
  const enroll = 'mutation ($i: EnrollInput!) { enroll(input: $i) { __typename } }';
  const unknown = Object.fromEntries(Array.from({ length: 4_000 }, (_, key) => [`k${key}`, 1]));
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  for (const [query, variables] of [
    [enroll, { i: unknown }],
    [nodes, { ids: Array.from({ length: 20_000 }, () => [1]) }],
  ] as const) {
    const { body } = await app.graphql(query, variables);
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
  }
  const literal = `mutation { enroll(input: { ${Array.from({ length: 500 }, (_, key) => `k${key}: 1`).join(' ')} }) { __typename } }`;
  const { body } = await app.graphql(literal, {});
  expect(body.errors?.length).toBeLessThanOrEqual(20);
  expect(JSON.stringify(body).length).toBeLessThan(20_000);
});

const courseId = () => encodeGlobalID('Course', world.courseId);
const aliased = (count: number, ids: string) =>
  Array.from({ length: count }, (_, at) => `n${at}: nodes(ids: ${ids}) { id ... on Course { slug title } }`).join(' ');

describe('a list costs what its arguments bring', () => {
  const cost = (query: string, variables: Record<string, unknown> = {}) =>
    costOf({ schema, document: parse(query), variables }).cost;
  const ids = (count: number) => Array.from({ length: count }, () => 'Q291cnNlOng=');

  test.each([
    ['literal ids', (count: number) => cost(`{ nodes(ids: ${JSON.stringify(ids(count))}) { id } }`)],
    [
      'ids in a variable',
      (count: number) => cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids(count) }),
    ],
    [
      'ids by default',
      (count: number) => cost(`query ($ids: [ID!]! = ${JSON.stringify(ids(count))}) { nodes(ids: $ids) { id } }`),
    ],
    [
      'ids within the list',
      (count: number) => cost(`query ($id: ID!) { nodes(ids: [${'$id '.repeat(count)}]) { id } }`, { id: 'x' }),
    ],
    [
      'numbers',
      (count: number) =>
        cost('query ($all: [String!]!) { verifyCertificates(numbers: $all) { status } }', { all: ids(count) }),
    ],
    ['a page', (count: number) => cost(`{ courses(first: ${count}) { nodes { id } } }`)],
  ])('%s', (_what, of) => {
    const each = of(2) - of(1);
    expect(each).toBeGreaterThan(0);
    expect([of(50) - of(1), of(100) - of(1)]).toEqual([49 * each, 99 * each]);
  });

  test('a hundred ids in ten aliases are refused, by text and by variable, and the second time too', async () => {
    const many = Array.from({ length: 100 }, courseId);
    const long = (ids: string) =>
      aliased(10, ids).replaceAll('title', 'title subtitle version notice approvalStatus hoursOfStudy');
    const byVariable = `query ($ids: [ID!]!) { ${long('$ids')} }`;
    const byText = `query ($id: ID!) { ${long(`[${'$id '.repeat(100)}]`)} }`;
    for (const [query, variables] of [
      [byVariable, { ids: many }],
      [byText, { id: courseId() }],
      [byVariable, { ids: [courseId()] }],
      [byVariable, { ids: many }],
    ] as const) {
      const { body } = await app.graphql(query, variables);
      const few = 'ids' in variables && variables.ids.length === 1;
      expect(body.errors?.[0]?.extensions?.code).toBe(few ? undefined : 'OPERATION_TOO_COSTLY');
    }
  });
});

describe('nodes', () => {
  test('repeated ids are loaded once, also under other aliases', async () => {
    const ask = async (count: number, aliases: number) =>
      app.graphql(`query ($ids: [ID!]!) { ${aliased(aliases, '$ids')} }`, {
        ids: Array.from({ length: count }, courseId),
      });
    const few = await world.countStatements(() => ask(1, 1));
    expect(await world.countStatements(() => ask(40, 10))).toBe(few);
    const { body } = await ask(3, 2);
    const course = { id: courseId(), slug: 'better-after-betrayal', title: expect.any(String) };
    expect(body).toEqual({ data: { n0: [course, course, course], n1: [course, course, course] } });
  });

  test.each(['garbage', '', '\0', 'VXNlcjo=', 'Og==', '😀', 'a'.repeat(10_000), 'Q291cnNlOm5vcGU=', '\ud800'])(
    'the malformed or unknown id %j is null in its place, and the others are answered',
    async (odd) => {
      const query = 'query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }';
      const { body } = await app.graphql(query, { ids: [courseId(), odd, courseId()], id: odd });
      expect(body).toEqual({ data: { nodes: [{ id: courseId() }, null, { id: courseId() }], node: null } });
    },
  );
});

describe('the length of an answer', () => {
  const most = Math.floor(MAX_ANSWER / (CHUNK.length + 40));
  const ask = (count: number) =>
    book.graphql(
      'query ($count: Int) { pages(count: $count) { text number } }',
      { count },
      { accept: 'application/json' },
    );

  test('an answer within the limit is sent, through either door', async () => {
    for (const _ of [1, 2]) expect((await ask(most)).body.data?.pages).toHaveLength(most);
  });

  test('a longer one is stopped while it is made, and answered with a code, through either door', async () => {
    for (const _ of [1, 2, 3]) {
      made = 0;
      const { status, body } = await ask(50 * most);
      expect([status, body.data]).toEqual([400, undefined]);
      expect(body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['ANSWER_TOO_LARGE']);
    }
  });

  test('values after the limit are not made', async () => {
    made = 0;
    const texts = Array.from({ length: 30 }, (_, at) => `t${at}: text`).join(' ');
    const { body } = await book.graphql(`{ pages(count: 1000) { ${texts} } }`);
    expect(body.errors?.[0]?.extensions?.code).toBe('ANSWER_TOO_LARGE');
    expect(made).toBeLessThan(30_000);
  });
});
