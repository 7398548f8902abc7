import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';

/**
 * Whether something that others started comes to wait for a lock of this database: true once a statement waits, false when it
 * settled without.
 */
export const waits = async (db: Database, started: Promise<unknown>): Promise<boolean> => {
  let settled = false;
  const done = () => {
    settled = true;
  };
  started.then(done, done);
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (const end = Date.now() + 10_000; Date.now() < end && !settled; )
    if ((await db.execute(waiting)).length > 0) return true;
  return false;
};
