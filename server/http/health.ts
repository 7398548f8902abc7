import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { codeOf } from './states.ts';

const MIGRATIONS = readdirSync(new URL('../../drizzle/migrations', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const PATIENCE_MS = 2_000;
/** PostgreSQL codes: the table or schema does not exist, or we may not see it. */
const NEVER_MIGRATED = new Set(['42P01', '3F000', '42501']);

export type Readiness = { ready: true } | { ready: false; because: 'DRAINING' | 'DATABASE' | 'MIGRATIONS' };

/** Whether this process should receive requests. */
export type Health = {
  /** From now on the process is not ready, because it is about to end. */
  drain(): void;
  draining(): boolean;
  /** Ready when the database answers in time (two seconds), has every migration of this code, and the process is not draining. */
  readiness(db: Database, patienceMs?: number): Promise<Readiness>;
};

export function createHealth(): Health {
  let draining = false;
  return {
    drain: () => {
      draining = true;
    },
    draining: () => draining,
    readiness: async (db, patienceMs = PATIENCE_MS) => {
      if (draining) return { ready: false, because: 'DRAINING' };
      const applied = await Promise.race([appliedMigrations(db), sleep(patienceMs, null, { ref: false })]);
      if (applied === null) return { ready: false, because: 'DATABASE' };
      return MIGRATIONS.every((name) => applied.has(name)) ? { ready: true } : { ready: false, because: 'MIGRATIONS' };
    },
  };
}

/** Null when the database does not answer. Extra migrations are fine: a newer version is rolling out. */
async function appliedMigrations(db: Database): Promise<Set<string> | null> {
  try {
    const rows = await db.execute<{ name: string }>(sql`select name from drizzle.__drizzle_migrations`);
    return new Set(rows.map((row) => row.name));
  } catch (error) {
    return NEVER_MIGRATED.has(codeOf(error) ?? '') ? new Set() : null;
  }
}
