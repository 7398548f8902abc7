import { type KeyObject, sign } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { ALGORITHMS, type Keyring, type KeyUse, type PublicKey, type Signer } from '../../certificates/keys.ts';
import { activeId, KeyFolderFault, readKeyPair, readPublicKeys } from './folder.ts';

export type KeyFolder = {
  keyring: Keyring;
  /** Every public key of the folder, including retired ones. Throws KeyFolderFault. */
  publicKeys(): Promise<PublicKey[]>;
};

/** Stores the public half of a key permanently. The keyring waits for it before the key signs for the first time. */
export type RecordKeys = (keys: readonly PublicKey[]) => Promise<void>;

/** Opens a folder of keys. At each signature the keyring reads which key is active. It throws KeyFolderFault when none is. */
export function openKeyFolder(dir: string, record: RecordKeys = async () => undefined): KeyFolder {
  const loaded = new Map<KeyUse, Signer>();
  const signer = async (use: KeyUse): Promise<Signer> => {
    const id = activeId(dir, use);
    if (id === null)
      throw new KeyFolderFault(`The folder of keys ${dir} has no ${use} key. Make one with: attune keys create`);
    const known = loaded.get(use);
    if (known?.key.id === id) return known;
    const { key, privateKey } = readKeyPair(dir, use, id);
    await record([key]);
    const fresh = { key, sign: signWith(privateKey, use) };
    loaded.set(use, fresh);
    return fresh;
  };
  let read: { at: number; keys: PublicKey[] } | null = null;
  const publicKeys = async (): Promise<PublicKey[]> => {
    // A new key is a new file, which changes the modification time of its folder.
    const at = existsSync(dir) ? statSync(dir).mtimeMs : 0;
    if (read?.at !== at) read = { at, keys: readPublicKeys(dir) };
    return read.keys;
  };
  return { keyring: { signer }, publicKeys };
}

const signWith = (privateKey: KeyObject, use: KeyUse) => async (bytes: Uint8Array) =>
  ALGORITHMS[use] === 'Ed25519'
    ? sign(null, bytes, privateKey)
    : sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
