import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type KeyUse, keyIdOf, type PublicKey } from '../../certificates/keys.ts';

/**
 * A folder of keys: `USE-<id>.pem` is a private key. `USE-<id>.json` is its public half, which is never removed. `active-USE`
 * contains the id of the key that signs now. `authority.pem` and `.der` are the installation's own authority, if it made one.
 */

export const USES: readonly KeyUse[] = ['SEAL', 'PROOF', 'TOKEN', 'LOG'];

/** What is wrong with a folder of keys, in words for the operator. */
export class KeyFolderFault extends Error {
  override name = 'KeyFolderFault';
}

const KEY_ID = /^[A-Za-z0-9_-]{43}$/;

const publicKey = z.object({
  id: z.string().regex(KEY_ID),
  use: z.enum(['SEAL', 'PROOF', 'TOKEN', 'LOG']),
  jwk: z.record(z.string(), z.string()),
  certificates: z.array(z.base64()),
  createdAt: z.iso.datetime(),
});

const publicFile = (dir: string, use: KeyUse, id: string) => join(dir, `${use}-${id}.json`);
const privateFile = (dir: string, use: KeyUse, id: string) => join(dir, `${use}-${id}.pem`);
const activeFile = (dir: string, use: KeyUse) => join(dir, `active-${use}`);

/**
 * The id of the key that signs; null when there is none. Read from disk each time, so that a rotation by another process takes
 * effect.
 */
export function activeId(dir: string, use: KeyUse): string | null {
  const text = readOrNull(activeFile(dir, use))?.trim();
  if (text === undefined) return null;
  if (KEY_ID.test(text)) return text;
  throw new KeyFolderFault(
    `${activeFile(dir, use)} does not name a key. Restore it, or run: attune keys rotate --use ${use}`,
  );
}

/** Every public key of the folder, the oldest first. */
export function readPublicKeys(dir: string): PublicKey[] {
  return (existsSync(dir) ? readdirSync(dir) : [])
    .filter((name) => /^[A-Z]+-.{43}\.json$/.test(name))
    .map((name) => readPublicKey(join(dir, name)))
    .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
}

function readPublicKey(file: string): PublicKey {
  try {
    const key = publicKey.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (keyIdOf(key.jwk) === key.id) return key;
  } catch {}
  throw new KeyFolderFault(`${file} cannot be read or is not the public half of a key. Restore it from a backup.`);
}

/** A key with its private half. Throws KeyFolderFault, also when other users can read it or when the halves do not match. */
export function readKeyPair(dir: string, use: KeyUse, id: string): { key: PublicKey; privateKey: KeyObject } {
  const key = readPublicKey(publicFile(dir, use, id));
  const privateKey = readPrivateKey(privateFile(dir, use, id));
  // A private key of these kinds has text members only.
  const jwk = privateKey.export({ format: 'jwk' }) as Record<string, string>;
  if (keyIdOf(jwk) !== id)
    throw new KeyFolderFault(`${privateFile(dir, use, id)} does not match the key id in its name.`);
  return { key, privateKey };
}

export const hasPrivateHalf = (dir: string, { use, id }: PublicKey): boolean => existsSync(privateFile(dir, use, id));

/** Reads a private key. Throws KeyFolderFault when it cannot be read, or when every user of the machine can read it. */
export function readPrivateKey(file: string): KeyObject {
  try {
    if ((statSync(file).mode & 0o007) === 0) return createPrivateKey(readFileSync(file));
  } catch {
    throw new KeyFolderFault(`${file} cannot be read as a private key.`);
  }
  throw new KeyFolderFault(`${file} is readable by other users. Run: chmod 600 ${file}`);
}

/** Writes a key. It does not sign yet. */
export function writeKeyPair(dir: string, key: PublicKey, privateKey: KeyObject): void {
  writeOnce(privateFile(dir, key.use, key.id), pemOf(privateKey));
  writeOnce(publicFile(dir, key.use, key.id), `${JSON.stringify(key, null, 2)}\n`);
}

export const pemOf = (privateKey: KeyObject): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Removes a key that never signed. */
export function removeKeyPair(dir: string, { use, id }: PublicKey): void {
  for (const file of [publicFile(dir, use, id), privateFile(dir, use, id)]) rmSync(file);
}

/** Makes this the key that signs, in every process. */
export function activate(dir: string, { use, id }: PublicKey): void {
  const draft = writeDraft(activeFile(dir, use), id);
  renameSync(draft, activeFile(dir, use));
}

/** Makes this the key that signs, unless another signs already. Returns whether this one signs. */
export const activateFirst = (dir: string, { use, id }: PublicKey): boolean => writeOnce(activeFile(dir, use), id);

/** Creates the folder, readable by its owner alone. */
export function openFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new KeyFolderFault(`The folder of keys ${dir} cannot be made.`, { cause: error });
  }
}

/** Writes a whole file that does not exist yet. Of several writers one wins; returns whether this one did. */
export function writeOnce(file: string, content: string | Buffer): boolean {
  const draft = writeDraft(file, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function writeDraft(file: string, content: string | Buffer): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  return draft;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new KeyFolderFault(`${file} cannot be read.`, { cause: error });
  }
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
