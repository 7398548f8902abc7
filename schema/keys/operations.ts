import type { PublicKey } from '../../certificates/keys.ts';
import type { Database } from '../../drizzle/client.ts';
import { signingKeys } from '../../drizzle/schema.ts';

/** What this process knows to stand there, by its handle of the database. */
const recorded = new WeakMap<Database, Set<string>>();

/** Keeps public keys for ever. Those that stand there already stay as they are. Not for use inside a transaction that may fail. */
export async function recordKeys(db: Database, keys: readonly PublicKey[]): Promise<void> {
  const known = recorded.get(db) ?? new Set();
  recorded.set(db, known);
  const fresh = keys.filter(({ id, use }) => !known.has(`${use} ${id}`));
  if (fresh.length === 0) return;
  const rows = fresh.map(({ id, createdAt, ...key }) => ({ ...key, keyId: id, createdAt: new Date(createdAt) }));
  await db.insert(signingKeys).values(rows).onConflictDoNothing();
  for (const { id, use } of fresh) known.add(`${use} ${id}`);
}
