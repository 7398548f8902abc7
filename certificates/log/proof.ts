import type { PublicKey } from '../keys.ts';
import { includes } from './check.ts';
import { commitmentOf, entryBody, LOG_KINDS, type LogKind } from './entry.ts';
import { checkCheckpoint, fromBase64 } from './note.ts';
import { type Hash, leafHash } from './tree.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A path has one hash for each doubling of the log. */
const MAX_HASHES = 53;
const MAX_PROOF = 210_000;

/**
 * What a holder needs in addition to the file to find its leaf: the kind, the salt, and the salted hash. With the hash, an
 * altered proof can be distinguished from a proof of another file.
 */
export type ProofExtra = { kind: LogKind; salt: Uint8Array; commitment: Hash };
export type LogProof = { index: number; hashes: readonly Hash[]; checkpoint: string; extra: ProofExtra };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const writeExtra = ({ kind, salt, commitment }: ProofExtra): string =>
  base64(Buffer.from(JSON.stringify({ kind, salt: hex(salt), commitment: hex(commitment) })));

/** A C2SP tlog-proof: extra data, index, path from the leaf's sibling up, and the checkpoint as it was signed. */
export function writeLogProof({ index, hashes, checkpoint, extra }: LogProof): string {
  return [HEADER, `extra ${writeExtra(extra)}`, `index ${index}`, ...hashes.map(base64), '', checkpoint].join('\n');
}

const EXTRA = /^\{"kind":"([A-Z]{1,20})","salt":"([0-9a-f]{64})","commitment":"([0-9a-f]{64})"\}$/;

function readExtra(text: string): ProofExtra | null {
  const json = fromBase64(text)?.toString('latin1') ?? '';
  const [, word, salt = '', commitment = ''] = EXTRA.exec(json) ?? [];
  const kind = LOG_KINDS.find((known) => known === word);
  if (kind === undefined) return null;
  return { kind, salt: Buffer.from(salt, 'hex'), commitment: Buffer.from(commitment, 'hex') };
}

/** Reads what writeLogProof wrote; null for any other text. Does not check the checkpoint. */
export function readLogProof(text: string): LogProof | null {
  if (text.length > MAX_PROOF) return null;
  const blank = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(blank, 0)).split('\n', MAX_HASHES + 4);
  const [header, extraLine = '', indexLine = '', ...path] = lines;
  const extra = /^extra (\S+)$/.exec(extraLine)?.[1];
  const index = /^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1];
  if (header !== HEADER || extra === undefined || index === undefined || path.length > MAX_HASHES) return null;
  const opened = readExtra(extra);
  const hashes = path.flatMap((line) => fromBase64(line) ?? []);
  if (opened === null || hashes.length !== path.length || hashes.some(({ length }) => length !== 32)) return null;
  if (!Number.isSafeInteger(Number(index))) return null;
  return { index: Number(index), hashes, checkpoint: text.slice(blank + 2), extra: opened };
}

export type LogProofCheck =
  | { ok: true; index: number; size: number; origin: string; key: PublicKey }
  | {
      ok: false;
      because: 'MALFORMED' | 'CHECKPOINT_BROKEN' | 'KEY_UNKNOWN' | 'PATH_BROKEN' | 'NOT_THIS_FILE';
      /** Plain English. */
      detail: string;
    };

const refuse = (because: Extract<LogProofCheck, { ok: false }>['because'], detail: string): LogProofCheck => ({
  ok: false,
  because,
  detail,
});

type Question = { payloadHash: Hash; kind: LogKind; keys: readonly PublicKey[] };

/**
 * Whether the log contains the entry for payloadHash, as this proof claims. Needs no network. Accepts any log whose checkpoint
 * one of the keys signed; `origin` names it.
 */
export function checkLogProof(text: string, { payloadHash, kind, keys }: Question): LogProofCheck {
  const proof = readLogProof(text);
  if (proof === null) return refuse('MALFORMED', 'This is not a proof of the log as the log writes it.');
  const checkpoint = checkCheckpoint(proof.checkpoint, null, keys);
  if (!checkpoint.ok)
    return refuse(checkpoint.because === 'KEY_UNKNOWN' ? 'KEY_UNKNOWN' : 'CHECKPOINT_BROKEN', checkpoint.detail);
  const { index, hashes, extra } = proof;
  const { size, root } = checkpoint;
  if (!includes({ index, size, root }, leafHash(entryBody(extra)), hashes))
    return refuse('PATH_BROKEN', 'The proof was altered: it does not match the signed state of the log.');
  const fits = extra.kind === kind && Buffer.compare(commitmentOf(extra.salt, payloadHash), extra.commitment) === 0;
  if (!fits)
    return refuse(
      'NOT_THIS_FILE',
      'The log has this entry, but for a different file, unless the salt in the proof was altered.',
    );
  return { ok: true, index, size, origin: checkpoint.origin, key: checkpoint.key };
}
