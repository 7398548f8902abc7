import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { type BrittlePostgres, startBrittlePostgres } from '../../../faults/brittlePostgres.ts';
import { type CuttingProxy, startCuttingProxy } from '../../../faults/cuttingProxy.ts';
import {
  freePort,
  killProcesses,
  productionSettings,
  runProcess,
  SESSION_SECRET,
  type ServiceProcess,
  until,
} from '../../../faults/serviceProcess.ts';
import { createWriter, type Writer } from '../../support/writers.ts';

let postgres: BrittlePostgres;
let proxy: CuttingProxy;
let pool: Pool;
let service: ServiceProcess;
let worker: ServiceProcess;
let url: string;
let writers: Writer[];
/** What a process said that ended by itself. */
const ends: string[] = [];

const throughProxy = (address: string) => {
  const changed = new URL(address);
  changed.port = String(proxy.port);
  return changed.href;
};
const status = async (path: string) => (await fetch(url + path)).status;
const isReady = async () => (await status('/readyz')) === 200;

beforeAll(async () => {
  postgres = await startBrittlePostgres();
  proxy = await startCuttingProxy(postgres.port);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const settings = productionSettings(port, throughProxy(postgres.appUrl));
  service = runProcess(settings);
  worker = runProcess(settings, 'server/worker.ts');
  for (const one of [service, worker])
    void one.ended.then(({ code, text }) => ends.push(`${code}: ${text.slice(-3_000)}`));
  pool = connect(postgres.appUrl, { max: 2 });
  writers = await Promise.all(Array.from({ length: 12 }, () => createWriter(pool.db, url, SESSION_SECRET)));
  await until(isReady);
  // Answers come before the jobs have started.
  await until(() => service.text().includes('listening') && worker.text().includes('doing jobs'));
}, 120_000);
afterAll(async () => {
  killProcesses();
  await pool?.close();
  await proxy?.close();
  await postgres?.stop();
});

