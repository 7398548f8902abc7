import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLError, parse, validate } from 'graphql';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { schema } from '../../../schema/graphql/index.ts';
import { readExamples } from '../../../server/graphql/examples.ts';
import { costOf, MAX_COST, priceFields } from '../../../server/graphql/limits/cost.ts';
import { DOCUMENT_LIMITS, documentFaults, measureDocument } from '../../../server/graphql/limits/document.ts';
import { pageFaults } from '../../../server/graphql/limits/pages.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

let database: TestDatabase;
let pool: Pool;
let app: App;
let dev: App;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
  app = await startTestApp(pool, { config: { production: true, trustProxy: 1 } });
  dev = await startTestApp(pool);
  priceFields(schema);
});
afterAll(async () => {
  await app.stop();
  await dev.stop();
  await pool.close();
  await database.drop();
});

describe.each(readExamples())('the example "$title"', ({ query, variables }) => {
  const document = parse(query);

  test('is valid and stays below half of every limit', () => {
    expect(validate(schema, document)).toEqual([]);
    const measure = measureDocument(document);
    for (const [name, found] of Object.entries(measure)) {
      expect([name, found * 2 <= DOCUMENT_LIMITS[name as keyof typeof measure]]).toEqual([name, true]);
    }
    expect(query.length * 2).toBeLessThan(DOCUMENT_LIMITS.characters);
    expect(() => parse(query, { maxTokens: DOCUMENT_LIMITS.tokens / 2 })).not.toThrow();
  });

  test('costs less than half of what is allowed', () => {
    const { cost, faults } = costOf({ schema, document, variables });
    expect(faults.map(({ message }) => message)).toEqual([]);
    expect(cost).toBeLessThan(MAX_COST / 2);
  });
});

