import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The IdentityHash of Open Badges 3.0: `sha256$` and the SHA-256 in hex of the name followed by the salt, both in UTF-8. The salt
 * is long and secret, so that a person without it cannot test names.
 */
export function hashIdentity(name: string, salt: string): string {
  return `sha256$${createHash('sha256').update(`${name}${salt}`, 'utf8').digest('hex')}`;
}

/** Whether this name and salt give the hash; false for malformed input. */
export function opensIdentity(hash: string, name: string, salt: string): boolean {
  const given = Buffer.from(hash, 'utf8');
  const own = Buffer.from(hashIdentity(name, salt), 'utf8');
  return given.length === own.length && timingSafeEqual(given, own);
}
