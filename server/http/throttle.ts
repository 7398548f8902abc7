import type { RequestHandler } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { countAct } from '../../schema/accounts/operations.ts';
import { type Limit, withinLimit } from '../../schema/accounts/rules.ts';
import { keyedHash } from './keyedHash.ts';
import { networkOf, siteOf } from './network.ts';
import { type Refusal, refuse, secondsUntil } from './refuse.ts';
import { isReadOnly } from './states.ts';

/** What counting needs; `secret` is SESSION_SECRET. */
export type Counting = { db: Database; secret: string };

/**
 * Counts one act of a subject (an address, a network, a number) and returns whether it was within the limit. The count is in the
 * database, so that all processes share one limit. The key reveals nothing about the subject.
 */
export async function counted({ db, secret }: Counting, limit: Limit, purpose: string, subject: string, now: Date) {
  return withinLimit(await countAct(db, { key: keyOf(secret, { purpose, subject: [subject] }), ...limit, now }), limit);
}

export type Permission = Awaited<ReturnType<typeof counted>>;

/** One of several limits of an act. Its subject may have several parts, for instance an address and a network. */
export type Count = { limit: Limit; purpose: string; subject: readonly string[] };

export function keyOf(secret: string, { purpose, subject }: Omit<Count, 'limit'>): string {
  return keyedHash(secret, purpose, ...subject);
}

/**
 * Counts one act under several limits, the narrowest first, and stops at the first that refuses: an act that is refused there
 * uses up nothing of the wider ones, which other people share.
 */
export async function countedInTurn(
  { db, secret }: Counting,
  counts: readonly Count[],
  now: Date,
): Promise<Permission> {
  for (const { limit, ...named } of counts) {
    const permission = withinLimit(await countAct(db, { key: keyOf(secret, named), ...limit, now }), limit);
    if (!permission.ok) return permission;
  }
  return { ok: true };
}

/** One customer may hold thousands of IPv6 networks, so all of an IPv6 site together may act this many times as often. */
const NETWORKS_OF_SITE = 10;

/** Counts one act of the caller's network, and of its whole site where that is wider. */
export function countedNetwork(
  services: Counting,
  { purpose, max, seconds }: Limit & { purpose: string },
  address: string | undefined,
  now: Date,
): Promise<Permission> {
  const [network, site] = [networkOf(address), siteOf(address)];
  const narrow = { limit: { max, seconds }, purpose, subject: [network] };
  const wide = { limit: { max: max * NETWORKS_OF_SITE, seconds }, purpose: `${purpose} site`, subject: [site] };
  return countedInTurn(services, network === site ? [narrow] : [narrow, wide], now);
}

/** As countedNetwork, for an act that only reads: admitted while the database cannot write. */
export async function countedRead(...counting: Parameters<typeof countedNetwork>): Promise<Permission> {
  try {
    return await countedNetwork(...counting);
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
    const permission = await countedRead(services, limit, request.ip, now);
    if (permission.ok) return next();
    // The body of a refused request may be unread, so the server closes the connection with the answer.
    if (request.method === 'POST') response.set('Connection', 'close');
    refuse(request, response, limit.refusal, secondsUntil(permission.retryAt, now));
  };
}
