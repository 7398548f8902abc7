import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentHash } from '../../../server/graphql/trustedDocuments.ts';
import { LOOKUPS } from '../../../server/http/lookups.ts';
import { type GraphqlBody, startTestApp } from '../../support/app.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

const KNOWN = '{ __typename }';
let world: World;
let app: App;
let closed: App;
beforeAll(async () => {
  world = await openWorld({ max: 4 });
  app = await startTestApp(world.pool, { config: { production: true } });
  const trustedDocumentsFile = join(mkdtempSync(join(tmpdir(), 'attune-documents-')), 'documents.json');
  writeFileSync(trustedDocumentsFile, JSON.stringify({ [documentHash(KNOWN)]: KNOWN }));
  closed = await startTestApp(world.pool, { config: { production: true, trustedDocumentsFile } });
});
afterAll(async () => {
  await app.stop();
  await closed.stop();
  await world.close();
});

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
const send = async (to: App, body: unknown, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return to.ask('/graphql', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: text });
};
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  app.ask(`/graphql?${new URLSearchParams(parameters)}`, { headers: { 'x-attune-csrf': '1', ...headers } });
const persisted = (document: string) => ({ persistedQuery: { version: 1, sha256Hash: documentHash(document) } });
const profile = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }';
const courses = 'query ($n: Int!) { courses(first: $n) { nodes { id } } }';
const number = '7K3QD-0V9XA-MB52T-C8HEN';

