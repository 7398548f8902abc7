import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { isRunning, until } from '../../../server/postgres/processes.ts';
import { type RunningPostgres, startPostgres, startThrowAwayPostgres } from '../../../server/postgres/start.ts';

const processScript = join(import.meta.dirname, '../../support/postgresProcess.ts');
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('data that lasts', () => {
  test('a first start makes a UTF-8 database that only this machine and both roles reach', async () => {
    const dataDir = await newDataDir();
    const server = await start(dataDir);
    expect(server.joined).toBe(false);
    const [facts] = await query(
      server.ownerUrl,
      `SELECT current_user::text AS role, current_database()::text AS database, pg_encoding_to_char(encoding)::text AS encoding,
         current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses,
         upper('ä') AS upper, pg_get_userbyid(datdba)::text AS owner
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(facts).toEqual({
      role: 'attune_owner',
      owner: 'attune_owner',
      database: 'attune',
      encoding: 'UTF8',
      fsync: 'on',
      addresses: '127.0.0.1',
      upper: 'Ä',
    });
    const home = await realpath(join(dataDir, 'postgres'));
    expect((await stat(join(home, 'passwords.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'cluster'))).mode & 0o777).toBe(0o700);
    await expect(query(server.ownerUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  test.each([
    ['open', 0o755],
    ['closed', 0o700],
  ])('a second start finds the data, in a folder %s to other accounts', async (_, mode) => {
    const dataDir = await newDataDir(mode);
    const first = await start(dataDir);
    await query(first.ownerUrl, `CREATE TABLE note AS SELECT 'kept' AS text`);
    await first.stop();
    const second = await start(dataDir);
    expect(second.joined).toBe(false);
    expect(await query(second.ownerUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
  });

  test('another process joins the running server, and the last to leave stops it', async () => {
    const dataDir = await newDataDir();
    const first = await start(dataDir);
    const second = await startProcess(dataDir);
    expect(second.joined).toBe(true);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    const pid = await serverPid(dataDir);
    await first.stop();
    expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    second.child.stdin?.end();
    await once(second.child, 'exit');
    expect(isRunning(pid)).toBe(false);
  });

  test('the server outlives a killed process; the next one joins it and, being the last, stops it', async () => {
    const dataDir = await newDataDir();
    const killed = await startProcess(dataDir);
    await query(killed.ownerUrl, 'CREATE TABLE note AS SELECT 1 AS one');
    await kill(killed.child);
    const pid = await serverPid(dataDir);
    expect(isRunning(pid)).toBe(true);
    const next = await start(dataDir);
    expect(next.joined).toBe(true);
    expect(await query(next.ownerUrl, 'SELECT one FROM note')).toEqual([{ one: 1 }]);
    await next.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('processes that start at the same moment without data share one server', async () => {
    const dataDir = await newDataDir();
    const started = await Promise.all([startProcess(dataDir), startProcess(dataDir), startProcess(dataDir)]);
    expect(new Set(started.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
    expect(started.map(({ joined }) => joined).sort()).toEqual([false, true, true]);
  });

  test('what a process killed in the middle of the first start left is thrown away', async () => {
    const dataDir = await newDataDir();
    const child = spawnProcess(dataDir);
    const home = join(dataDir, 'postgres');
    const drafts = async () => (await list(home)).filter((name) => name.startsWith('new-'));
    const isHalfWay = async () => (await list(join(home, (await drafts())[0] ?? '?'))).includes('base');
    expect(await until(isHalfWay, 30)).toBe(true);
    await kill(child);
    expect(await drafts()).toHaveLength(1);
    const next = await start(dataDir);
    expect(next.joined).toBe(false);
    expect(await query(next.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await drafts()).toEqual([]);
  });

  test('a server that was killed is started again by those who use it, at its address, with everything committed', async () => {
    const dataDir = await newDataDir();
    const first = await start(dataDir);
    const second = await startProcess(dataDir);
    await query(first.ownerUrl, 'CREATE TABLE note AS SELECT 1 AS one');
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    const isBack = async () => (await query(first.ownerUrl, 'SELECT one FROM note').catch(() => [])).length === 1;
    expect(await until(isBack, 60)).toBe(true);
    const next = await serverPid(dataDir);
    expect(next).not.toBe(pid);
    // Both know the new server: the last to leave stops it.
    await first.stop();
    expect(await query(second.ownerUrl, 'SELECT one FROM note')).toEqual([{ one: 1 }]);
    second.child.stdin?.end();
    await once(second.child, 'exit');
    expect(isRunning(next)).toBe(false);
  });

  test('a postmaster.pid whose number now belongs to another program is not joined', async () => {
    const dataDir = await newDataDir();
    await (await start(dataDir)).stop();
    const cluster = await realpath(join(dataDir, 'postgres', 'cluster'));
    const { port, visits } = await listener();
    const lines = [process.pid, cluster, 1, port, '', '127.0.0.1', '1 1', 'ready'];
    await writeFile(join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
    const server = await start(dataDir);
    expect(server.joined).toBe(false);
    expect(new URL(server.ownerUrl).port).not.toBe(String(port));
    expect(visits()).toBe(0);
  });

  test('a server that refuses our password is not joined', async () => {
    const dataDir = await newDataDir();
    await start(dataDir);
    const file = await realpath(join(dataDir, 'postgres', 'passwords.json'));
    await writeFile(file, JSON.stringify({ owner: 'other', app: 'other' }));
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toThrow(/refuses the connection: password/);
  });

  test('data of another major version is refused in one line and left alone', async () => {
    const dataDir = await newDataDir();
    await (await start(dataDir)).stop();
    const file = await realpath(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'));
    await writeFile(file, '9\n');
    await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toThrow(
      /^The data was written by PostgreSQL 9, but this machine has \d+: install 9.*$/,
    );
    expect(await readFile(file, 'utf8')).toBe('9\n');
  });

  test('the application reads and writes what the owner makes, and cannot create anything itself', async () => {
    const { ownerUrl, appUrl } = await start(await newDataDir());
    await query(ownerUrl, 'CREATE TABLE note (id int GENERATED BY DEFAULT AS IDENTITY, text text)');
    await query(appUrl, `INSERT INTO note (text) VALUES ('a')`);
    await query(appUrl, `UPDATE note SET text = 'b'`);
    expect(await query(appUrl, 'SELECT id, text FROM note')).toEqual([{ id: 1, text: 'b' }]);
    await query(appUrl, 'DELETE FROM note');
    for (const forbidden of [
      'CREATE TABLE mine (id int)',
      'CREATE TEMPORARY TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'ALTER TABLE note ADD COLUMN more int',
      'DROP TABLE note',
      'TRUNCATE note',
      'CREATE DATABASE mine',
    ]) {
      await expect(query(appUrl, forbidden)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe('throw-away servers', () => {
  test('one leaves no trace after stop', async () => {
    const others = await homesOf(process.pid);
    const server = await startThrowAwayPostgres({ log: () => undefined });
    expect(await query(server.appUrl, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    const home = (await homesOf(process.pid)).find((folder) => !others.includes(folder));
    expect(home).toBeDefined();
    await server.stop();
    await expect(stat(home ?? '')).rejects.toThrow(/ENOENT/);
    await expect(query(server.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('what a killed process left is stopped and removed by the next one', async () => {
    const { child, ownerUrl } = await startProcess();
    const [home] = await homesOf(child.pid ?? 0);
    expect(home).toBeDefined();
    await kill(child);
    expect(await query(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const next = await startThrowAwayPostgres({ log: () => undefined });
    cleanUps.push(next.stop);
    await expect(stat(home ?? '')).rejects.toThrow(/ENOENT/);
    await expect(query(ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('faults say in one line what to do', () => {
  test('a data folder that is a file', async () => {
    const file = join(await newDataDir(), 'file');
    await writeFile(file, '');
    await expect(startPostgres({ dataDir: file, log: () => undefined })).rejects.toThrow(
      /^PostgreSQL could not start: .*file/,
    );
  });
});

async function newDataDir(mode = 0o755): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'attune-data-')));
  await chmod(folder, mode);
  cleanUps.push(async () => {
    const home = await realpath(join(folder, 'postgres')).catch(() => folder);
    await rm(home, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

async function start(dataDir: string): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, log: () => undefined });
  cleanUps.push(server.stop);
  return server;
}

function spawnProcess(dataDir?: string): ChildProcess {
  const child = spawn(process.execPath, [processScript, ...(dataDir ? [dataDir] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  cleanUps.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.stdin?.end();
    await once(child, 'exit');
  });
  return child;
}

async function startProcess(dataDir?: string) {
  const child = spawnProcess(dataDir);
  const [line]: unknown[] = (await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])) ?? [];
  const said: { ownerUrl: string; joined: boolean } = JSON.parse(String(line));
  return { child, ...said };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

async function serverPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

/** The names in a folder; none when there is no such folder. */
async function list(folder: string): Promise<string[]> {
  return await readdir(folder).catch((): string[] => []);
}

/** The folders of the throw-away servers of one process. */
async function homesOf(pid: number): Promise<string[]> {
  const folders = [tmpdir(), '/tmp', '/var/tmp'].map((folder) => join(folder, `attune-${process.geteuid?.()}`));
  const rooms = [...new Set([...folders, '/var/lib/attune'])];
  const names = await Promise.all(rooms.map(async (room) => (await list(room)).map((name) => join(room, name))));
  return names.flat().filter((path) => path.includes(`/run-${pid}-`));
}

/** Something else that listens on this machine and counts who comes. */
async function listener() {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(async () => server.close());
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, visits: () => visits };
}
