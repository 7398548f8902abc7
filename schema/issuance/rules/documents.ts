import { createHash } from 'node:crypto';
import { type DOCUMENT_KINDS, DOCUMENT_REVISION } from '../../../drizzle/tables/issuance.ts';

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * The revision of a document's form: 1 was a PDF alone; 2 is a sealed PDF with its credential. A later revision is added beside
 * an earlier one, whose bytes stay.
 */
export const REVISION = DOCUMENT_REVISION;

/** The revision of log entries about a certificate's life. They are not about its documents. */
export const NO_REVISION = 0;

/** The place that a document's sealed bytes are bound to. Bytes that are moved to another row cannot be opened. */
export function bytesPlace(certificateId: string, kind: DocumentKind, revision: number): string {
  return `documents:${certificateId}:${kind}:${revision}`;
}

export const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
