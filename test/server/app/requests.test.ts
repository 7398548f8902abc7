import { connect as connectSocket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { createHealth } from '../../../server/http/health.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

let database: TestDatabase;
let pool: Pool;
let dev: App;
let prod: App;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 4 });
  dev = await startTestApp(pool);
  prod = await startTestApp(pool, { config: { production: true, metricsToken: 'a token of the operator only' } });
});
afterAll(async () => {
  await dev.stop();
  await prod.stop();
  await pool.close();
  await database.drop();
});

const json = { 'content-type': 'application/json' };
const asked = '{"query":"{ __typename }"}';

describe('health', () => {
  test('livez and readyz answer, and reveal no versions or addresses', async () => {
    expect(await (await prod.ask('/livez')).json()).toEqual({ status: 'ok' });
    expect(await (await prod.ask('/readyz')).json()).toEqual({ ready: true });
  });

  test('with a missing migration, an unreachable database or while draining, the process is not ready', async () => {
    const own = await createTestDatabase();
    const ownPool = connect(own.appUrl, { max: 1 });
    const owner = connect(own.ownerUrl, { max: 1 });
    let now = Date.now();
    const app = await startTestApp(ownPool, { now: () => new Date(now) });
    await owner.db.execute(
      'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)',
    );
    const behind = await app.ask('/readyz');
    expect([behind.status, await behind.json()]).toEqual([503, { ready: false, because: 'MIGRATIONS' }]);
    await owner.close();
    await ownPool.close();
    await own.drop();
    now += 1_000;
    expect(await (await app.ask('/readyz')).json()).toEqual({ ready: false, because: 'DATABASE' });
    app.health.drain();
    const draining = await app.ask('/readyz');
    expect([draining.status, await draining.json()]).toEqual([503, { ready: false, because: 'DRAINING' }]);
    expect((await app.ask('/livez')).status).toBe(200);
    await app.stop();
  });

  test('while the clocks of process and database differ by more than a minute, the process is not ready', async () => {
    let offMs = 0;
    const app = await startTestApp(pool, { now: () => new Date(Date.now() + offMs) });
    const ready = async () => (await app.ask('/readyz')).json();
    try {
      for (const apart of [50_000, -50_000]) {
        offMs = apart;
        expect(await ready()).toEqual({ ready: true });
      }
      for (const apart of [70_000, 75_000, -70_000, -600_000]) {
        offMs = apart;
        expect(await ready()).toEqual({ ready: false, because: 'CLOCK' });
      }
      expect((await app.ask('/livez')).status).toBe(200);
      offMs = 0;
      expect(await ready()).toEqual({ ready: true });
      const told = app.logLines.map((line) => JSON.parse(line).msg).filter((msg) => msg.includes('clocks'));
      expect(told).toEqual([
        'not ready: the clocks of process and database differ by more than a minute',
        'the clocks of process and database agree again',
      ]);
    } finally {
      await app.stop();
    }
  });

  test('a slow answer of the database is no difference of clocks', async () => {
    const late = 90_000;
    let asked = 0;
    // The database answered some moment within the round trip, which took 90 s by the process's clock.
    const clock = () => new Date(Date.now() - 45_000 + (asked++ === 0 ? 0 : late));
    expect(await createHealth().readiness({ db: pool.db, clock })).toEqual({ ready: true });
  });

  test('metrics are open in development and closed in production but to the token', async () => {
    await dev.ask('/verify');
    const open = await (await dev.ask('/metrics')).text();
    expect(open).toMatch(/attune_http_requests_total\{route="\/verify",method="GET",status="200"\} \d/);
    expect(open).toMatch(/attune_http_request_seconds_bucket\{route="\/verify",le="\+Inf"\} \d/);
    expect(open).toContain('attune_jobs_dead 0');
    expect((await prod.ask('/metrics')).status).toBe(404);
    expect((await prod.ask('/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
    const allowed = await prod.ask('/metrics', { headers: { authorization: 'Bearer a token of the operator only' } });
    expect(allowed.status).toBe(200);
  });
});

describe('what every answer carries', () => {
  test.each(['/livez', '/graphql', '/verify/NOPE', '/nothing', '/certificates/x.pdf'])(
    '%s: no-store, nosniff, a policy, a request id',
    async (path) => {
      const { headers } = await prod.ask(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('a request id from outside is used if it looks like one', async () => {
    const idFor = async (given: string) =>
      (await dev.ask('/livez', { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    expect(await idFor('trace-0123456789')).toBe('trace-0123456789');
    for (const odd of ['short', 'a'.repeat(65), '{"level":60}', 'with space 123'])
      expect(await idFor(odd)).not.toBe(odd);
  });

  test('only GraphiQL may load scripts, and only outside production', async () => {
    const page = { headers: { accept: 'text/html' } };
    expect((await dev.ask('/graphql', page)).headers.get('content-security-policy')).toContain('script-src');
    const closed = await prod.ask('/graphql', page);
    expect(closed.headers.get('content-security-policy')).not.toContain('script-src');
    expect(await closed.text()).not.toContain('GraphiQL');
  });

  test.each(['/.env', '/.git/config', '/admin', '/debug', '/server/main.ts', '/healthz'])(
    '%s does not exist',
    async (path) => {
      expect((await prod.ask(path)).status).toBe(404);
    },
  );

  test('the log names routes and ids, never certificate numbers', async () => {
    await dev.ask('/verify/7K3QD-0V9XA-MB52T-C8HEN?name=Robin');
    expect(dev.logLines.join('')).toContain('/verify/:number');
    expect(dev.logLines.join('')).not.toMatch(/7K3QD|Robin/);
  });
});

describe('origins', () => {
  const preflight = (origin: string) =>
    prod.ask('/graphql', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });

  test('a listed origin may call with credentials', async () => {
    const { headers, status } = await preflight('https://app.example.org');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example.org');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')).toContain('Origin');
  });

  test.each(['https://evil.example', 'https://app.example.org.evil.example', 'null', 'http://app.example.org'])(
    '%s is never reflected and may change nothing',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const post = await prod.ask('/graphql', { method: 'POST', headers: { ...json, origin }, body: asked });
      expect(post.status).toBe(403);
      expect(post.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('a program without an origin may call, a cross-site browser without one may not', async () => {
    expect((await prod.ask('/graphql', { method: 'POST', headers: json, body: asked })).status).toBe(200);
    // Sent through a plain socket: fetch does not let a program set this header.
    const lines = [
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Sec-Fetch-Site: cross-site',
      'Content-Type: application/json',
      `Content-Length: ${asked.length}`,
      'Connection: close',
      '',
      asked,
    ];
    expect(await raw(prod.url, lines.join('\r\n'))).toMatch(/^HTTP\/1\.1 403/);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'query=mutation%7B__typename%7D'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"mutation{__typename}"}\r\n--x--',
    ],
    ['text/plain', '{"query":"mutation{__typename}"}'],
  ])('a form-like body (%s) needs the header a foreign page cannot send', async (type, body) => {
    const refused = await prod.ask('/graphql', { method: 'POST', headers: { 'content-type': type }, body });
    expect(refused.status).toBe(403);
  });

  test('multipart and batches are refused, and GET changes nothing', async () => {
    const csrf = { 'x-attune-csrf': '1' };
    const multipart = await prod.ask('/graphql', {
      method: 'POST',
      headers: { ...csrf, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    });
    expect(multipart.status).toBe(415);
    const batch = await prod.ask('/graphql', {
      method: 'POST',
      headers: json,
      body: `[${Array(100).fill(asked).join()}]`,
    });
    expect(batch.status).toBe(400);
    expect((await prod.ask('/graphql?query=mutation%7B__typename%7D', { headers: csrf })).status).toBe(405);
  });
});

describe('bodies', () => {
  const large = JSON.stringify({ query: '{ __typename }', variables: { a: 'a'.repeat(20_000_000) } });

  test('20 MB are refused by their declared length', async () => {
    const startedAt = performance.now();
    const text = await raw(
      prod.url,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${large.length}\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 413/);
    expect(text).toMatch(/Connection: close/i);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('an endless chunked body is cut at 100 kB', async () => {
    const chunk = `${(50_000).toString(16)}\r\n${'a'.repeat(50_000)}\r\n`;
    const text = await raw(
      prod.url,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 413/);
  });

  test('compressed bodies are not unpacked', async () => {
    const bomb = gzipSync(large);
    const answer = await prod.ask('/graphql', {
      method: 'POST',
      headers: { ...json, 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect(answer.status).toBe(415);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"query":7}',
    '{"query":"{ __typename }","variables":"x"}',
    '{"query":"{ __typename }","extra":1}',
    '\0',
  ])('the body %j is refused as the client’s fault', async (body) => {
    const answer = await prod.ask('/graphql', { method: 'POST', headers: json, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test.each(['/verify/%E0%A4%A', '/certificates/%00.pdf', '/verify/%00'])(
    '%s is the client’s fault too',
    async (path) => {
      const { status } = await prod.ask(path, { headers: { 'x-attune-csrf': '1' } });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );
});

/** What a server answers to these bytes, until it says no more. */
const raw = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connectSocket(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (/^HTTP\/1\.1 \d+[\s\S]*\r\n\r\n/.test(text)) socket.end();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
  });
