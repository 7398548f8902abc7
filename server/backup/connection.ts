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
  // A statement ends soon after the process that asked for it, whatever it waits for.
  client_connection_check_interval: '1s',
};

/** How a person who runs a command ends it early. */
export type Interruption = {
  /** Its reason is the sentence for that person. */
  signal: AbortSignal;
  /** From now on the work goes to its end, which is near. */
  tooLate(): void;
};

/** Runs work on a single connection of its own, which is closed afterwards, and at once when a signal comes. */
export async function onConnection<Result>(
  url: string,
  work: (client: Sql) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = postgres(url, { max: 1, onnotice: () => {}, types: { json: JSON_ONCE }, connection: SETTINGS });
  const aborted = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    // The driver does not tell a COPY that its connection was closed, so nobody waits for it.
    return await Promise.race([work(client), aborted]);
  } finally {
    await client.end({ timeout: signal?.aborted ? 0 : 5 });
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
