import { createHash } from 'node:crypto';
import type { PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { UserId } from '../../../drizzle/ids.ts';

/** How often a day a person may correct what certificates print: each correction prints and seals all of them anew. */
export const CORRECTIONS = { max: 10, seconds: 24 * 3600 };

/** The key under which they are counted: a hash, so that the table of counts leads to nobody. */
export function correctionsKey(userId: UserId): string {
  return createHash('sha256').update(`corrections of ${userId}`).digest('hex');
}

/** The number of a license now, and every number that it ever had. */
export type Numbers = { now: string; ever: readonly (string | null)[] };

/**
 * The lines of a certificate with the numbers that its licenses have now; null where nothing is wrong. `licenses` are those that
 * the lines stand for, in their order. A line whose number was never that of its license stays as it is. Profession and board stay
 * as they were printed.
 */
export function correctedLines(
  lines: readonly PrintedLicense[],
  licenses: readonly (Numbers | undefined)[],
): PrintedLicense[] | null {
  const corrected = lines.map((line, at) => {
    const numbers = licenses[at];
    return numbers?.ever.includes(line.number) ? { ...line, number: numbers.now } : line;
  });
  return corrected.some(({ number }, at) => number !== lines[at]?.number) ? corrected : null;
}
