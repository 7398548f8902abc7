import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import { type Database, migrate, migrateUpTo } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { relations } from '../../drizzle/relations.ts';
import { systemAct } from '../../schema/act.ts';
import { type ErasedAgain, eraseAgain } from '../../schema/privacy/operations/eraseAgain.ts';
import { type Interruption, migrationsOf, onConnection } from './connection.ts';
import { copied, LEFT_OUT, type Manifest, type Sums, summing, type Table } from './format.ts';
import { closeTables, openTables } from './laws.ts';
import { checkBackup, partsOf } from './read.ts';
import { rowsOf } from './write.ts';

export type Restored = {
  madeAt: string;
  sums: Sums;
  /** Certificates of the replaced data that the backup does not have. */
  lost: string[];
  erasures: ErasedAgain;
  /** The number of entries under the newest checkpoint, before and after. */
  log: { before: number; after: number };
};

type Order = {
  file: string;
  ownerUrl: string;
  appRole: string | undefined;
  /** The names of the keys that open stored values. */
  encryptionKeyIds: readonly string[];
  /** Whether data that is there may be replaced. */
  replace: boolean;
  /** People whose erasure is known from outside the database. */
  erased: readonly UserId[];
  now: Date;
  interruption?: Interruption;
};

/**
 * Replaces all data by that of a backup, in one transaction: the service sees the data before or the data after, and a failure
 * leaves everything as it was. Reads every table back and compares its sum before it commits. Erases those again who were erased
 * after the backup. An empty database is first brought to the backup's own migration, and afterwards to the newest. Throws one
 * line when the file, the key or the database does not fit, and the reason of an interruption.
 */
export async function restoreBackup(order: Order): Promise<Restored> {
  const signal = order.interruption?.signal;
  const { manifest, sums } = await checkBackup(order.file, signal);
  if (!order.encryptionKeyIds.includes(manifest.encryptionKeyId))
    throw new Error(
      'The backup was made with another ENCRYPTION_KEY, so its names and certificates could not be read. Set that key, or set it as ENCRYPTION_KEY_BEFORE. Nothing was changed.',
    );
  await onConnection(order.ownerUrl, (client) => prepare(client, order, manifest), signal);
  const replace = (client: Sql) => client.begin((sql) => replaceAll(sql, client, order, { manifest, sums }));
  const restored = await onConnection(order.ownerUrl, replace, signal);
  await migrate(order.ownerUrl, order.appRole);
  return restored;
}

/** Brings an empty database to the backup's migration. Throws when the database has data and may not lose it, or another form. */
async function prepare(client: Sql, { ownerUrl, replace }: Order, { migrations }: Manifest): Promise<void> {
  const here = await migrationsOf(client);
  const newest = migrations.at(-1)?.name ?? '';
  if (here.length === 0) return migrateUpTo(ownerUrl, newest);
  const same = here.length === migrations.length && here.every(({ hash }, at) => hash === migrations[at]?.hash);
  if (!same)
    throw new Error(
      `The backup belongs to migration ${newest} and this database to ${here.at(-1)?.name}. Restore into an empty database: it is brought to the newest migration afterwards.`,
    );
  const [held] = await client<{ people: number; certificates: number }[]>`
    select (select count(*)::int from users) as people, (select count(*)::int from certificates) as certificates`;
  if (replace || held === undefined || held.people + held.certificates === 0) return;
  throw new Error(
    `This database has ${held.people} accounts and ${held.certificates} certificates. Repeat with --replace to replace them by the backup.`,
  );
}

async function replaceAll(
  sql: TransactionSql,
  client: Sql,
  { file, erased, now, interruption }: Order,
  { manifest, sums }: { manifest: Manifest; sums: Sums },
): Promise<Restored> {
  await sql`set local lock_timeout = '20s'`;
  const laws = await openTables(sql);
  const before = await standing(sql, manifest);
  // A database of an earlier release lacks the newer ones of these.
  const leftOut = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename = any(${[...LEFT_OUT]})`;
  const emptied = [...manifest.tables, ...leftOut].map(({ name }) => `public."${name}"`);
  await sql.unsafe(`truncate ${emptied.join(', ')}`);
  await sql`delete from pgboss.job`;
  await load(sql, file);
  await compare(sql, manifest.tables, sums);
  await closeTables(sql, laws);
  const erasures = await eraseAgain(databaseOf(sql, client), systemAct(now), [
    ...new Set([...before.erased, ...erased]),
  ]);
  const kept = await sql<{ number: string }[]>`select number from certificates where number = any(${before.later})`;
  const there = new Set(kept.map(({ number }) => number));
  const lost = before.later.filter((number) => !there.has(number));
  const log = { before: before.size, after: await logSize(sql) };
  interruption?.signal.throwIfAborted();
  interruption?.tooLate();
  return { madeAt: manifest.madeAt, sums, lost, erasures, log };
}

/** A process clock may differ from the database's by less than this. */
const CLOCKS = '5 minutes';

/** What the data that is replaced knows and the backup may not. */
async function standing(sql: TransactionSql, { madeAt }: Manifest) {
  const erased = await sql<
    { id: UserId }[]
  >`select user_id as id from erasure_requests where carried_out_at is not null`;
  const later = await sql<{ number: string }[]>`
    select number from certificates where issued_at > ${madeAt}::timestamptz - ${CLOCKS}::interval order by number`;
  return { erased: erased.map(({ id }) => id), later: later.map(({ number }) => number), size: await logSize(sql) };
}

async function logSize(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ size: number }[]>`select coalesce(max(size), 0)::float8 as size from checkpoints`;
  return row?.size ?? 0;
}

async function load(sql: TransactionSql, file: string): Promise<void> {
  let rows: Writable | null = null;
  const end = async () => {
    if (rows !== null) await ended(rows);
    rows = null;
  };
  for await (const part of partsOf(file)) {
    if (part.kind === 'rows') await written(rows, part.rows);
    else await end();
    if (part.kind === 'table') rows = await openRows(sql, part.table);
  }
  await end();
}

/** Its errors are thrown at the next row, or at the end. */
async function openRows(sql: TransactionSql, table: Table): Promise<Writable> {
  const rows = await sql.unsafe(`copy ${copied(table)} from stdin`).writable();
  return rows.on('error', () => {});
}

async function written(rows: Writable | null, bytes: Buffer): Promise<void> {
  if (rows?.errored) throw rows.errored;
  if (rows !== null && !rows.write(bytes)) await once(rows, 'drain');
}

async function ended(rows: Writable): Promise<void> {
  if (rows.errored) throw rows.errored;
  const finished = once(rows, 'finish');
  rows.end();
  await finished;
}

/** Throws when a table does not read as it was written. */
async function compare(sql: TransactionSql, tables: readonly Table[], sums: Sums): Promise<void> {
  for (const table of tables) {
    const of = summing();
    for await (const rows of await rowsOf(sql, table)) of.add(rows);
    if (of.sum().sha256 !== sums[table.name]?.sha256)
      throw new Error(`The table ${table.name} does not read as it was written. Nothing was changed.`);
  }
}

/**
 * The transaction, for operations of the product: one that opens a transaction gets a savepoint. Drizzle wants the options of the client
 * that opened it.
 */
function databaseOf(sql: TransactionSql, client: Sql): Database {
  const begin = (work: (inner: TransactionSql) => unknown) => sql.savepoint(work);
  return drizzle({ client: Object.assign(sql, { options: client.options, begin }) as unknown as Sql, relations });
}
