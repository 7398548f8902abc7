export type FileKind = 'PDF' | 'CREDENTIAL' | 'TOKEN' | 'LOG_PROOF' | 'UNKNOWN';

/** What a file is, and its text unless it is a PDF or nothing we know. */
export type KnownFile =
  | { kind: 'PDF'; text: null }
  | { kind: 'CREDENTIAL' | 'TOKEN' | 'LOG_PROOF'; text: string }
  | { kind: 'UNKNOWN'; text: null };

const UNKNOWN: KnownFile = { kind: 'UNKNOWN', text: null };

/** Readers of PDF accept some bytes before the header (ISO 32000-2, Annex I). */
const HEADER_WITHIN = 1024;
/** Credentials, tokens and proofs of ours have some kilobytes. */
export const LONGEST_TEXT = 256 * 1024;
const DEEPEST_JSON = 40;

const LOG_PROOF = 'c2sp.org/tlog-proof@v1\n';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*\s*$/;

/** Tells a file by its first bytes and its form. Total, and linear in at most 256 kB of text. */
export const kindOf = (bytes: Buffer): KnownFile => {
  if (bytes.subarray(0, HEADER_WITHIN).includes('%PDF-')) return { kind: 'PDF', text: null };
  const text = bytes.length <= LONGEST_TEXT ? utf8(bytes) : null;
  if (text === null) return UNKNOWN;
  if (text.startsWith(LOG_PROOF)) return { kind: 'LOG_PROOF', text };
  if (TOKEN.test(text)) return { kind: 'TOKEN', text: text.trim() };
  const read = readJson(text);
  return read !== null && '@context' in read ? { kind: 'CREDENTIAL', text } : UNKNOWN;
};

/** UTF-8 with or without a byte order mark; null for any other bytes. */
export const utf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

export type JsonObject = Record<string, unknown>;

/** A JSON object that is nested no deeper than a credential is; null for anything else. */
export const readJson = (text: string): JsonObject | null => {
  if (tooDeep(text)) return null;
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Brackets inside strings count too: no credential of ours has that many. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
};