describe('attacks get 4xx within two seconds, by a message that names the limit', () => {
  const deep = (levels: number) => `{ viewer ${'{ viewer '.repeat(levels)}${'}'.repeat(levels)} }`;
  const bomb = `{ ...f0 } ${Array.from({ length: 18 }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`).join(' ')} fragment f18 on Query { a: __typename }`;

  test.each<[string, string, RegExp]>([
    ['1000 aliases', `{ ${Array.from({ length: 1000 }, (_, at) => `a${at}: __typename`).join(' ')} }`, /aliases|token/],
    ['60 aliases', `{ viewer { ${Array.from({ length: 60 }, (_, at) => `a${at}: email`).join(' ')} } }`, /at most 40/],
    ['5000 directives', `{ __typename ${'@include(if: true) '.repeat(5000)} }`, /characters|token/],
    ['60 directives', `{ __typename ${'@include(if: true) '.repeat(60)} }`, /directives/],
    ['1000 fields', `{ ${'__typename '.repeat(1000)} }`, /fields/],
    ['depth 50 000', deep(50_000).slice(0, 90_000), /characters/],
    ['depth 900', deep(900), /depth/],
    ['depth 50', deep(50), /levels of depth/],
    ['deep lists', `{ node(id: ${'['.repeat(2500)}${']'.repeat(400)}) { id } }`, /nests deeper/],
    ['a long comment', `{ __typename } # ${'x'.repeat(60_000)}`, /characters/],
    ['a fragment that doubles 18 times', bomb, /fields|aliases/],
    ['a circular fragment', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', /itself/],
  ])('%s', async (_what, query, expected) => {
    const startedAt = performance.now();
    const { status, body } = await app.graphql(query, {}, { accept: 'application/graphql-response+json' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toMatch(expected);
    expect(body.data).toBeUndefined();
  });

  test('a query of 1 MB never reaches the parser', async () => {
    const response = await app.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_000)}` }),
    });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('100 kB');
  });

  test('limits answer 400 also to a client that accepts only application/json', async () => {
    const aliases = `{ viewer { ${Array.from({ length: 60 }, (_, at) => `a${at}: email`).join(' ')} } }`;
    expect((await app.graphql(aliases, {}, { accept: 'application/json' })).status).toBe(400);
  });

  test('nested pages multiply', async () => {
    const nested = `query Nested($many: Int!) { courses(first: $many) { edges { node { id ${'title '.repeat(1)} } } } }`;
    const document = parse(nested);
    const cost = (many: number) => costOf({ schema, document, variables: { many } }).cost;
    expect(cost(100) - cost(50)).toBe(cost(50) - cost(1) + (cost(50) - cost(1)) / 49);
  });

  test('everyone else is served in the meantime', async () => {
    const attack = () => app.graphql(bomb, {}, { 'x-forwarded-for': '203.0.113.66' });
    const attacks = Promise.all(Array.from({ length: 50 }, attack));
    const startedAt = performance.now();
    expect((await app.graphql('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await attacks;
  });
});

describe('pages', () => {
  test.each<[string, Record<string, unknown>]>([
    ['{ courses(first: 101) { edges { cursor } } }', {}],
    ['{ courses(first: -1) { edges { cursor } } }', {}],
    ['{ courses(last: 1000000) { edges { cursor } } }', {}],
    ['{ courses(first: 1, last: 1) { edges { cursor } } }', {}],
    ['query ($n: Int) { courses(first: $n) { edges { cursor } } }', { n: 101 }],
    ['query ($n: Int = 101) { courses(first: $n) { edges { cursor } } }', {}],
    ['{ courses(first: 1, after: "no cursor") { edges { cursor } } }', {}],
    ['{ courses(first: 1, after: "\\u0000") { edges { cursor } } }', {}],
  ])('%s %j is BAD_USER_INPUT', async (query, variables) => {
    const { body, status } = await app.graphql(query, variables);
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(status).toBeLessThan(500);
  });

  test('null sizes count as absent', () => {
    expect(pageFaults(parse('{ courses(first: 3, last: null) { edges { cursor } } }'), {})).toEqual([]);
  });
});

describe('what production does not reveal', () => {
  test('introspection', async () => {
    for (const asked of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Query") { fields { name } } }',
      '{ __type(name: "Query") { ...f } } fragment f on __Type { name ofType { name } }',
    ]) {
      expect((await app.graphql(asked)).body.errors?.[0]?.message).toMatch(/introspection/i);
      expect((await dev.graphql(asked)).body.errors).toBeUndefined();
    }
  });

  test('names near a misspelt one, in documents and in variables', async () => {
    for (const [query, variables] of [
      ['{ viewr { email } }', {}],
      ['{ __typename @skp(if: true) }', {}],
      [
        'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }',
        { input: { legalNam: 'x' } },
      ],
    ] as const) {
      const { body } = await app.graphql(query, variables);
      expect(body.errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(body)).not.toMatch(/did you mean/i);
    }
    expect(JSON.stringify((await dev.graphql('{ viewr { email } }')).body)).toMatch(/did you mean/i);
  });
});

describe('malformed ids', () => {
  test.each(['garbage', '', '\0', 'VXNlcjo=', 'Q291cnNlOm5vcGU=', 'Og==', '😀', 'a'.repeat(10_000), '\ud800'])(
    'node(id: %j)',
    async (id) => {
      const { body, status } = await app.graphql('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', {
        id,
      });
      expect(status).toBeLessThan(500);
      for (const error of body.errors ?? []) expect(error.extensions?.code).not.toBe('INTERNAL');
    },
  );
});

test('a document has at most 20 operations and fragments', () => {
  const document = (count: number) =>
    parse(Array.from({ length: count }, (_, at) => `query q${at} { __typename }`).join(' '));
  expect(documentFaults(document(20))).toEqual([]);
  expect(documentFaults(document(21)).map(({ message }) => message)).toEqual([expect.stringContaining('operations')]);
});

test('a fault is a GraphQLError that says 400 to HTTP', () => {
  const [fault] = documentFaults(parse(`{ ${'__typename '.repeat(DOCUMENT_LIMITS.fields + 1)} }`));
  expect(fault).toBeInstanceOf(GraphQLError);
  expect(fault?.extensions.http).toEqual({ status: 400, spec: false });
});
