import type { Database } from '../../drizzle/client.ts';

const MOST_KEYS = 10_000;
/** Counts may be deleted by another process, so a refusal is read again after this time. */
const REMEMBERED_MS = 10_000;

type Refused = { retryAt: Date; until: number };

/** The keys that this process has lately seen beyond their limit: it refuses them without a statement. Bounded; the oldest make room. */
function createRefusedKeys() {
  const refused = new Map<string, Refused>();
  return {
    /** When the key is admitted again; null when it is not known to be refused. */
    retryAt: (key: string, now: Date): Date | null => {
      const known = refused.get(key);
      if (known === undefined || now.getTime() < known.until) return known?.retryAt ?? null;
      refused.delete(key);
      return null;
    },
    remember: (key: string, retryAt: Date, now: Date): void => {
      refused.delete(key);
      refused.set(key, { retryAt, until: Math.min(retryAt.getTime(), now.getTime() + REMEMBERED_MS) });
      const oldest = refused.size > MOST_KEYS ? refused.keys().next().value : undefined;
      if (oldest !== undefined) refused.delete(oldest);
    },
    forget: (key: string): void => void refused.delete(key),
  };
}

const known = new WeakMap<Database, ReturnType<typeof createRefusedKeys>>();

/** The counts of one database are remembered together. */
export function refusedKeysOf(db: Database): ReturnType<typeof createRefusedKeys> {
  const found = known.get(db) ?? createRefusedKeys();
  known.set(db, found);
  return found;
}