/** Every way to fail before or beside the fields, as a client meets it. */
const CASES: [what: string, ask: () => Promise<Response>, status: number, code: string][] = [
  ['a body that is no JSON', () => send(app, '{'), 400, 'BAD_REQUEST'],
  ['a body that is null', () => send(app, 'null'), 400, 'BAD_REQUEST'],
  ['an empty body', () => send(app, ''), 400, 'BAD_REQUEST'],
  ['no query', () => send(app, {}), 400, 'BAD_REQUEST'],
  ['a query of another type', () => send(app, { query: 7 }), 400, 'BAD_REQUEST'],
  ['an unknown parameter', () => send(app, { query: KNOWN, id: 1 }), 400, 'BAD_REQUEST'],
  ['variables of another type', () => send(app, { query: KNOWN, variables: 'x' }), 400, 'BAD_REQUEST'],
  ['extensions of another type', () => send(app, { query: KNOWN, extensions: [] }), 400, 'BAD_REQUEST'],
  ['a batch', () => send(app, [{ query: KNOWN }]), 400, 'BAD_REQUEST'],
  ['variables in an address that are no JSON', () => get({ query: KNOWN, variables: '{' }), 400, 'BAD_REQUEST'],
  ['extensions in an address that are no JSON', () => get({ query: KNOWN, extensions: '{' }), 400, 'BAD_REQUEST'],
  ['a mutation by GET', () => get({ query: 'mutation { __typename }' }), 405, 'BAD_REQUEST'],
  ['another method', () => app.ask('/graphql', { method: 'PUT', headers: JSON_TYPE, body: '{}' }), 405, 'BAD_REQUEST'],
  ['no header against forgery', () => app.ask('/graphql?query={__typename}'), 403, 'CSRF_HEADER_MISSING'],
  ['a form without it', () => send(app, 'query=x', { 'content-type': 'text/plain' }), 403, 'CSRF_HEADER_MISSING'],
  ['another origin', () => send(app, { query: KNOWN }, { origin: 'https://evil.example' }), 403, 'FORBIDDEN_ORIGIN'],
  ['a compressed body', () => send(app, 'x', { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_BODY'],
  ['another media type', () => send(app, 'x', { 'content-type': 'application/xml' }), 415, 'UNSUPPORTED_BODY'],
  ['nothing that it accepts', () => send(app, { query: KNOWN }, { accept: 'image/png' }), 406, 'NOT_ACCEPTABLE'],
  ['a large body', () => send(app, { query: `{ a } # ${'x'.repeat(110_000)}` }), 413, 'BODY_TOO_LARGE'],
  ['a long document', () => send(app, { query: `{ a } # ${'x'.repeat(40_000)}` }), 400, 'DOCUMENT_TOO_LARGE'],
  ['many aliases', () => send(app, { query: `{ ${aliases(50)} }` }), 400, 'DOCUMENT_TOO_LARGE'],
  ['many tokens', () => send(app, { query: `{ ${'a '.repeat(4_000)} }` }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['a document that cannot be parsed', () => send(app, { query: '{' }), 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', () => send(app, { query: '{ nothing }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['introspection', () => send(app, { query: '{ __schema { types { name } } }' }), 400, 'INTROSPECTION_OFF'],
  [
    'several operations, none named',
    () => send(app, { query: 'query a { __typename } query b { __typename }' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'an unknown operation',
    () => send(app, { query: 'query a { __typename }', operationName: 'c' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'no operation',
    () => send(app, { query: 'fragment f on Query { __typename }' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a variable of another type', () => send(app, { query: courses, variables: { n: 'x' } }), 400, 'BAD_USER_INPUT'],
  ['a variable that is missing', () => send(app, { query: courses }), 400, 'BAD_USER_INPUT'],
  [
    'an input of another shape',
    () => send(app, { query: profile, variables: { input: { legalNam: 'x' } } }),
    400,
    'BAD_USER_INPUT',
  ],
  ['a page over 100', () => send(app, { query: courses, variables: { n: 101 } }), 400, 'BAD_USER_INPUT'],
  [
    'a costly operation',
    () =>
      send(app, {
        query:
          '{ courses(first: 100) { nodes { modules { id title position } objectives { key text } contributors { name role credentials } } } }',
      }),
    400,
    'OPERATION_TOO_COSTLY',
  ],
  ['nobody signed in', () => send(app, { query: '{ viewer { id } }' }), 200, 'UNAUTHENTICATED'],
  ['a hash without a query', () => send(app, { extensions: persisted(KNOWN) }), 200, 'PERSISTED_QUERY_NOT_SUPPORTED'],
  [
    'the same by GET',
    () => get({ extensions: JSON.stringify(persisted(KNOWN)) }),
    200,
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
  ['text where documents are trusted', () => send(closed, { query: KNOWN }), 400, 'TRUSTED_DOCUMENTS_ONLY'],
  [
    'text and hash where documents are trusted',
    () => send(closed, { query: KNOWN, extensions: persisted(KNOWN) }),
    400,
    'TRUSTED_DOCUMENTS_ONLY',
  ],
  ['an unknown hash there', () => send(closed, { extensions: persisted('{ a }') }), 400, 'PERSISTED_QUERY_NOT_IN_LIST'],
  [
    'many look-ups',
    async () => {
      for (let asked = 0; asked < LOOKUPS.ONE.max; asked++)
        await send(app, { query: `{ verifyCertificate(number: "${number}") { status } }` });
      return send(app, { query: `{ verifyCertificate(number: "${number}") { status } }` });
    },
    200,
    'RATE_LIMITED',
  ],
];

const aliases = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ');

const GUIDE = readFileSync(new URL('../../../docs/guides/front-end.md', import.meta.url), 'utf8');
const table = GUIDE.split('**All other errors are in `errors`**')[1]?.split('\n\n')[1] ?? '';
const documented = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, codes = '']) =>
  [...codes.matchAll(/`([A-Z_]+)`/g)].map(([, code = '']) => code),
);
/** Tested elsewhere: they need a fault of the server or of its database, or a longer answer. */
const ELSEWHERE = ['ANSWER_TOO_LARGE', 'INTERNAL', 'OTHER_VIEWER', 'UNAVAILABLE'];

const codesOf = ({ errors = [] }: GraphqlBody) => [...new Set(errors.map(({ extensions }) => extensions?.code))];

describe('every failure outside the fields has a code that the guide explains, and is a sentence', () => {
  test.each(CASES)('%s', async (_what, ask, status, code) => {
    const answer = await ask();
    const body = (await answer.json()) as GraphqlBody;
    expect([answer.status, codesOf(body)]).toEqual([status, [code]]);
    expect(documented).toContain(code);
    for (const { message } of body.errors ?? []) {
      if (message === 'PersistedQueryNotSupported') continue;
      expect(message).toMatch(/^[A-Z`][\s\S]*\.$/);
      expect(message).not.toMatch(/\/(srv|work|home|node_modules)|\.ts\b|\d{4}-\d\d-\d\dT/);
    }
  });

  test('the guide explains no other code', () => {
    const met = new Set([...CASES.map(([, , , code]) => code), ...ELSEWHERE]);
    expect(documented.filter((code) => !met.has(code))).toEqual([]);
  });
});

test('a client of persisted queries falls back to the text, as Apollo Client and urql do', async () => {
  const first = (await (
    await send(app, { extensions: persisted(KNOWN) }, { accept: 'application/json' })
  ).json()) as GraphqlBody;
  expect(first).toEqual({
    errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
  });
  for (const _ of [1, 2]) {
    const second = await send(app, { query: KNOWN, extensions: persisted(KNOWN) });
    expect(await second.json()).toEqual({ data: { __typename: 'Query' } });
  }
});

test('a page may send what the guide offers and what clients, error reports and traces add', async () => {
  const asked = [
    'content-type',
    'authorization',
    'accept',
    'x-attune-csrf',
    'x-graphql-yoga-csrf',
    'x-sign-in-nonce',
  ].concat(
    ['x-request-id', 'apollo-require-preflight', 'x-apollo-operation-name', 'apollographql-client-name'],
    ['apollographql-client-version', 'sentry-trace', 'baggage', 'traceparent', 'tracestate'],
  );
  const headers = { origin: 'https://app.example.org', 'access-control-request-method': 'POST' };
  const answer = await app.ask('/graphql', {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-headers': asked.join(',') },
  });
  const allowed = answer.headers.get('access-control-allow-headers')?.split(', ') ?? [];
  expect(asked.filter((name) => !allowed.includes(name))).toEqual([]);
  expect(allowed.filter((name) => !GUIDE.includes(`\`${name}\``))).toEqual([]);
});

test('somebody who is not signed in learns that, before the input is judged', async () => {
  const { body } = await app.graphql(profile, { input: { legalName: '', country: 'XX' } });
  expect(codesOf(body)).toEqual(['UNAUTHENTICATED']);
});

test.each(['Asia/Calcutta', 'Asia/Kolkata', 'Pacific/Auckland', 'US/Pacific', 'Etc/UTC', 'GMT'])(
  'the time zone %s is kept as given',
  async (timeZone) => {
    const userId = await newLearner(world.db, 'Li Wu');
    const query =
      'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { ... on UpdateProfilePayload { viewer { profile { timeZone } } } } }';
    const { body } = await app.graphql(query, { input: { timeZone } }, { 'x-test-user': userId });
    expect(body.data).toEqual({ updateProfile: { viewer: { profile: { timeZone } } } });
  },
);
