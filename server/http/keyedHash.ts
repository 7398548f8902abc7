import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a full-strength token, as the database stores it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** HMAC-SHA-256 under the server's secret, for one purpose. A copy of the database is not enough to guess the input. */
export function keyedHash(secret: string, purpose: string, ...parts: string[]): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url');
}

/** Compares in constant time. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
