import { createHash } from 'node:crypto';

/** 16 random bytes in base64url. */
const SECRET = /^[\w-]{22}$/;

/** How a secret of a link is stored. Its 128 random bits need no key. Null for a text that is no secret. */
export function secretHash(secret: string): Buffer | null {
  return SECRET.test(secret) ? createHash('sha256').update(secret).digest() : null;
}
