import { connect, migrate, type Pool } from '../../drizzle/client.ts';
import { createHealth } from '../http/health.ts';
import type { Log } from '../http/logging.ts';
import type { Config } from '../settings/config.ts';
import { startPostgres } from './start.ts';

export type OpenDatabase = {
  pool: Pool;
  /** As the application's role, for whoever needs connections of their own. */
  appUrl: string;
  /** Closes the pool and gives the embedded server up, if that is what runs. */
  close(): Promise<void>;
};

/**
 * The database of DATABASE_URL, or the embedded PostgreSQL under DATA_DIR, at the newest migration. An outside database whose
 * owner's address is unknown is left as it is: `npm run migrate` brings it up to date.
 */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const found = await locate(config, log);
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

/** Throws one line when the database does not answer or lacks a migration. */
const expectReady = async (pool: Pool): Promise<void> => {
  const readiness = await createHealth().readiness(pool.db);
  if (readiness.ready) return;
  await pool.close();
  if (readiness.because === 'MIGRATIONS') throw new Error('the database lacks a migration. Run: npm run migrate');
  throw new Error('the database at DATABASE_URL does not answer. Check its address, its password and that it runs.');
};

const locate = async ({ databaseUrl, migrationDatabaseUrl, dataDir }: Config, log: Log) => {
  if (databaseUrl !== null) return { appUrl: databaseUrl, ownerUrl: migrationDatabaseUrl, stop: async () => {} };
  return startPostgres({ dataDir, log: (line) => log.info(line) });
};

/** Who is to be granted what the application needs; nobody when the owner itself is the application. */
const roleOf = (appUrl: string, ownerUrl: string): string | undefined => {
  const [app, owner] = [new URL(appUrl).username, new URL(ownerUrl).username].map(decodeURIComponent);
  return app === owner || app === '' ? undefined : app;
};
