import { request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import express from 'express';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import type { Context } from '../../../schema/context.ts';
import { NotFoundError } from '../../../schema/errors.ts';
import { readExamples } from '../../../server/graphql/examples.ts';
import { createGraphql } from '../../../server/graphql/graphql.ts';
import { acceptWithin } from '../../../server/graphql/limits/accepted.ts';
import { documentHash } from '../../../server/graphql/trustedDocuments.ts';
import { readBody } from '../../../server/http/body.ts';
import { createLog } from '../../../server/http/logging.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { startTestApp } from '../../support/app.ts';
import { enrolled, newLearner, openWorld, type World } from '../../support/world.ts';

type Told = { status: number | undefined; headers: string[]; body: string };
type Body = Record<string, unknown>;

/** Through the whole door whatever is known: the short one takes exactly `application/json`. */
const WHOLE = 'application/json; charset=utf-8';
const SHORT = 'application/json';

/** All that an answer says on the wire, but the time. */
const send = (url: string, body: Body, headers: Record<string, string>): Promise<Told> =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { 'x-request-id': 'the-same-each-time', ...headers } };
    const outgoing = ask(`${url}/graphql`, options, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const headers = answer.rawHeaders.filter((_, at, all) => all[at - (at % 2)] !== 'Date');
        resolve({ status: answer.statusCode, headers, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject).end(JSON.stringify(body));
  });

/** The same request through the whole door and, after it was seen once, through the short one. */
const both = async (url: string, body: Body, headers: Record<string, string> = {}) => {
  await send(url, body, { ...headers, 'content-type': SHORT });
  const short = await send(url, body, { ...headers, 'content-type': SHORT });
  return { short, whole: await send(url, body, { ...headers, 'content-type': WHOLE }) };
};

const NEVER_SHORT = ['VerifyCertificates', 'NameCorrections', 'AttendanceReport'];

