import { and, eq, lte } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { documents, documentsPending } from '../../../drizzle/schema.ts';
import { newestDocument } from '../queries/documents.ts';
import { bytesPlace, type DocumentKind, REVISION, sha256Of } from '../rules/documents.ts';

export type StoredDocument = { revision: number; bytes: Buffer; sha256: string };
type Named = { certificateId: CertificateId; kind: DocumentKind; dataKey: Vault };

/** A document of the current revision or a later one; null before it is made. */
export async function readDocument(
  db: Database,
  { certificateId, kind, dataKey }: Named,
): Promise<StoredDocument | null> {
  const row = await newestDocument(db, { certificateId, kind });
  if (row === null || row.revision < REVISION) return null;
  const bytes = unseal(dataKey, row.sealedBytes, bytesPlace(certificateId, kind, row.revision));
  return { revision: row.revision, bytes, sha256: row.sha256 };
}

/** The same, for a caller that has just stored it or lost the race to store it. */
export async function requireDocument(db: Database, named: Named): Promise<StoredDocument> {
  const stored = await readDocument(db, named);
  if (stored === null) throw new Error('document not found after its own insert');
  return stored;
}

/** Stores the bytes of the current revision once. Returns whether these were the first. */
export async function storeDocument(
  tx: Database,
  { certificateId, kind, dataKey, bytes, now }: Named & { bytes: Buffer; now: Date },
): Promise<boolean> {
  const added = await tx
    .insert(documents)
    .values({
      certificateId,
      kind,
      revision: REVISION,
      sealedBytes: seal(dataKey, bytes, bytesPlace(certificateId, kind, REVISION)),
      sha256: sha256Of(bytes).toString('hex'),
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: documents.id });
  return added.length > 0;
}

/**
 * The certificate's documents of the current revision are made, or never will be. One that waits for a later revision keeps
 * waiting: another process makes that.
 */
export async function waitNoLonger(db: Database, certificateId: CertificateId): Promise<void> {
  await db
    .delete(documentsPending)
    .where(and(eq(documentsPending.certificateId, certificateId), lte(documentsPending.revision, REVISION)));
}
