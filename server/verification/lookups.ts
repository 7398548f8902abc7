import type { Database } from '../../drizzle/client.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { networkOf } from '../http/network.ts';
import { counted, type Permission } from '../http/throttle.ts';

/**
 * What keeps numbers from being found is their 95 random bits. These limits turn a loud network away, while an office may check
 * many papers: one by one on the page or in GraphQL, or a hundred at a time.
 */
const LIMITS = {
  ONE: { max: 300, seconds: 600 },
  MANY: { max: 60, seconds: 600 },
} satisfies Record<string, Limit>;

export type Lookup = keyof typeof LIMITS;

/** Counts one look-up of a network, of one number or of up to a hundred, and tells whether it was within the limit. */
export const countLookup = (
  { db, secret }: { db: Database; secret: string },
  what: Lookup,
  address: string | undefined,
  now: Date,
): Promise<Permission> => counted({ db, secret }, LIMITS[what], `verify ${what}`, networkOf(address), now);
