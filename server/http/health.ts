import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { codeOf } from './states.ts';

const MIGRATIONS = readdirSync(new URL('../../drizzle/migrations', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const PATIENCE_MS = 2_000;
/** All who ask within this time share one statement, so that a flood of questions does not keep the database from answering. */
const SHARED_MS = 1_000;
/** Codes, limits and dates of certificates follow the process's clock. Another process must agree about them. */
const MOST_CLOCK_OFF_MS = 60_000;
/** PostgreSQL codes: the table or schema does not exist, or we may not see it. */
const NEVER_MIGRATED = new Set(['42P01', '3F000', '42501']);

export type Readiness = { ready: true } | { ready: false; because: 'DRAINING' | 'DATABASE' | 'MIGRATIONS' | 'CLOCK' };

/** Whether this process should receive requests. */
export type Health = {
  /** From now on the process is not ready, because it is about to end. */
  drain(): void;
  /**
   * Ready when the database answers in time (two seconds), has every migration of this code and the same time, and the process is
   * not draining.
   */
  readiness(services: { db: Database; clock: () => Date }, patienceMs?: number): Promise<Readiness>;
};

export function createHealth(): Health {
  let draining = false;
  let shared: { askedAt: number; state: Promise<DatabaseState | null> } | null = null;
  const stateOf = (db: Database, clock: () => Date, patienceMs: number) => {
    const now = clock().getTime();
    if (shared === null || Math.abs(now - shared.askedAt) >= SHARED_MS)
      shared = { askedAt: now, state: within(patienceMs, databaseState(db, clock)) };
    return shared.state;
  };
  return {
    drain: () => {
      draining = true;
    },
    readiness: async ({ db, clock }, patienceMs = PATIENCE_MS) => {
      if (draining) return { ready: false, because: 'DRAINING' };
      const state = await stateOf(db, clock, patienceMs);
      if (state === null) return { ready: false, because: 'DATABASE' };
      if (!MIGRATIONS.every((name) => state.applied.has(name))) return { ready: false, because: 'MIGRATIONS' };
      return state.clockOffMs > MOST_CLOCK_OFF_MS ? { ready: false, because: 'CLOCK' } : { ready: true };
    },
  };
}

async function within<Result>(patienceMs: number, result: Promise<Result>): Promise<Result | null> {
  const late = Promise.withResolvers<null>();
  // An answer that came while the process was busy is read before.
  const timer = setTimeout(() => setImmediate(late.resolve, null), patienceMs).unref();
  return Promise.race([result, late.promise]).finally(() => clearTimeout(timer));
}

type DatabaseState = { applied: Set<string>; clockOffMs: number };

/** Null when the database does not answer. Extra migrations are fine: a newer version is rolling out. */
async function databaseState(db: Database, clock: () => Date): Promise<DatabaseState | null> {
  try {
    const askedAt = clock().getTime();
    const rows = await db.execute<{ name: string; at: number }>(
      sql`select name, extract(epoch from clock_timestamp())::float8 * 1000 as at from drizzle.__drizzle_migrations`,
    );
    const at = rows[0]?.at ?? askedAt;
    return { applied: new Set(rows.map((row) => row.name)), clockOffMs: beyond(at, askedAt, clock().getTime()) };
  } catch (error) {
    return NEVER_MIGRATED.has(codeOf(error) ?? '') ? { applied: new Set(), clockOffMs: 0 } : null;
  }
}

/** How far the database's time lies outside the round trip in which it was read: a slow answer is no difference of clocks. */
const beyond = (at: number, askedAt: number, answeredAt: number): number => Math.max(askedAt - at, at - answeredAt, 0);
