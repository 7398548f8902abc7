import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { expectGuard } from './driverGuard/guard.js';
import { policies } from './policies.ts';
import { blanksOf, columnOf } from './policy.ts';
import { type Patience, patientClient } from './pool/patientClient.ts';
import { relations } from './relations.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number that only we use as a lock: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 4_118_026_001;

/** The pool or a transaction. Verbs take it first and work with both. */
export type Database = Omit<PostgresJsDatabase<typeof relations>, '$client'>;
export type Pool = { db: Database; close(): Promise<void> };

// The job queue passes JSON that is text already; the driver would quote it a second time.
export const JSON_ONCE = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string) => JSON.parse(text),
};

type PoolOptions = { max?: number; onStatement?: (text: string, values: unknown[]) => void; patience?: Patience };

/** A living server ends a statement after STATEMENT_MS; we leave one that does not answer a little later. Together below 10 s. */
const STATEMENT_MS = 7_000;
const IDLE_MS = 10_000;
const PATIENCE = { answerMs: STATEMENT_MS + 500, probeMs: 1_500 };

/**
 * A pool of connections for the application's role. Statements are prepared and named; a stuck statement ends after 7 s. When the
 * database does not answer at all, everything fails within 9 s, and at once while it stays silent.
 */
export function connect(url: string, options: PoolOptions = {}): Pool {
  expectGuard();
  const driver = {
    max: options.max ?? 10,
    types: { json: JSON_ONCE },
    connection: {
      application_name: 'attune',
      statement_timeout: STATEMENT_MS,
      // A COMMIT that reaches a server which was stopped for longer than this finds its transaction gone.
      idle_in_transaction_session_timeout: IDLE_MS,
    },
  };
  const client = patientClient(url, driver, options.patience ?? PATIENCE);
  const logger = options.onStatement ? { logQuery: options.onStatement } : false;
  // Drizzle uses no more of the driver than the patient client has; a test of the pinned version says so.
  return { db: drizzle({ client: client as unknown as Sql, relations, logger }), close: client.end };
}

/**
 * Brings the database at ownerUrl to the newest migration, under a lock. Grants the application's role (if it differs from the
 * owner) exactly the privileges that it needs. Safe to call from several processes at once.
 */
export async function migrate(ownerUrl: string, appRole?: string): Promise<void> {
  await underLock(ownerUrl, async (db) => {
    await runMigrations(db, { migrationsFolder: MIGRATIONS });
    if (appRole !== undefined) await db.transaction((tx) => grant(tx, appRole));
  });
}

/** Runs the migrations up to and with one of them, for data that is of that form. Throws when this release does not have it. */
export async function migrateUpTo(ownerUrl: string, last: string): Promise<void> {
  const names = await readdir(MIGRATIONS);
  if (!names.includes(last)) throw new Error(`This release does not have the migration ${last}. Use a newer release.`);
  const folder = await mkdtemp(join(tmpdir(), 'attune-migrations-'));
  try {
    for (const name of names.filter((name) => name <= last))
      await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true });
    await underLock(ownerUrl, (db) => runMigrations(db, { migrationsFolder: folder }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function underLock<Result>(ownerUrl: string, work: (db: PostgresJsDatabase) => Promise<Result>): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'attune migrate' } });
  try {
    const db = drizzle({ client });
    await db.execute(sql`select pg_advisory_lock(${sql.raw(String(MIGRATION_LOCK))})`);
    await work(db);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function grant(db: Pick<Database, 'execute'>, appRole: string) {
  const role = sql.identifier(appRole);
  await db.execute(sql`grant usage on schema public, pgboss, drizzle to ${role}`);
  await db.execute(sql`grant select, insert, update on all tables in schema public to ${role}`);
  await db.execute(sql`grant select, insert, update, delete on all tables in schema pgboss to ${role}`);
  await db.execute(sql`grant select on all tables in schema drizzle to ${role}`);
  await db.execute(sql`grant usage on all sequences in schema public, pgboss to ${role}`);
  await db.execute(sql`grant execute on all functions in schema public, pgboss to ${role}`);
  await db.execute(sql`revoke delete, truncate on all tables in schema public from ${role}`);
  for (const policy of policies) {
    const { table, rows } = policy;
    if (rows === 'passing') await db.execute(sql`grant delete on ${table} to ${role}`);
    if (rows !== 'history') continue;
    await db.execute(sql`revoke update on ${table} from ${role}`);
    // Only erasure may change history tables; triggers refuse every other change.
    for (const name of Object.keys(blanksOf(policy) ?? {}))
      await db.execute(sql`grant update (${sql.identifier(columnOf(table, name).name)}) on ${table} to ${role}`);
  }
}
