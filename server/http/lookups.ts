import type { Context } from '../../schema/context.ts';
import type { Refusal } from './refuse.ts';
import { type Counting, countedRead, type NetworkLimit } from './throttle.ts';

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

/**
 * Counts the look-ups of one request, each of one number or of up to a hundred, and returns when to try again, or null within the
 * limit. What a request asks for at once is counted together, by one statement, and all of it is admitted or refused.
 */
export function lookupsOf(
  services: Counting & { clock: () => Date },
  address: string | undefined,
): Context['countLookup'] {
  const open = new Map<Lookup, { amount: number; answer: Promise<Date | null> }>();
  const count = async (what: Lookup, amount: number): Promise<Date | null> => {
    const permission = await countedRead(services, LOOKUPS[what], address, services.clock(), amount);
    return permission.ok ? null : permission.retryAt;
  };
  const begin = (what: Lookup) => {
    const asked = { amount: 0, answer: Promise.resolve().then(() => count(what, close(what))) };
    open.set(what, asked);
    return asked;
  };
  const close = (what: Lookup): number => {
    const amount = open.get(what)?.amount ?? 0;
    open.delete(what);
    return amount;
  };
  return (what) => {
    const asked = open.get(what) ?? begin(what);
    asked.amount += 1;
    return asked.answer;
  };
}
