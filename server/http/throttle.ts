import type { Database } from '../../drizzle/client.ts';
import { countAct } from '../../schema/accounts/operations.ts';
import { type Limit, withinLimit } from '../../schema/accounts/rules.ts';
import { keyedHash } from '../auth/keyedHash.ts';

type Counting = { db: Database; secret: string };

/**
 * Counts one act of a subject (an address, a network, a number) and tells whether it was within the limit. Counted in the
 * database, so that all processes share one limit; the key tells nothing about the subject.
 */
export const counted = async ({ db, secret }: Counting, limit: Limit, purpose: string, subject: string, now: Date) =>
  withinLimit(await countAct(db, { key: keyedHash(secret, purpose, subject), seconds: limit.seconds, now }), limit);

export type Permission = Awaited<ReturnType<typeof counted>>;
