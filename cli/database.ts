import type { Database } from '../drizzle/client.ts';
import { createLog } from '../server/http/logging.ts';
import { openDatabase } from '../server/postgres/database.ts';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';

/**
 * Runs one task on the service's database. Finds, migrates and joins it as the server does: DATABASE_URL, else the embedded
 * PostgreSQL of DATA_DIR, which keeps running when others use it.
 */
export async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(readConfig(process.env, localSecrets), createLog('silent'));
  try {
    return await work(database.pool.db);
  } finally {
    await database.close();
  }
}
