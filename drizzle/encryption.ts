import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * The service's key for data at rest, and the short name that sealed values store to identify it. `before` is a second key, which
 * opens values and seals none.
 */
export type Vault = { keyId: string; key: Buffer; before?: Vault };

/** A separate key for a use other than sealing, so that one use cannot be abused for the other. */
export function keyFor({ key }: Vault, use: string): Buffer {
  const known = derived.get(key) ?? new Map<string, Buffer>();
  derived.set(key, known);
  const made = known.get(use) ?? Buffer.from(hkdfSync('sha256', key, 'attune', use, 32));
  known.set(use, made);
  return made;
}

/** Each is derived once for each vault; the uses are few and fixed. */
const derived = new WeakMap<Buffer, Map<string, Buffer>>();

const KEY_ID = 8;
const NONCE = 12;
const TAG = 16;

/**
 * A vault from ENCRYPTION_KEY: any text of 32 characters or more; the working key is derived, never the text itself. With
 * ENCRYPTION_KEY_BEFORE it also opens what that key sealed.
 */
export function openVault(secret: string, secretBefore: string | null = null): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, 'attune', 'vault v1', 32));
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, KEY_ID);
  return { key, keyId, ...(secretBefore !== null && { before: openVault(secretBefore) }) };
}

/** The name of the key that sealed a value. */
export const keyIdOf = (sealed: Buffer): string => sealed.subarray(0, KEY_ID).toString('latin1');

/**
 * AES-256-GCM: key id (8 bytes), nonce, ciphertext, tag. `place` (table, row and column) is bound in, so that a value that is
 * moved to another row cannot be opened.
 */
export function seal(vault: Vault, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', vault.key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(vault.keyId, 'latin1'), nonce, body, cipher.getAuthTag()]);
}

/** Decrypts what seal made under one of the vault's keys; throws when the key, the place or a byte differs. */
export function unseal(vault: Vault, sealed: Buffer, place: string): Buffer {
  const { key } = vault.before?.keyId === keyIdOf(sealed) ? vault.before : vault;
  const nonce = sealed.subarray(KEY_ID, KEY_ID + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(KEY_ID + NONCE, sealed.length - TAG)), decipher.final()]);
}

/** A fresh key for one record, and the same key wrapped by the vault. Destroying the wrapped key erases the record. */
export function newDataKey(vault: Vault, place: string): { vault: Vault; wrapped: Buffer } {
  const key = randomBytes(32);
  return { vault: { keyId: 'datakey1', key }, wrapped: seal(vault, key, place) };
}

export function openDataKey(vault: Vault, wrapped: Buffer, place: string): Vault {
  return {
    keyId: 'datakey1',
    key: unseal(vault, wrapped, place),
  };
}
