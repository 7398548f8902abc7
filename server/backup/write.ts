import { createWriteStream } from 'node:fs';
import { constants, copyFile, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Sql, TransactionSql } from 'postgres';
import { type Interruption, migrationsOf, onConnection } from './connection.ts';
import {
  copied,
  END_OF_ROWS,
  FIRST,
  FORMAT,
  LAST,
  LEFT_OUT,
  type Manifest,
  opening,
  type Sums,
  summing,
  type Table,
} from './format.ts';

export type Written = { madeAt: string; sums: Sums };

/**
 * Writes every table but sign-ins and counters into a new file, as one moment of the database: it sees no transaction that commits
 * while it reads, and holds no other back. The file appears complete or not at all, readable by its owner alone. Throws one line
 * when the file exists already, and the reason of an interruption.
 */
export async function writeBackup(
  url: string,
  file: string,
  encryptionKeyId: string,
  interruption?: Interruption,
): Promise<Written> {
  const draft = `${file}.${process.pid}.partial`;
  const signal = interruption?.signal;
  let failed: unknown;
  const write = (client: Sql) =>
    client.begin('isolation level repeatable read read only', async (sql) => {
      const manifest = await manifestOf(sql, encryptionKeyId);
      const sums: Sums = {};
      const text = Readable.from(lines(sql, manifest, sums));
      const file = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
      await pipeline([text, createGzip(), file], signal ? { signal } : {}).catch((error) => {
        failed = error;
        throw error;
      });
      return { madeAt: manifest.madeAt, sums };
    });
  try {
    const written = await onConnection(url, write, signal);
    interruption?.tooLate();
    await settle(draft, file);
    return written;
  } catch (error) {
    signal?.throwIfAborted();
    // The driver tells of the COPY that is left over instead of, for example, a full disk.
    throw failed ?? error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function* lines(sql: TransactionSql, manifest: Manifest, sums: Sums): AsyncGenerator<Buffer | string> {
  yield `${FIRST}${JSON.stringify(manifest)}\n`;
  for (const table of manifest.tables) {
    const of = summing();
    yield `${opening(table)}\n`;
    for await (const rows of await rowsOf(sql, table)) {
      of.add(rows);
      yield rows;
    }
    yield `${END_OF_ROWS}\n`;
    sums[table.name] = of.sum();
  }
  yield `${LAST}${JSON.stringify(sums)}\n`;
}

/** The rows of a table as COPY writes them, in the order in which they lie. */
export async function rowsOf(sql: TransactionSql, table: Table): Promise<AsyncIterable<Buffer>> {
  return sql.unsafe(`copy ${copied(table)} to stdout`).readable();
}

async function manifestOf(sql: TransactionSql, encryptionKeyId: string): Promise<Manifest> {
  const migrations = await migrationsOf(sql);
  const tables = await sql<Table[]>`
    select c.relname as name, json_agg(a.attname order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
       and not a.attisdropped and a.attgenerated = '' and c.relname <> all(${[...LEFT_OUT]})
     group by c.relname order by c.relname`;
  const [now] = await sql<{ at: Date }[]>`select now() as at`;
  if (now === undefined || migrations.length === 0) throw new Error('This database has none of Attune’s tables.');
  return { format: FORMAT, madeAt: now.at.toISOString(), migrations, encryptionKeyId, tables: [...tables] };
}

/** Gives the finished file its name, never that of another, and makes both last before it returns. */
async function settle(draft: string, file: string): Promise<void> {
  await synced(draft);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new Error(`${file} exists already. Give a new name.`, { cause: error });
    // Some disks, such as exFAT, know no second name for a file.
    return copyFile(draft, file, constants.COPYFILE_EXCL).then(() => synced(file));
  });
  await synced(dirname(file));
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
