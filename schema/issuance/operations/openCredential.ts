import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { sealedCertificate } from '../queries/documents.ts';
import { openFacts } from './sealFacts.ts';
import { readDocument, type StoredDocument } from './storeDocument.ts';

/**
 * The issued credential of a number, as JSON or as a JWT. `gone` when the person was erased, `pending` while it is being made,
 * null for an unknown number.
 */
export async function openCredential(
  db: Database,
  vault: Vault,
  { number, kind }: { number: string; kind: 'CREDENTIAL' | 'TOKEN' },
): Promise<StoredDocument | 'gone' | 'pending' | null> {
  const row = await sealedCertificate(db, number);
  if (row === null) return null;
  const opened = openFacts(vault, row);
  if (opened === null) return 'gone';
  return (await readDocument(db, { certificateId: row.id, kind, dataKey: opened.dataKey })) ?? 'pending';
}
