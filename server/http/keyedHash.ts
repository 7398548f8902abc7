import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a token of full strength, as the database keeps it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** HMAC-SHA-256 under the server's secret for one purpose: what it guards cannot be guessed from a copy of the database. */
export const keyedHash = (secret: string, purpose: string, ...parts: string[]): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url');

/** Compares without telling by time how much was right. */
export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
