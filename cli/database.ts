import { connect, type Database, migrate } from '../drizzle/client.ts';
import { type Config, readConfig } from '../server/config.ts';
import { localSecrets } from '../server/localSecrets.ts';
import { attuneRoles } from '../server/postgres/roles.ts';
import { startPostgres } from '../server/postgres/start.ts';

/**
 * Does one piece of work on the service's database: the one of DATABASE_URL, else the embedded server of DATA_DIR, joined
 * when it runs already and left as it was found. Migrates first where the owner's role is known.
 */
export const withDatabase = async <Result>(work: (db: Database) => Promise<Result>): Promise<Result> => {
  const config = readConfig(process.env, localSecrets);
  return config.databaseUrl === null
    ? await onEmbedded(config.dataDir, work)
    : await onServer(config.databaseUrl, config.migrationDatabaseUrl, work);
};

type Work<Result> = (db: Database) => Promise<Result>;

const onServer = async <Result>(
  url: string,
  migrationUrl: Config['migrationDatabaseUrl'],
  work: Work<Result>,
): Promise<Result> => {
  if (migrationUrl !== null) await migrate(migrationUrl, decodeURIComponent(new URL(url).username));
  const pool = connect(url, { max: 2 });
  try {
    return await work(pool.db);
  } finally {
    await pool.close();
  }
};

const onEmbedded = async <Result>(dataDir: string, work: Work<Result>): Promise<Result> => {
  const server = await startPostgres({ dataDir, log: () => undefined });
  try {
    await migrate(server.ownerUrl, attuneRoles.app);
    return await onServer(server.appUrl, null, work);
  } finally {
    await server.stop();
  }
};
