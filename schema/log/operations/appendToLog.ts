import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { commitmentOf, entryBody, type LogKind } from '../../../certificates/log/entry.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, LogEntryId } from '../../../drizzle/ids.ts';
import { logEntries, logPending } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';

type Append = { kind: LogKind; certificateId: CertificateId; revision: number; payloadHash: Uint8Array };

/**
 * Queues an entry for the log in the caller's transaction, which also writes the record that the entry commits to. There is one
 * entry for each certificate, kind and revision. A later call returns the id of the first entry and ignores the new payload.
 * `revision` is the document's, 0 when there is no document.
 */
export async function appendToLog(tx: Database, act: Act, { payloadHash, ...name }: Append): Promise<LogEntryId> {
  if (payloadHash.length !== 32) throw new Error('the log takes SHA-256 hashes, 32 bytes each');
  const salt = randomBytes(32);
  const body = entryBody({ kind: name.kind, commitment: commitmentOf(salt, payloadHash) });
  const [added] = await tx
    .insert(logEntries)
    .values({ ...name, salt, body, createdAt: act.now })
    .onConflictDoNothing()
    .returning({ id: logEntries.id });
  if (added === undefined) return entryOf(tx, name);
  await tx.insert(logPending).values({ id: added.id });
  return added.id;
}

async function entryOf(tx: Database, { certificateId, kind, revision }: Omit<Append, 'payloadHash'>) {
  const { id } = logEntries;
  const named = [eq(logEntries.kind, kind), eq(logEntries.revision, revision)];
  const [first] = await tx
    .select({ id })
    .from(logEntries)
    .where(and(eq(logEntries.certificateId, certificateId), ...named));
  if (first === undefined) throw new Error('a log entry is missing after its own insert');
  return first.id;
}
