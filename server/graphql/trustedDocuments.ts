import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Documents by the SHA-256 of their text, in lowercase hexadecimal. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const manifest = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));

/** The hash that names a document. */
export const documentHash = (document: string): string => createHash('sha256').update(document).digest('hex');

/** The documents of our own pages, which web/graphql/generate.ts writes. */
export const OWN_DOCUMENTS = fileURLToPath(new URL('../../web/graphql/documents.json', import.meta.url));

/** The documents that the operator trusts. Throws one line that names the setting. */
export function readTrustedDocuments(file: string): TrustedDocuments {
  try {
    return readDocuments(file);
  } catch (error) {
    throw new Error(`TRUSTED_DOCUMENTS: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Reads a JSON file of hashes and documents. Throws one line when the file has another form or a hash does not match its
 * document.
 */
export function readDocuments(file: string): TrustedDocuments {
  const read = manifest.safeParse(parse(file));
  if (!read.success) throw new Error(`${file} must be a JSON object of SHA-256 (hex) and document.`);
  const documents = new Map(Object.entries(read.data));
  for (const [hash, document] of documents) {
    if (documentHash(document) !== hash) throw new Error(`${hash} is not the hash of its document.`);
  }
  return documents;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON.`, { cause: error });
  }
}
