import { createHash } from 'node:crypto';
import type { DOCUMENT_KINDS } from '../../../drizzle/tables/issuance.ts';

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * The look and make of documents: 1 was a PDF alone; 2 is a sealed PDF with its credential. A later one is added beside the
 * earlier, whose bytes stay.
 */
export const REVISION = 2;

/** The revision of log entries about a certificate's life: they are about none of its documents. */
export const NO_REVISION = 0;

/** The place that a document's sealed bytes are bound to: moved to another row they do not open. */
export const bytesPlace = (certificateId: string, kind: DocumentKind, revision: number): string =>
  `documents:${certificateId}:${kind}:${revision}`;

export const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
