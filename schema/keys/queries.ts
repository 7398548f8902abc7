import type { PublicKey } from '../../certificates/keys.ts';
import type { Database } from '../../drizzle/client.ts';
import { signingKeys } from '../../drizzle/schema.ts';
import { preparedOn } from '../../drizzle/statement.ts';

const all = preparedOn((db) =>
  db.select().from(signingKeys).orderBy(signingKeys.createdAt, signingKeys.id).prepare('every_signing_key'),
);

/** Every recorded key, the oldest first. */
export async function everyKey(db: Database): Promise<PublicKey[]> {
  return (await all(db).execute()).map(({ keyId, use, jwk, certificates, createdAt }) => ({
    id: keyId,
    use,
    jwk,
    certificates,
    createdAt: createdAt.toISOString(),
  }));
}
