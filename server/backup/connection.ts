import postgres, { type Sql, type TransactionSql } from 'postgres';
import { JSON_ONCE } from '../../drizzle/client.ts';

/** What makes the text of a value the same on every server, and lets a large table take its time. */
const SETTINGS = {
  application_name: 'attune backup',
  client_encoding: 'UTF8',
  DateStyle: 'ISO',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  // A large table would otherwise be read from its middle.
  synchronize_seqscans: 'off',
  statement_timeout: 0,
};

/** Runs work on a single connection of its own, which is closed afterwards. */
export async function onConnection<Result>(url: string, work: (client: Sql) => Promise<Result>): Promise<Result> {
  const client = postgres(url, { max: 1, onnotice: () => {}, types: { json: JSON_ONCE }, connection: SETTINGS });
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The migrations that this database has, oldest first; empty when it has none of Attune's tables. */
export async function migrationsOf(sql: Sql | TransactionSql): Promise<{ name: string; hash: string }[]> {
  const [found] = await sql<
    { there: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (found?.there !== true) return [];
  return sql<{ name: string; hash: string }[]>`select name, hash from drizzle.__drizzle_migrations order by id`;
}
