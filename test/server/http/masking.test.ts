import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { users } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../../schema/errors.ts';
import { documentHash } from '../../../server/graphql/trustedDocuments.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

let database: TestDatabase;
let pool: Pool;
let app: App;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
  await pool.db.insert(users).values({ email: 'taken@example.org' });
  app = await startTestApp(pool, { schema: failing(), config: { production: true } });
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

/** What a test opens, so that fields end when it says so. */
const gate = (({ promise, resolve }) => ({ opened: promise, open: resolve }))(Promise.withResolvers<string>());

/** One field for each way to fail. */
const failing = () => {
  const field = (resolve: () => unknown) => ({ type: GraphQLString, resolve });
  const fields = {
    bug: field(() => {
      throw new TypeError('cannot read secret-value of /srv/attune/server/main.ts');
    }),
    thrownText: field(() => {
      throw 'secret-value';
    }),
    missing: field(() => {
      throw new NotFoundError('The course');
    }),
    duplicate: field(() => pool.db.insert(users).values({ email: 'taken@example.org' })),
    nul: field(() => pool.db.execute(sql`select ${'a\0b'}::text`)),
    badKey: field(() => pool.db.execute(sql`select ${'secret-value'}::uuid`)),
    tooLarge: field(() => pool.db.execute(sql`select ${'2147483648'}::int`)),
    yearZero: field(() => pool.db.execute(sql`select ${'0000-01-01'}::date`)),
    surrogate: field(() => pool.db.execute(sql`select ${JSON.stringify('\\ud800').replace('\\\\', '\\')}::jsonb`)),
    slow: field(() =>
      pool.db.transaction(async (tx) => {
        await tx.execute(sql`set local statement_timeout = 50`);
        await tx.execute(sql`select pg_sleep(5)`);
      }),
    ),
    fine: field(() => 'fine'),
    waits: field(() => gate.opened),
  };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
};

describe('a failure says only what to do', () => {
  test.each(['bug', 'thrownText', 'duplicate'])(
    '%s is INTERNAL with the request’s id, logged with its stack',
    async (name) => {
      const { body, headers } = await app.graphql(`{ fine ${name} }`, {}, { 'x-request-id': `request-of-${name}` });
      expect(body.data).toEqual({ fine: 'fine', [name]: null });
      expect(body.errors).toHaveLength(1);
      expect(body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: `request-of-${name}` });
      expect(headers.get('x-request-id')).toBe(`request-of-${name}`);
      expect(JSON.stringify(body)).not.toMatch(/secret-value|insert|users|taken@|\.ts|node_modules|constraint/);
      const line = app.logLines.find((text) => text.includes(`request-of-${name}`) && text.includes('"err"'));
      expect(line).toBeDefined();
      expect(line).not.toContain('taken@');
    },
  );

  test.each(['nul', 'badKey', 'surrogate'])('%s is BAD_USER_INPUT, logged by its code', async (name) => {
    const { body } = await app.graphql(`{ ${name} }`, {}, { 'x-request-id': `request-of-${name}` });
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(JSON.stringify(body)).not.toContain('secret-value');
    const line = app.logLines.find((text) => text.includes(`request-of-${name}`) && text.includes('"err"'));
    expect(line).toMatch(/"code":"22\w{3}".*"msg":"input refused by the database"/);
    expect(line).not.toContain('secret-value');
  });

  test.each(['tooLarge', 'yearZero'])('%s is said to be out of range, not a character', async (name) => {
    const { body } = await app.graphql(`{ ${name} }`);
    expect(body.errors?.[0]).toMatchObject({
      message: 'A number or a date is outside of what we can store.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('a client that hangs up is no fault of ours', async () => {
    const line = (id: string) => app.logLines.find((text) => text.includes(id) && text.includes('"msg":"request"'));
    for (const query of ['{ waits }', '{ fine waits }']) {
      const id = `hung-up-${query.length}-${Math.random().toString(36).slice(2)}`;
      const client = new AbortController();
      const headers = { 'content-type': 'application/json', 'x-request-id': id };
      const init = { method: 'POST', body: JSON.stringify({ query }), headers, signal: client.signal };
      const asking = app.ask('/graphql', init);
      setTimeout(() => client.abort(), 20);
      await asking.catch(() => {});
      while (line(id) === undefined) await new Promise((done) => setTimeout(done, 10));
    }
    gate.open('opened');
    await app.graphql('{ waits }');
    expect(app.logLines.filter((text) => text.includes('hung-up') && text.includes('"level":50'))).toEqual([]);
  });

  test('an expected error keeps its words and its code', async () => {
    const { body } = await app.graphql('{ missing }');
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(body.errors?.[0]?.message).toContain('The course was not found');
  });

  test('a database without time is 503 with Retry-After', async () => {
    const { status, headers, body } = await app.graphql('{ slow }');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
    expect(body.errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
  });

  test('a database that is away is 503 on every route', async () => {
    const gone = connect('postgres://attune_app:pw@127.0.0.1:1/attune', { max: 1 });
    const alone = await startTestApp(gone, { config: { production: true } });
    const learner = { 'x-test-user': '019aa000-0000-7000-8000-000000000001' };
    const asked = await alone.graphql('{ viewer { email } }', {}, learner);
    expect([asked.status, asked.body.errors?.[0]?.extensions?.code]).toEqual([503, 'UNAVAILABLE']);
    const verify = await alone.ask('/verify/BGNTZ-49EKR-X27CH-PV059', { headers: { accept: 'application/json' } });
    expect([verify.status, verify.headers.get('retry-after')]).toEqual([503, '5']);
    await alone.stop();
    await gone.close();
  });
});

describe('trusted documents', () => {
  const known = '{ fine }';
  const hash = documentHash(known);
  const manifest = (content: unknown) => {
    const file = join(mkdtempSync(join(tmpdir(), 'attune-documents-')), 'documents.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const start = (file: string) => startTestApp(pool, { schema: failing(), config: { trustedDocumentsFile: file } });
  const send = async (to: App, body: unknown) => {
    const response = await to.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const named = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

  test('when set, only they run', async () => {
    const closed = await start(manifest({ [hash]: known }));
    expect(await send(closed, named(hash))).toEqual({ status: 200, body: { data: { fine: 'fine' } } });
    for (const [body, code] of [
      [{ query: known }, 'TRUSTED_DOCUMENTS_ONLY'],
      [{ query: '{ bug }', ...named(hash) }, 'TRUSTED_DOCUMENTS_ONLY'],
      [named(7), 'TRUSTED_DOCUMENTS_ONLY'],
      [named(documentHash('{ bug }')), 'PERSISTED_QUERY_NOT_IN_LIST'],
      [named('__proto__'), 'PERSISTED_QUERY_NOT_IN_LIST'],
    ] as const) {
      const refused = await send(closed, body);
      expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, code]);
    }
    expect(await (await closed.ask('/graphql', { headers: { accept: 'text/html' } })).text()).not.toContain('GraphiQL');
    await closed.stop();
  });

  test('when unset, any document within the limits runs', async () => {
    expect((await app.graphql(known)).body).toEqual({ data: { fine: 'fine' } });
  });

  test.each([
    ['a hash that is another document’s', { [documentHash('{ bug }')]: known }, /not the hash/],
    ['a name that is no hash', { fine: known }, /SHA-256/],
    ['a list', [known], /SHA-256/],
  ])('%s stops the start with one line', async (_what, content, expected) => {
    await expect((async () => start(manifest(content)))()).rejects.toThrow(expected);
  });
});
