import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { sealedCertificate } from '../queries/documents.ts';
import type { Issuer } from '../rules/issuer.ts';
import { prepareDocuments } from './prepareDocuments.ts';
import type { StoredDocument } from './storeDocument.ts';

export type OpenedDocument = StoredDocument & { revoked: boolean };

/**
 * The issued PDF of a number. The first request makes and stores it; every later one returns the same bytes. `gone` when the
 * person was erased; null for an unknown number.
 */
export async function openDocument(
  db: Database,
  vault: Vault,
  issuer: Issuer,
  { number, now }: { number: string; now: Date },
): Promise<OpenedDocument | { gone: true } | null> {
  const row = await sealedCertificate(db, number);
  if (row === null) return null;
  const document = await prepareDocuments(db, vault, issuer, { certificateId: row.id, now });
  if (document === null) return { gone: true };
  return { ...document, revoked: row.revokedAt !== null };
}
