import { randomBytes } from 'node:crypto';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId, OrganizationId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';

type Of = { certificateId: CertificateId; organizationId: OrganizationId; at: Date };

/** One row in each table that certificates prove themselves by. */
export const writeProofs = async (db: Database, { certificateId, organizationId, at }: Of): Promise<void> => {
  const [hash, createdAt] = [randomBytes(32), at];
  const [list] = await db.insert(tables.statusLists).values({ number: 1, createdAt }).returning();
  if (!list) throw new Error('no list was inserted');
  await db.insert(tables.statusEntries).values({ certificateId, listId: list.id, position: 7 });
  await db.insert(tables.organizationImages).values({ organizationId, sha256: 'f'.repeat(64), bytes: hash, createdAt });
  await db.insert(tables.signingKeys).values({ keyId: 'sample', use: 'LOG', jwk: {}, certificates: [], createdAt });
  const entry = { kind: 'PDF' as const, certificateId, revision: 1, salt: hash, body: hash, createdAt };
  const [entered] = await db.insert(tables.logEntries).values(entry).returning();
  const [checkpoint] = await db
    .insert(tables.checkpoints)
    .values({ size: 1, root: hash, note: 'a note', createdAt })
    .returning();
  if (!entered || !checkpoint) throw new Error('no entry was inserted');
  await db.insert(tables.logLeaves).values({ position: 0, entryId: entered.id });
  await db.insert(tables.logNodes).values({ level: 0, position: 0, hash });
  const stamp = { takenOn: '2026-11-22', checkpointId: checkpoint.id, token: hash, createdAt };
  await db.insert(tables.logTimestamps).values(stamp);
};
