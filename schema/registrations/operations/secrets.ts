import { randomBytes } from 'node:crypto';
import { secretHash } from '../rules/secrets.ts';

/** The secret of a link, which is told once, and how it is stored. */
export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(16).toString('base64url');
  const hash = secretHash(secret);
  if (hash === null) throw new Error('a new secret is not of the form of secrets');
  return { secret, hash };
}

/**
 * Stands where a link's hash belongs until the job that mails the link makes its secret. `facts` go into that mail: it makes a secret
 * only while they stand there, so that a link that was made later keeps working.
 */
export function noSecret(): { hash: Buffer; facts: { link: string } } {
  const hash = randomBytes(32);
  return { hash, facts: { link: hash.toString('hex') } };
}
