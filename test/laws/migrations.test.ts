import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import postgres, { type Sql } from 'postgres';
import { connect, migrate, migrateUpTo } from '../../drizzle/client.ts';
import { newId, type UserId } from '../../drizzle/ids.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../support/emptyDatabase.ts';
import { ROOT } from '../support/sources.ts';

const MIGRATIONS = readdirSync(join(ROOT, 'drizzle/migrations')).sort();
const MIGRATE = join(ROOT, 'test/support/migrateProcess.ts');

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const emptyDatabase = async (): Promise<EmptyDatabase & { sql: Sql }> => {
  const database = await createEmptyDatabase();
  open.push(database.drop);
  const sql = postgres(database.ownerUrl, { max: 3, onnotice: () => {} });
  open.push(() => sql.end());
  return { ...database, sql };
};

const migrating = ({ ownerUrl, appRole }: EmptyDatabase): { child: ChildProcess; end: Promise<string> } => {
  const child = spawn(process.execPath, [MIGRATE, ownerUrl, appRole], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const end = once(child, 'exit').then(([code, signal]) => `${signal ?? code}${complaint}`);
  return { child, end };
};

const applied = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`select name from drizzle.__drizzle_migrations order by name`;
  return rows.map(({ name }) => name);
};

/** Columns, constraints, triggers and grants: all that a migration can leave behind. */
const shapeOf = (sql: Sql) => sql`
  select 'column' as kind, table_schema || '.' || table_name || '.' || column_name as name, data_type || is_nullable as detail
    from information_schema.columns where table_schema in ('public', 'pgboss')
  union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'grant', table_name || ' ' || grantee, string_agg(privilege_type, ',' order by privilege_type)
    from information_schema.role_table_grants where table_schema = 'public' group by table_name, grantee
  order by 1, 2, 3`;

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited 20 s in vain');
    await sleep(10);
  }
};

test('migrating again changes nothing', async () => {
  const database = await emptyDatabase();
  await migrate(database.ownerUrl, database.appRole);
  const first = await shapeOf(database.sql);
  await migrate(database.ownerUrl, database.appRole);
  expect(await shapeOf(database.sql)).toEqual(first);
  expect(await applied(database.sql)).toEqual(MIGRATIONS);
});

test('five processes that migrate at once leave what one leaves', async () => {
  const [alone, together] = [await emptyDatabase(), await emptyDatabase()];
  await migrate(alone.ownerUrl, alone.appRole);
  const ends = await Promise.all(Array.from({ length: 5 }, () => migrating(together).end));
  expect(ends).toEqual(['0', '0', '0', '0', '0']);
  expect(await applied(together.sql)).toEqual(MIGRATIONS);
  const shape = await shapeOf(together.sql);
  expect(shape.length).toBeGreaterThan(300);
  expect(shape).toEqual(await shapeOf(alone.sql));
});

test('a process killed in the middle of migrating is made good by the next', async () => {
  const database = await emptyDatabase();
  const blocker = await database.sql.reserve();
  await blocker`begin`;
  // The last migration makes the same schema and has to wait for this transaction.
  await blocker`create schema pgboss`;
  const { child, end } = migrating(database);
  await until(async () => {
    const waiting = await database.sql`select from pg_stat_activity
      where datname = current_database() and application_name = 'attune migrate' and wait_event_type = 'Lock'`;
    return waiting.length === 1;
  });
  child.kill('SIGKILL');
  expect(await end).toBe('SIGKILL');
  await blocker`rollback`;
  blocker.release();
  await migrate(database.ownerUrl, database.appRole);
  expect(await applied(database.sql)).toEqual(MIGRATIONS);
  const untouched = await emptyDatabase();
  await migrate(untouched.ownerUrl, untouched.appRole);
  expect(await shapeOf(database.sql)).toEqual(await shapeOf(untouched.sql));
});

test('what earlier releases left in the audit trail about erased people is blanked, and nothing else', async () => {
  const { sql, ...database } = await emptyDatabase();
  const before = MIGRATIONS[MIGRATIONS.findIndex((name) => name.endsWith('_corrections')) - 1] ?? '';
  await migrateUpTo(database.ownerUrl, before);
  const [erased, waiting] = [newId<UserId>(), newId<UserId>()];
  for (const id of [erased, waiting]) {
    await sql`insert into users (id, name, email, created_at, updated_at) values (${id}, '', ${`${id}@example.org`}, now(), now())`;
    await sql`insert into erasure_requests (id, user_id, requested_at, due_at, carried_out_at)
      values (${newId()}, ${id}, '2026-11-01', '2026-11-01', ${id === erased ? '2026-11-02' : null})`;
    for (const verb of ['USER_DISABLED', 'PERSON_ERASED', 'ERASURE_REQUESTED'])
      await sql`insert into audit_events (id, at, actor, verb, object_type, object_id, reason)
        values (${newId()}, now(), 'operator', ${verb}, 'User', ${id}, ${verb === 'ERASURE_REQUESTED' ? null : 'a reason'})`;
  }
  await migrate(database.ownerUrl, database.appRole);
  const rows = await sql`select object_id = ${erased} as erased, verb, reason from audit_events order by object_id, id`;
  expect(rows.map(({ verb, reason, ...row }) => [row.erased, verb, reason])).toEqual([
    [true, 'USER_DISABLED', 'erased'],
    [true, 'PERSON_ERASED', 'a reason'],
    [true, 'ERASURE_REQUESTED', null],
    [false, 'USER_DISABLED', 'a reason'],
    [false, 'PERSON_ERASED', 'a reason'],
    [false, 'ERASURE_REQUESTED', null],
  ]);
});

test('the application reads which migrations ran, and can change no table', async () => {
  const database = await emptyDatabase();
  await migrate(database.ownerUrl, database.appRole);
  const app = connect(database.appUrl, { max: 1 });
  open.push(app.close);
  expect(await app.db.execute('select from drizzle.__drizzle_migrations')).toHaveLength(MIGRATIONS.length);
  for (const statement of [
    'create table public.mine (id int)',
    'alter table users add column extra text',
    'drop table users',
    'alter table certificates disable trigger all',
    'delete from drizzle.__drizzle_migrations',
  ]) {
    await expect(app.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  }
});
