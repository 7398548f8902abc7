import type { RequestHandler } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { countAct } from '../../schema/accounts/operations.ts';
import { type Limit, withinLimit } from '../../schema/accounts/rules.ts';
import { keyedHash } from './keyedHash.ts';
import { networkOf } from './network.ts';
import { type Refusal, refuse, secondsUntil } from './refuse.ts';
import { isReadOnly } from './states.ts';

/** What counting needs; `secret` is SESSION_SECRET. */
export type Counting = { db: Database; secret: string };

/**
 * Counts one act of a subject (an address, a network, a number) and returns whether it was within the limit. The count is in the
 * database, so that all processes share one limit. The key reveals nothing about the subject.
 */
export async function counted({ db, secret }: Counting, limit: Limit, purpose: string, subject: string, now: Date) {
  return withinLimit(
    await countAct(db, { key: keyedHash(secret, purpose, subject), seconds: limit.seconds, now }),
    limit,
  );
}

export type Permission = Awaited<ReturnType<typeof counted>>;

/** As counted, for an act that only reads: admitted while the database cannot write. */
export async function countedRead(...counting: Parameters<typeof counted>): Promise<Permission> {
  try {
    return await counted(...counting);
  } catch (error) {
    if (isReadOnly(error)) return { ok: true };
    throw error;
  }
}

/** How often one network may call, and the refusal beyond that. Routes with the same purpose share one count. */
export type NetworkLimit = Limit & { purpose: string; refusal: Refusal };

/** Admits a network that is within the limit. */
export function limitNetwork(services: Counting & { clock: () => Date }, limit: NetworkLimit): RequestHandler {
  return async (request, response, next) => {
    const now = services.clock();
    const permission = await countedRead(services, limit, limit.purpose, networkOf(request.ip), now);
    if (permission.ok) return next();
    // The body of a refused request may be unread, so the server closes the connection with the answer.
    if (request.method === 'POST') response.set('Connection', 'close');
    refuse(request, response, limit.refusal, secondsUntil(permission.retryAt, now));
  };
}