/** Runs a fault while everyone writes and liveness is asked; then everyone must be able to write again. */
const underLoad = async (fault: () => Promise<unknown>) => {
  for (const writer of writers) writer.answers.length = 0;
  const loads = writers.map((writer) => writer.keepWriting());
  const dead: number[] = [];
  let watching = true;
  const watch = (async () => {
    while (watching) {
      const live = await status('/livez').catch(() => 0);
      if (live !== 200) dead.push(live);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  try {
    await until(() => writers.every(({ answers }) => answers.length > 2));
    await fault();
    await until(isReady);
    const before = writers.map((writer) => writer.acknowledged());
    await until(() => writers.every((writer, at) => writer.acknowledged() > (before[at] ?? 0)));
  } finally {
    watching = false;
    await Promise.all([watch, ...loads.map((load) => load.stop())]);
    expect(ends).toEqual([]);
  }
  expect(dead).toEqual([]);
};

/** Everyone was answered, with success or with 503, and what was acknowledged is stored. */
const expectHonest = async () => {
  const odd = writers.flatMap(({ answers }) =>
    answers.filter(
      (told) =>
        told === null ||
        !(told.status === 200 || (told.status === 503 && told.code === 'UNAVAILABLE' && told.retryAfter !== null)),
    ),
  );
  expect(odd).toEqual([]);
  for (const writer of writers) {
    const stored = await writer.stored(pool.db);
    expect(stored).toBeGreaterThanOrEqual(writer.acknowledged());
    expect(stored).toBeLessThanOrEqual(writer.sent());
  }
};

test.each(['immediate', 'fast', 'killed'] as const)(
  'the service lives through a restart of PostgreSQL (%s)',
  async (how) => {
    await underLoad(async () => {
      await postgres.end(how);
      await until(async () => (await status('/readyz')) === 503);
      await postgres.start();
    });
    await expectHonest();
  },
  90_000,
);

test('the service lives through the loss of every connection, several times', async () => {
  for (let round = 0; round < 3; round++) {
    await underLoad(() =>
      pool.db.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'attune%' and pid <> pg_backend_pid()`,
      ),
    );
  }
  await expectHonest();
}, 90_000);

test.each(['before COMMIT', 'after COMMIT'] as const)(
  'the service lives through connections cut %s',
  async (where) => {
    const cutSoFar = proxy.cuts();
    await underLoad(async () => {
      proxy.cut(where, 12);
      await until(() => proxy.cuts() === cutSoFar + 12);
    });
    await expectHonest();
  },
  90_000,
);

test('while the database cannot write, people read on and changes are told to try again', async () => {
  const name = new URL(postgres.ownerUrl).pathname.slice(1);
  const owner = connect(postgres.ownerUrl, { max: 1 });
  const everyoneElse = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'attune_app' and datname = current_database() and pid <> pg_backend_pid()`;
  const [writer] = writers;
  const body = JSON.stringify({ query: '{ viewer { email } }' });
  const read = async () =>
    (await (await fetch(`${url}/graphql`, { method: 'POST', headers: writer?.headers ?? {}, body })).json()) as object;
  const readOnly = async (on: boolean) => {
    await owner.db.execute(sql.raw('set default_transaction_read_only = off'));
    await owner.db.execute(sql.raw(`alter database ${name} set default_transaction_read_only = ${on}`));
    await pool.db.execute(everyoneElse);
    await pool.close();
    pool = connect(postgres.appUrl, { max: 2 });
    // /readyz may answer from the second before; whoever asks on an ended connection is told to try again.
    await until(async () => !('errors' in (await read())));
  };
  await readOnly(true);
  expect(await read()).toMatchObject({ data: { viewer: { email: expect.stringContaining('@') } } });
  expect((await fetch(`${url}/verify/BGNTZ-49EKR-X27CH-PV059`)).status).toBe(404);
  expect(await writer?.write()).toEqual({ status: 503, code: 'UNAVAILABLE', retryAfter: '5' });
  await readOnly(false);
  await owner.close();
  expect(await writer?.write()).toMatchObject({ status: 200, code: null });
}, 60_000);

/** One of each kind of route that reads the database. */
const READING: [path: string, init: RequestInit][] = [
  ['/verify/BGNTZ-49EKR-X27CH-PV059', {}],
  ['/credentials/019aa000-0000-7000-8000-000000000001', {}],
  ['/status/1', {}],
  ['/log/checkpoint', {}],
  ['/keys/019aa000-0000-7000-8000-000000000001', {}],
  ['/certificates/BGNTZ-49EKR-X27CH-PV059.pdf', {}],
  ['/api/auth/get-session', {}],
  ['/api/auth/sessions', {}],
  [
    '/api/auth/email-otp/send-verification-otp',
    { method: 'POST', body: JSON.stringify({ email: 'robin@example.org', type: 'sign-in' }) },
  ],
  ['/graphql', { method: 'POST', body: JSON.stringify({ query: '{ viewer { email } }' }) }],
];

test('a database that is frozen means 503 within ten seconds on every route, then at once, and nothing late afterwards', async () => {
  for (const writer of writers) writer.answers.length = 0;
  const headers = writers[0]?.headers ?? {};
  const ask = async ([path, init]: (typeof READING)[number], patienceMs: number) => {
    const response = await fetch(url + path, { headers, ...init, signal: AbortSignal.timeout(patienceMs) });
    return [path, response.status, response.headers.has('retry-after')];
  };
  const unavailable = READING.map(([path]) => [path, 503, true]);
  const loads = writers.map((writer) => writer.keepWriting());
  await until(() => writers.every(({ answers }) => answers.length > 2));
  const sent = writers.map((writer) => writer.sent());
  postgres.freeze();
  try {
    // All who ask within a second share one answer.
    await until(async () => (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).status === 503, 10);
    expect(await Promise.all(READING.map((route) => ask(route, 10_000)))).toEqual(unavailable);
    await until(() => writers.every(({ answers }) => answers.at(-1)?.status === 503));
    // Known to be silent: nobody waits for it again.
    expect(await Promise.all(READING.map((route) => ask(route, 3_000)))).toEqual(unavailable);
    expect(await status('/livez')).toBe(200);
  } finally {
    await Promise.all(loads.map((load) => load.stop()));
    postgres.resume();
  }
  await until(isReady, 5);
  // What was on its way when the server froze may have been done; nothing that was asked later.
  for (const [at, writer] of writers.entries()) {
    expect(await writer.stored(pool.db)).toBeGreaterThanOrEqual(writer.acknowledged());
    expect(await writer.stored(pool.db)).toBeLessThanOrEqual(Math.max(sent[at] ?? 0, writer.acknowledged()) + 1);
  }
  await underLoad(async () => {});
  await expectHonest();
}, 90_000);
