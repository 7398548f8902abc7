import type { Context } from '../../schema/context.ts';
import type { Refusal } from './refuse.ts';
import { type Counting, countedRead, type NetworkLimit, type Permission } from './throttle.ts';

type Lookup = Parameters<Context['countLookup']>[0];

const TOO_MANY_LOOKUPS: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many tries',
  message: 'Your network asked about too many certificates.',
};

/**
 * Look-ups of certificates by number. The 95 random bits of a number make it impossible to guess. These limits stop a network
 * that floods the service, while an office may still check many papers: one at a time on the page or in GraphQL, or a hundred at
 * a time.
 */
export const LOOKUPS = {
  ONE: { max: 300, seconds: 600, purpose: 'verify ONE', refusal: TOO_MANY_LOOKUPS },
  MANY: { max: 60, seconds: 600, purpose: 'verify MANY', refusal: TOO_MANY_LOOKUPS },
} satisfies Record<Lookup, NetworkLimit>;

/** Counts one look-up of a network, of one number or of up to a hundred, and returns whether it was within the limit. */
export function countLookup(
  services: Counting,
  what: Lookup,
  address: string | undefined,
  now: Date,
): Promise<Permission> {
  return countedRead(services, LOOKUPS[what], address, now);
}
