import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres, { type ReservedSql, type Sql } from 'postgres';
import { killProcesses, runProcess, until } from '../../../faults/serviceProcess.ts';
import { BACKUP_KEY, openBackupDesk } from '../../support/backupDesk.ts';

let desk: Awaited<ReturnType<typeof openBackupDesk>>;
let backup: string;
let owner: Sql;
beforeAll(async () => {
  desk = await openBackupDesk();
  backup = desk.at('first.attune');
  await desk.attune(desk.book, ['backup', backup]);
  owner = postgres(desk.book.ownerUrl, { max: 3, onnotice: () => {} });
  // Whoever takes this foreign key away waits for a table that is none of Attune's.
  await owner`create schema elsewhere`;
  await owner`create table elsewhere.held (id int primary key)`;
  await owner`create table public.zz_held (id int references elsewhere.held)`;
});
afterAll(async () => {
  killProcesses();
  await owner.end();
  await desk.close();
});

const attune = (...line: string[]) =>
  runProcess(
    {
      DATABASE_URL: desk.book.appUrl,
      MIGRATION_DATABASE_URL: desk.book.ownerUrl,
      DATA_DIR: desk.at('data'),
      ENCRYPTION_KEY: BACKUP_KEY,
    },
    'cli/attune.ts',
    ...line,
  );

/** What the command's connections do. */
const connections = () => owner<{ waits: boolean }[]>`
  select exists (select 1 from pg_locks l where l.pid = a.pid and not l.granted) as waits from pg_stat_activity a
   where a.application_name = 'attune backup' and a.datname = current_database()`;
const waits = () => until(async () => (await connections()).some(({ waits }) => waits));
const isGone = () => until(async () => (await connections()).length === 0, 15);
const files = () => readdir(dirname(backup));
const state = async () => {
  const [row] = await owner`select md5(string_agg(u::text, '' order by id)) as md5, count(*) as count from users u`;
  return row;
};

/** Runs work while a table cannot be read, in a transaction that is rolled back. */
const whileLocked = async (table: string, mode: string, work: (holder: ReservedSql) => Promise<void>) => {
  const holder = await owner.reserve();
  try {
    await holder`begin`;
    await holder.unsafe(`lock table ${table} in ${mode} mode`);
    await work(holder);
  } finally {
    await holder`rollback`;
    holder.release();
  }
};

describe('what a signal ends is as if it had not begun, and waits for nobody', () => {
  test.each([
    ['SIGINT', 'accommodation_grants'],
    ['SIGTERM', 'users'],
    ['SIGHUP', 'users'],
  ] as const)('%s: a backup that reads %s leaves no file and no connection', async (signal, table) => {
    const before = await files();
    await whileLocked(table, 'access exclusive', async () => {
      const file = desk.at('interrupted.attune');
      const running = attune('backup', file);
      await waits();
      running.child.kill(signal);
      expect(await running.ended).toEqual({ code: 1, text: `Interrupted. ${file} was not written.\n` });
      await isGone();
    });
    expect(await files()).toEqual(before);
  });

  test.each([
    ['SIGINT', 'waits for the first table', 'accommodation_grants'],
    ['SIGTERM', 'has locked every table', 'elsewhere.held'],
  ] as const)('%s: a restore that %s changes nothing and leaves no connection', async (signal, _when, table) => {
    const before = await state();
    await whileLocked(table, 'access share', async () => {
      const running = attune('restore', backup, '--replace');
      await waits();
      running.child.kill(signal);
      expect(await running.ended).toEqual({ code: 1, text: 'Interrupted. No data was changed.\n' });
      await isGone();
    });
    expect(await state()).toEqual(before);
  });
});

test('a backup that was interrupted is simply made again', async () => {
  const { code, err } = await desk.attune(desk.book, ['backup', desk.at('interrupted.attune')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

describe('a restore whose locks and those of others wait for each other', () => {
  test.each([
    ['a request', 'users', 'accommodation_grants'],
    ['a job', 'pgboss.job', 'users'],
  ])('tries again: %s', async (_who, first, second) => {
    // PostgreSQL ends whichever of the two notices first; once it has to be the restore.
    let ended = 0;
    for (let tries = 0; ended === 0 && tries < 10; tries += 1)
      await whileLocked(first, 'row exclusive', async (holder) => {
        const restoring = desk.attune(desk.book, ['restore', backup, '--replace']);
        await waits();
        const locked = holder.unsafe(`lock table ${second} in access share mode`);
        ended += await locked.then(
          () => 1,
          ({ code }) => (code === '40P01' ? 0 : Promise.reject(new Error(code))),
        );
        await holder`rollback`;
        expect(await restoring).toMatchObject({ code: 0, err: '' });
      });
    expect(ended).toBe(1);
  });
});