describe('the journey', () => {
  let world: World;
  let app: Awaited<ReturnType<typeof startTestApp>>;
  let learner: Record<string, string>;
  let ids: Map<string, string>;
  let now = Date.parse('2026-11-23T00:00:00Z');
  // One learner asks for all of it, which is more than a person may spend in a minute.
  beforeEach(() => {
    now += 60_000;
  });
  beforeAll(async () => {
    world = await openWorld({ max: 4 });
    // One person asks for everything nine times.
    app = await startTestApp(world.pool, { now: () => new Date(now), config: { networkCostPerMinute: 6_000_000 } });
    const userId = await newLearner(world.db, 'Robin Example');
    const enrollmentId = await enrolled(world, userId);
    learner = { 'x-test-user': userId };
    ids = new Map([
      ['(course.id)', encodeGlobalID('Course', world.courseId)],
      ['(enrollment.id)', encodeGlobalID('Enrollment', enrollmentId)],
    ]);
  });
  afterAll(async () => {
    await app.stop();
    await world.close();
  });

  const shortly = async () => {
    const text = await (await app.ask('/metrics')).text();
    return Number(/attune_graphql_operations_total\{door="SHORT"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const filled = (variables: Body): Body =>
    JSON.parse(JSON.stringify(variables), (_key, value) => ids.get(value) ?? value);

  test.each(readExamples())('$name is told alike by both doors, byte for byte', async ({ name, query, variables }) => {
    const before = await shortly();
    for (const accept of ['*/*', 'application/json', 'application/graphql-response+json']) {
      const { short, whole } = await both(app.url, { query, variables: filled(variables) }, { ...learner, accept });
      expect(short).toEqual(whole);
      expect(short.status).toBe(200);
    }
    // A list in a variable decides what the first two cost, so it is found each time. A stranger's report is an error.
    expect((await shortly()) - before).toBe(NEVER_SHORT.includes(name) ? 0 : 3);
  });

  test.each(['text/event-stream', 'multipart/mixed'])('an answer as %s is never a plain one', async (accept) => {
    const before = await shortly();
    const query = 'query inParts { __typename }';
    const headers = { 'content-type': 'application/json', accept };
    const ask = async () => {
      const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return { type: response.headers.get('content-type'), body: await response.text() };
    };
    expect(await ask()).toEqual(await ask());
    expect(await shortly()).toBe(before);
  });

  test('somebody who is not signed in is told so by both doors', async () => {
    const query = '{ viewer { id email } }';
    await both(app.url, { query }, learner);
    const before = await shortly();
    const { short, whole } = await both(app.url, { query });
    expect(short).toEqual(whole);
    expect(short.body).toContain('UNAUTHENTICATED');
    expect((await shortly()) - before).toBe(2);
  });

  test.each<[string, Body, number]>([
    ['an operation of another name', { query: 'query a { __typename }', operationName: 'b' }, 0],
    ['its name', { query: 'query a { __typename }', operationName: 'a' }, 1],
    ['no name', { query: 'query a { __typename }', operationName: null, variables: null, extensions: null }, 1],
    ['a name of another type', { query: 'query a { __typename }', operationName: 7 }, 0],
    ['extensions of another type', { query: '{ __typename }', extensions: 'x' }, 0],
    ['an unknown parameter', { query: '{ __typename }', id: 1 }, 0],
    ['a document that is refused', { query: '{ nothing }' }, 0],
    [
      'a page in a variable',
      { query: 'query ($n: Int) { courses(first: $n) { nodes { id } } }', variables: { n: 1 } },
      0,
    ],
    ['an id of another type', { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: {} } }, 0],
    ['an id', { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: 'x' } }, 1],
  ])('%s', async (_what, body, entries) => {
    await both(app.url, { query: body.query, variables: { id: 'x' } });
    const before = await shortly();
    const { short, whole } = await both(app.url, body);
    expect(short).toEqual(whole);
    expect((await shortly()) - before >= entries).toBe(true);
    if (entries === 0) expect(await shortly()).toBe(before);
  });
});

describe('failures', () => {
  const away = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const FAILURES: Record<string, () => unknown> = {
    bug: () => {
      throw new TypeError('cannot read secret-value of /srv/attune/server/main.ts');
    },
    away: () => {
      throw away();
    },
    missing: () => {
      throw new NotFoundError('The course');
    },
    nothing: () => null,
    long: () => 'x'.repeat(9_000_000),
  };
  const QUERY = 'query ($how: String, $n: Int) { fine(how: $how, n: $n) other }';
  const ran: string[] = [];
  const schema = () => {
    const fine = {
      type: new GraphQLNonNull(GraphQLString),
      args: { how: { type: GraphQLString }, n: { type: GraphQLInt } },
      resolve: (_root: unknown, { how = 'fine' }: { how?: string }) => {
        ran.push(how);
        return FAILURES[how]?.() ?? (how === 'nothing' ? null : 'fine');
      },
    };
    const other = { type: GraphQLString, resolve: () => 'other' };
    return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { fine, other } }) });
  };
  /** The handler alone, over contexts that a header can break. */
  const start = async (trustedDocuments: ReadonlyMap<string, string> | null) => {
    const accepted = acceptWithin({ spend: () => null, add: () => {} }, createMetrics());
    const contextOf = async (request: express.Request) => {
      if (request.get('x-broken') !== undefined) throw away();
      return {} as Context;
    };
    const log = createLog('silent');
    const app = express().set('etag', false);
    app.use((request, response, next) => {
      response.locals.requestId = request.get('x-request-id');
      next();
    });
    app.all(
      '/graphql',
      readBody,
      createGraphql({
        schema: schema(),
        production: true,
        documents: { own: new Map(), trusted: trustedDocuments },
        contextOf,
        log,
        accepted,
        reading: () => {},
      }),
    );
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    servers.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const servers: { close(): unknown; closeAllConnections(): void }[] = [];
  let url: string;
  beforeAll(async () => {
    url = await start(null);
  });
  afterAll(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  test.each([
    ['bug', 'INTERNAL', 200],
    ['away', 'UNAVAILABLE', 503],
    ['missing', 'NOT_FOUND', 200],
    ['nothing', 'INTERNAL', 200],
    ['long', 'ANSWER_TOO_LARGE', 400],
  ])('%s is told alike by both doors, and runs once each time', async (how, code, status) => {
    await both(url, { query: QUERY });
    ran.length = 0;
    const { short, whole } = await both(url, { query: QUERY, variables: { how } });
    expect(short).toEqual(whole);
    expect([short.status, JSON.parse(short.body).errors[0].extensions.code]).toEqual([status, code]);
    expect(ran).toEqual([how, how, how]);
  });

  test('a context that cannot be made, and variables of another type, are told alike too', async () => {
    await both(url, { query: QUERY });
    const broken = await both(url, { query: QUERY }, { 'x-broken': '1' });
    expect(broken.short).toEqual(broken.whole);
    expect([broken.short.status, broken.short.headers.includes('Retry-After')]).toEqual([503, true]);
    ran.length = 0;
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const mistyped = await both(url, { query: QUERY, variables: { n: 'x' } }, { accept });
      expect(mistyped.short).toEqual(mistyped.whole);
      expect(mistyped.short.body).toContain('BAD_USER_INPUT');
    }
    expect(ran).toEqual([]);
  });

  test('a document named by its hash takes the short door, and its text stays refused', async () => {
    const hash = documentHash(QUERY);
    const closed = await start(new Map([[hash, QUERY]]));
    const named = { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
    for (const variables of [{}, { how: 'bug' }]) {
      const { short, whole } = await both(closed, { ...named, variables });
      expect(short).toEqual(whole);
    }
    for (const body of [{ query: QUERY }, { query: QUERY, ...named }]) {
      expect((await both(closed, body)).short.body).toContain('TRUSTED_DOCUMENTS_ONLY');
    }
  });

  test('more documents than are remembered are answered all the same', async () => {
    const other = (at: number) => ({ query: `{ a${at}: other }` });
    for (let at = 0; at < 505; at++) await send(url, other(at), { 'content-type': SHORT });
    for (const at of [0, 1, 504])
      expect((await send(url, other(at), { 'content-type': SHORT })).body).toContain(`a${at}`);
  });
});
