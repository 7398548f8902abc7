import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '../../../drizzle/client.ts';
import { freePort, killProcesses, productionSettings, runProcess, until } from '../../../faults/serviceProcess.ts';
import { createLog } from '../../../server/http/logging.ts';
import { startService } from '../../../server/service.ts';
import { TEST_CONFIG } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'attune-process-'));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  killProcesses();
  await database.drop();
});

const run = (settings: Record<string, string>, script?: string, ...words: string[]) =>
  runProcess({ DATA_DIR: dataDir, ...settings }, script, ...words);
const production = (port: number) => productionSettings(port, database.appUrl);

test('production without its settings ends at once and names every one', async () => {
  const { code, text } = await run({ NODE_ENV: 'production', STUDY_SPEED: '60' }).ended;
  expect(code).toBe(1);
  for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY', 'STUDY_SPEED']) {
    expect(text).toContain(`- ${name} `);
  }
  expect(text).not.toContain('    at ');
});

test('a port in use is reported in one line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { code, text } = await run({ DATABASE_URL: database.appUrl, PORT: String(port), LOG_LEVEL: 'silent' }).ended;
  server.close();
  expect(code).toBe(1);
  expect(text.trim().split('\n')).toEqual([expect.stringContaining(`port ${port} is in use by another program`)]);
}, 90_000);

test('a database with a missing migration, or an unreachable one, is reported in one line', async () => {
  const older = await createTestDatabase();
  const owner = connect(older.ownerUrl, { max: 1 });
  await owner.db.execute('drop schema drizzle cascade');
  await owner.close();
  const behind = await run({ ...production(1), DATABASE_URL: older.appUrl }).ended;
  await older.drop();
  expect(behind.code).toBe(1);
  expect(behind.text.trim().split('\n')).toEqual([expect.stringContaining('Run: npm run migrate')]);
  const away = await run({ ...production(1), DATABASE_URL: 'postgres://attune_app:geheim@127.0.0.1:1/attune' }).ended;
  expect(away.code).toBe(1);
  expect(away.text.trim().split('\n')).toEqual([expect.stringContaining('does not answer')]);
  expect(away.text).not.toContain('geheim');
}, 90_000);

test('SIGTERM: not ready first, requests end, then the process, well within 30 seconds', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const service = run(production(port));
  await until(async () => (await fetch(`${url}/readyz`)).ok);
  // Loading it blocks the process for a fifth of a second: the first answers go out before.
  await until(async () => service.text().includes('identity library loaded'));
  expect(service.text().indexOf('"route":"/readyz"')).toBeLessThan(service.text().indexOf('identity library loaded'));
  expect(service.text()).toContain('"route":"/readyz"');

  // A request that has begun: its body is still on the way when the signal comes.
  const body = '{"query":"{ __typename }"}';
  const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = connectSocket(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.write(head + body.slice(0, 5));
  const load = { asked: 0, failed: 0, stop: false };
  const clients = Array.from({ length: 5 }, async () => {
    while (!load.stop) {
      const response = await fetch(`${url}/livez`).catch(() => null);
      if (response === null) break;
      load.asked += 1;
      if (!response.ok) load.failed += 1;
      await response.text();
    }
  });

  const startedAt = Date.now();
  service.child.kill('SIGTERM');
  await until(async () => (await fetch(`${url}/readyz`)).status === 503);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  socket.write(body.slice(5));
  await until(async () => answer.includes('"Query"'));
  const { code } = await service.ended;
  load.stop = true;
  await Promise.all(clients);
  expect(code).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  expect(load.asked).toBeGreaterThan(10);
  expect(load.failed).toBe(0);
}, 120_000);

test('the worker runs alone and stops when asked', async () => {
  const worker = run({ ...production(0), LOG_LEVEL: 'info' }, 'server/worker.ts');
  await until(async () => worker.text().includes('doing jobs'));
  worker.child.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);
}, 90_000);

test('migrations need the role that owns the tables, and run twice without harm', async () => {
  const refused = await run(production(0), 'server/migrate.ts').ended;
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('MIGRATION_DATABASE_URL is missing')]);
  const settings = { ...production(0), MIGRATION_DATABASE_URL: database.ownerUrl };
  const both = await Promise.all([run(settings, 'server/migrate.ts').ended, run(settings, 'server/migrate.ts').ended]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
}, 90_000);

test('when the jobs cannot start, the port is given back', async () => {
  const port = await freePort();
  const pool = connect(database.appUrl, { max: 2 });
  let closed = 0;
  const close = async () => {
    closed += 1;
    await pool.close();
  };
  const wrong = new URL(database.appUrl);
  wrong.password = 'wrong';
  const appUrl = wrong.href;
  const config = { ...TEST_CONFIG, dataDir, port, publicUrl: `http://localhost:${port}` };
  await expect(startService(config, createLog('silent'), { pool, appUrl, close })).rejects.toThrow();
  expect(closed).toBe(1);
  await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
});

test.each(['unhandledRejection', 'uncaughtException'])(
  '%s is one redacted line of JSON, and the process ends with status 1',
  async (origin) => {
    const failing = await run({ LOG_LEVEL: 'info' }, 'test/support/uncaughtProcess.ts', origin).ended;
    expect(failing.code).toBe(1);
    const [line, ...more] = failing.text.trim().split('\n');
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 60,
      origin,
      err: { type: 'AggregateError', errors: [{ message: 'for [address]' }] },
    });
  },
);
