import type { PublicKey } from '../../certificates/keys.ts';
import type { Database } from '../../drizzle/client.ts';
import { signingKeys } from '../../drizzle/schema.ts';

/** Keeps public keys for ever. Those that stand there already stay as they are. */
export const recordKeys = async (db: Database, keys: readonly PublicKey[]): Promise<void> => {
  if (keys.length === 0) return;
  const rows = keys.map(({ id, createdAt, ...key }) => ({ ...key, keyId: id, createdAt: new Date(createdAt) }));
  await db.insert(signingKeys).values(rows).onConflictDoNothing();
};
