import { readJsonObject } from '../credential/readJson.ts';

export type FileKind = 'PDF' | 'CREDENTIAL' | 'TOKEN' | 'LOG_PROOF' | 'UNKNOWN';

/** What a file is, and its text unless it is a PDF or unknown. */
export type KnownFile =
  | { kind: 'PDF'; text: null }
  | { kind: 'CREDENTIAL' | 'TOKEN' | 'LOG_PROOF'; text: string }
  | { kind: 'UNKNOWN'; text: null };

const UNKNOWN: KnownFile = { kind: 'UNKNOWN', text: null };

/** PDF readers accept some bytes before the header (ISO 32000-2, Annex I). */
const HEADER_WITHIN = 1024;
/** Our credentials, tokens and proofs have some kilobytes. */
export const LONGEST_TEXT = 256 * 1024;

const LOG_PROOF = 'c2sp.org/tlog-proof@v1\n';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*\s*$/;

/** Recognizes a file by its first bytes and its form. Never throws, and reads at most 256 kB of text, in linear time. */
export function kindOf(bytes: Buffer): KnownFile {
  if (bytes.subarray(0, HEADER_WITHIN).includes('%PDF-')) return { kind: 'PDF', text: null };
  const text = bytes.length <= LONGEST_TEXT ? utf8(bytes) : null;
  if (text === null) return UNKNOWN;
  if (text.startsWith(LOG_PROOF)) return { kind: 'LOG_PROOF', text };
  if (TOKEN.test(text)) return { kind: 'TOKEN', text: text.trim() };
  const read = readJsonObject(text, LONGEST_TEXT);
  return read !== null && '@context' in read ? { kind: 'CREDENTIAL', text } : UNKNOWN;
}

/** UTF-8 with or without a byte order mark; null for any other bytes. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
