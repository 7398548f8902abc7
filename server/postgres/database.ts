import { connect, migrate, type Pool } from '../../drizzle/client.ts';
import { createHealth } from '../http/health.ts';
import type { Log } from '../http/logging.ts';
import type { Config } from '../settings/config.ts';
import { startPostgres } from './start.ts';

export type OpenDatabase = {
  pool: Pool;
  /** The address for the application's role, for code that needs its own connections. */
  appUrl: string;
  /** Closes the pool, and releases the embedded server if that is what runs. */
  close(): Promise<void>;
};

/**
 * The database of DATABASE_URL, or the embedded PostgreSQL under DATA_DIR, at the newest migration. If MIGRATION_DATABASE_URL is
 * unknown, an outside database is not migrated here: `npm run migrate` does that.
 */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const found = await locateDatabase(config, log);
  try {
    if (found.ownerUrl !== null) await migrate(found.ownerUrl, roleOf(found.appUrl, found.ownerUrl));
    const pool = connect(found.appUrl);
    await expectReady(pool);
    return {
      pool,
      appUrl: found.appUrl,
      close: async () => {
        await pool.close();
        await found.stop();
      },
    };
  } catch (error) {
    await found.stop();
    throw error;
  }
}

/** A process that starts is busy loading, so an answer may be noticed late. */
const PATIENCE_MS = 10_000;

/** Throws one line when the database does not answer or a migration is missing. */
async function expectReady(pool: Pool): Promise<void> {
  const readiness = await createHealth().readiness({ db: pool.db, clock: () => new Date() }, PATIENCE_MS);
  // A clock may be set right while the process runs; until then it is not ready.
  if (readiness.ready || readiness.because === 'CLOCK') return;
  await pool.close();
  if (readiness.because === 'MIGRATIONS') throw new Error('the database is missing a migration. Run: npm run migrate');
  throw new Error('the database at DATABASE_URL does not answer. Check its address, its password and that it runs.');
}

/** Where the database is, for both roles. Starts or joins the embedded server; migrates nothing. */
export async function locateDatabase({ databaseUrl, migrationDatabaseUrl, dataDir }: Config, log: Log) {
  if (databaseUrl !== null) return { appUrl: databaseUrl, ownerUrl: migrationDatabaseUrl, stop: async () => {} };
  return startPostgres({ dataDir, log: (line) => log.info(line) });
}

/** The role that gets the application's privileges; undefined when the owner itself is the application. */
export function roleOf(appUrl: string, ownerUrl: string): string | undefined {
  const [app, owner] = [new URL(appUrl).username, new URL(ownerUrl).username].map(decodeURIComponent);
  return app === owner || app === '' ? undefined : app;
}
