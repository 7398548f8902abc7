import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PublicKey, Signer } from '../keys.ts';
import type { Hash } from './tree.ts';

/** C2SP signed-note: the type byte of a plain Ed25519 signature. */
const ED25519 = Uint8Array.of(1);
/** Longer notes and more signatures are refused. The standard requires support for at least 16 signatures. */
const MAX_NOTE = 200_000;
const MAX_SIGNATURES = 64;
const SIGNATURE_LINE = /^— ([^\s\u0085+]+) ([A-Za-z0-9+/]+={0,2})$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a note may contain no control character except the newline.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Bytes of canonical base64, their only valid text; otherwise null. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const rawKey = ({ jwk }: PublicKey): Buffer => Buffer.from(jwk.x ?? '', 'base64url');

/** The four bytes that identify a key in a note: from SHA-256 over name, newline, type and key. */
const noteKeyId = (name: string, key: PublicKey): Buffer =>
  createHash('sha256').update(`${name}\n`).update(ED25519).update(rawKey(key)).digest().subarray(0, 4);

type Reader = { verifier: KeyObject; name: string; id: Buffer };

/** Cached, because a replay of a log opens thousands of notes with one key under one name. */
const readers = new WeakMap<PublicKey['jwk'], Reader>();

function readerOf(name: string, key: PublicKey): Reader {
  const known = readers.get(key.jwk);
  if (known?.name === name) return known;
  const verifier = known?.verifier ?? createPublicKey({ key: key.jwk, format: 'jwk' });
  const reader = { verifier, name, id: noteKeyId(name, key) };
  readers.set(key.jwk, reader);
  return reader;
}

/** The key in the form that tools for signed notes expect: `<name>+<key id in hex>+<base64 of type and key>`. */
export function vkeyOf(name: string, key: PublicKey): string {
  return `${name}+${noteKeyId(name, key).toString('hex')}+${toBase64(Buffer.concat([ED25519, rawKey(key)]))}`;
}

/** Signs a text that ends with a newline. The key's name has no space and no plus. */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  const signature = await signer.sign(Buffer.from(text));
  return `${text}\n— ${name} ${toBase64(Buffer.concat([noteKeyId(name, signer.key), signature]))}\n`;
}

type Refusal<Code extends string> = { ok: false; because: Code; detail: string };
export type NoteCheck =
  | { ok: true; text: string; key: PublicKey }
  | Refusal<'MALFORMED' | 'KEY_UNKNOWN' | 'SIGNATURE_WRONG'>;

const malformed = (detail: string): Refusal<'MALFORMED'> => ({ ok: false, because: 'MALFORMED', detail });

type Signature = { name: string; id: Buffer; bytes: Buffer };

function readSignature(line: string): Signature | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

function split(note: string): { text: string; lines: string[] } | null {
  const blank = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE || blank < 0 || !note.endsWith('\n')) return null;
  if (CONTROL.test(note) || !note.isWellFormed()) return null;
  return { text: note.slice(0, blank + 1), lines: note.slice(blank + 2, -1).split('\n') };
}

const isNoteKey = (key: PublicKey): boolean =>
  key.use === 'LOG' && key.jwk.kty === 'OKP' && key.jwk.crv === 'Ed25519' && rawKey(key).length === 32;

/**
 * Opens a signed note (C2SP signed-note). Ignores signatures of other keys or names, as the standard requires. Every other
 * signature must be valid, and there must be at least one.
 */
export function openNote(note: string, name: string, keys: readonly PublicKey[]): NoteCheck {
  const parts = split(note);
  if (parts === null || parts.lines.length > MAX_SIGNATURES) return malformed('This is not a signed note.');
  const signatures = parts.lines.map(readSignature);
  const known: PublicKey[] = [];
  for (const signature of signatures) {
    if (signature === null) return malformed('A signature line of the note does not follow the standard.');
    if (signature.name !== name) continue;
    const key = keys.find((candidate) => isNoteKey(candidate) && readerOf(name, candidate).id.equals(signature.id));
    if (key === undefined) continue;
    if (!verify(null, Buffer.from(parts.text), readerOf(name, key).verifier, signature.bytes))
      return { ok: false, because: 'SIGNATURE_WRONG', detail: 'The note was altered: its signature does not match.' };
    known.push(key);
  }
  const [key] = known;
  if (key === undefined)
    return { ok: false, because: 'KEY_UNKNOWN', detail: `No key of ours under the name ${name} signed the note.` };
  return { ok: true, text: parts.text, key };
}

/** The content of a checkpoint: the name of its log, how many entries that log had, and the root over them. */
export type Checkpoint = { origin: string; size: number; root: Hash };

const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Signs a tree head as a C2SP checkpoint; the log's origin is the key's name. Throws for an origin that cannot be a key name. */
export async function signCheckpoint(origin: string, size: number, root: Hash, signer: Signer): Promise<string> {
  if (!/^[^\s\u0085+]+$/u.test(origin) || CONTROL.test(origin) || !origin.isWellFormed())
    throw new Error('A log’s origin is like log.example.org/log: it has no space and no plus sign.');
  return signNote(checkpointText({ origin, size, root }), origin, signer);
}

export type CheckpointCheck =
  | ({ ok: true; key: PublicKey } & Checkpoint)
  | Refusal<'MALFORMED' | 'OTHER_ORIGIN' | 'KEY_UNKNOWN' | 'SIGNATURE_WRONG'>;

/**
 * Checks a C2SP checkpoint: its exact form, and a signature of one of these LOG keys under the log's name. With `origin` null,
 * accepts the name that the checkpoint gives. No size exceeds 2^53 - 1.
 */
export function checkCheckpoint(note: string, origin: string | null, keys: readonly PublicKey[]): CheckpointCheck {
  const [name = '', size = '', root = ''] = note.slice(0, MAX_NOTE).split('\n', 3);
  const opened = openNote(note, name, keys);
  if (!opened.ok && opened.because === 'MALFORMED') return opened;
  const read = { origin: name, size: Number(size), root: fromBase64(root) ?? Buffer.alloc(0) };
  const text = split(note)?.text ?? '';
  // Any further lines are extensions, which the standard lets a log add. An empty line is not an extension.
  const extended = text.length > 0 && !text.includes('\n\n') && text.startsWith(checkpointText(read));
  if (
    name === '' ||
    !/^\d{1,16}$/.test(size) ||
    !Number.isSafeInteger(read.size) ||
    read.root.length !== 32 ||
    !extended
  )
    return malformed('The note is not a checkpoint: name of the log, number of entries, root.');
  if (origin !== null && name !== origin)
    return {
      ok: false,
      because: 'OTHER_ORIGIN',
      detail: `The checkpoint belongs to the log ${name}, not to ${origin}.`,
    };
  return opened.ok ? { ok: true, key: opened.key, ...read } : opened;
}
