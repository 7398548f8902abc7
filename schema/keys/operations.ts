import type { PublicKey } from '../../certificates/keys.ts';
import type { Database } from '../../drizzle/client.ts';
import { signingKeys } from '../../drizzle/schema.ts';

/** The keys that this process has recorded already, by its database handle. */
const recorded = new WeakMap<Database, Set<string>>();

/**
 * Records public keys; they are never removed. Keys recorded earlier do not change. Do not call it inside a transaction that may
 * fail: this process would then treat the keys as recorded.
 */
export async function recordKeys(db: Database, keys: readonly PublicKey[]): Promise<void> {
  const known = recorded.get(db) ?? new Set();
  recorded.set(db, known);
  const fresh = keys.filter(({ id, use }) => !known.has(`${use} ${id}`));
  if (fresh.length === 0) return;
  const rows = fresh.map(({ id, createdAt, ...key }) => ({ ...key, keyId: id, createdAt: new Date(createdAt) }));
  await db.insert(signingKeys).values(rows).onConflictDoNothing();
  for (const { id, use } of fresh) known.add(`${use} ${id}`);
}
