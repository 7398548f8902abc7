import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { connect } from '../../drizzle/client.ts';
import { expectGuard, GUARDED_VERSION, guarded } from '../../drizzle/driverGuard/guard.js';
import { createTestDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');
const DRIVER = join(ROOT, 'node_modules/postgres');
const source = readFileSync(join(DRIVER, 'src/connection.js'), 'utf8');

test('the guard is for exactly the driver that is installed', () => {
  const { version } = JSON.parse(readFileSync(join(DRIVER, 'package.json'), 'utf8'));
  const pinned = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies.postgres;
  expect([version, pinned]).toEqual([GUARDED_VERSION, GUARDED_VERSION]);
  expect(guarded(source)).not.toBe(source);
});

test.each([
  ['a passage that changed', source.replace('socket.write(chunk, fn)', 'socket?.write(chunk, fn)')],
  ['a passage that came twice', `${source}\nconst x = socket.write(chunk, fn)`],
  ['a driver that has the guard', guarded(source)],
])('%s is refused when the driver is loaded', (_what, text) => {
  expect(() => guarded(text)).toThrow(/postgres\.js differs from 3\.4\.9/);
});

test('the tests run the guarded driver', async () => {
  const pool = connect('postgres://a:b@127.0.0.1:1/c');
  await pool.close();
  expect(expectGuard).not.toThrow();
});

/** Runs a program in a process of its own; returns its exit code and what it wrote. */
const run = async (program: string, ...flags: string[]) => {
  const child = spawn(process.execPath, [...flags, '--input-type=module', '--eval', program], { cwd: ROOT });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      text += data;
    });
  const [code] = await once(child, 'close');
  return { code, text };
};

const GUARD = ['--import', './server/node24.js'];

/** A statement on a connection that has ended, as a transaction sends its ROLLBACK. */
const lateStatement = (url: string) => `
  import postgres from 'postgres';
  const sql = postgres('${url}', { max: 1 });
  const own = await sql.reserve();
  await own.unsafe('select pg_terminate_backend(pg_backend_pid())').catch(() => {});
  await own.unsafe('rollback').catch((error) => console.log('refused', error.code));
  process.exit(0);`;

test('the driver alone ends the process, and a guarded one refuses the statement', async () => {
  const database = await createTestDatabase();
  const program = lateStatement(database.appUrl);
  const alone = await run(program);
  const safe = await run(program, ...GUARD);
  await database.drop();
  // When this fails because the driver has been mended, delete drizzle/driverGuard.
  expect([alone.code, alone.text]).toEqual([1, expect.stringContaining("reading 'write'")]);
  expect(safe).toEqual({ code: 0, text: 'refused CONNECTION_CLOSED\n' });
});

/** Another statement after a COPY that was read to its end, and one while a COPY runs whose reader gave up. */
const afterCopy = (url: string, rows: number) => `
  import postgres from 'postgres';
  const sql = postgres('${url}', { max: 1 });
  setTimeout(() => process.exit(7), 4000);
  const copy = () => sql.unsafe("copy (select repeat('x', 300000) from generate_series(1, ${rows})) to stdout").readable();
  let bytes = 0;
  for await (const chunk of await copy()) bytes += chunk.length;
  await sql.unsafe('select 1');
  for await (const chunk of await copy()) break;
  const next = await sql.unsafe('select 1').then(() => 'answered', (error) => error.code);
  console.log(bytes, next);
  process.exit(0);`;

test('after a COPY of large rows the driver alone hangs, and a guarded one goes on', async () => {
  const database = await createTestDatabase();
  // On a busy machine a copy may arrive whole, and the driver gets away with it: a larger one does not.
  let hung = false;
  for (const rows of [3, 40, 400]) hung ||= (await run(afterCopy(database.appUrl, rows))).code === 7;
  const safe = await Promise.all([1, 3, 40].map((rows) => run(afterCopy(database.appUrl, rows), ...GUARD)));
  await database.drop();
  expect(hung).toBe(true);
  const told = expect.stringMatching(/answered|COPY_IN_PROGRESS/);
  expect(safe.map(({ text }) => text.split(' '))).toEqual([1, 3, 40].map((rows) => [`${rows * 300_001}`, told]));
});

/** A statement on a new connection that is lost before the driver knows the types of arrays. */
const whileConnecting = (port: number, url: string) => `
  import { connect, createServer } from 'node:net';
  import postgres from 'postgres';
  const proxy = createServer((client) => {
    const server = connect(${port}, '127.0.0.1');
    for (const one of [client, server]) one.on('error', () => {});
    server.pipe(client);
    client.on('data', (data) => (data.includes('typcategory') ? client.resetAndDestroy() : server.write(data)));
    client.on('close', () => server.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  const url = new URL('${url}');
  url.port = String(proxy.address().port);
  await postgres(url.href, { max: 1 }).unsafe('select 1').catch((error) => console.log('refused', error.code));
  setTimeout(() => process.exit(0), 200);`;

test('a connection lost while it begins ends the process with the driver alone, and never with a guarded one', async () => {
  const database = await createTestDatabase();
  const program = whileConnecting(Number(new URL(database.appUrl).port), database.appUrl);
  const [alone, safe] = [await run(program), await run(program, ...GUARD)];
  await database.drop();
  expect(alone.code).toBe(1);
  expect(safe).toEqual({ code: 0, text: expect.stringMatching(/^refused (ECONNRESET|CONNECTION_CLOSED)\n$/) });
});

test('a process that loaded the driver without the guard cannot open a pool', async () => {
  const program =
    "import { connect } from './drizzle/client.ts'; connect('postgres://a:b@127.0.0.1:1/c'); process.exit(0);";
  const bare = await run(program);
  expect([bare.code, bare.text]).toEqual([1, expect.stringContaining('without its guard')]);
  expect((await run(program, ...GUARD)).code).toBe(0);
});
