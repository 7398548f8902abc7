import { createHash } from 'node:crypto';
import type { UserId } from '../../../drizzle/ids.ts';
import type { NAME_CORRECTION_STATES } from '../../../drizzle/tables/nameCorrections.ts';

export type NameCorrectionState = (typeof NAME_CORRECTION_STATES)[number];

/** How often a day a person may ask: each request is a mail to every owner. */
export const NAME_CORRECTIONS = { max: 10, seconds: 24 * 3600 };

/** The key under which the requests are counted: a hash, so that the table of counts leads to nobody. */
export function nameCorrectionsKey(userId: UserId): string {
  return createHash('sha256').update(`name corrections of ${userId}`).digest('hex');
}
