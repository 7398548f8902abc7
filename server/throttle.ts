import type { Database } from '../drizzle/client.ts';
import { countAct } from '../schema/accounts/operations.ts';
import { keyedHash } from './auth/keyedHash.ts';
import { networkOf } from './auth/network.ts';

export type Limit = { purpose: string; most: number; seconds: number };

/** Whether an act is still within its limit; when not, in how many seconds to try again. */
export type Permission = { allowed: true } | { allowed: false; retryAfterSeconds: number };

export type Throttle = (facts: { db: Database; limit: Limit; subject: string; now: Date }) => Promise<Permission>;

/** Counts acts in the database, so that all processes share one limit; the key tells nothing about the subject. */
export const createThrottle =
  (secret: string): Throttle =>
  async ({ db, limit, subject, now }) => {
    const key = keyedHash(secret, `throttle ${limit.purpose}`, subject);
    const { count, windowStartedAt } = await countAct(db, { key, seconds: limit.seconds, now });
    if (count <= limit.most) return { allowed: true };
    const endsAt = windowStartedAt.getTime() + limit.seconds * 1000;
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000)) };
  };

/** The network an address belongs to: whoever holds a whole IPv6 /64 counts once. */
export const subjectOf = (address: string | undefined): string => networkOf(address);
