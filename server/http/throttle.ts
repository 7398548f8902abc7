import type { RequestHandler } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { countAct, forgetActs } from '../../schema/accounts/operations.ts';
import { type Limit, withinLimit } from '../../schema/accounts/rules.ts';
import { keyedHash } from './keyedHash.ts';
import { networkOf, siteOf } from './network.ts';
import { type Refusal, refuse, secondsUntil } from './refuse.ts';
import { refusedKeysOf } from './refusedKeys.ts';
import { isReadOnly } from './states.ts';

/** What counting needs; `secret` is SESSION_SECRET. */
export type Counting = { db: Database; secret: string };

/** One of several limits of an act. Its subject may have several parts, for instance an address and a network. */
export type Count = { limit: Limit; purpose: string; subject: readonly string[] };

export type Permission = ReturnType<typeof withinLimit>;

function keyOf(secret: string, { purpose, subject }: Omit<Count, 'limit'>): string {
  return keyedHash(secret, purpose, ...subject);
}

/** Counts one act of a subject (an address, a network, a number) and returns whether it was within the limit. */
export function counted(
  services: Counting,
  limit: Limit,
  purpose: string,
  subject: string,
  now: Date,
): Promise<Permission> {
  return countedInTurn(services, [{ limit, purpose, subject: [subject] }], now);
}

/**
 * Counts an act, or so many, under several limits, the narrowest first, and stops at the first that refuses: an act that is refused
 * there uses up nothing of the wider ones, which other people share.
 */
export async function countedInTurn(
  services: Counting,
  counts: readonly Count[],
  now: Date,
  amount = 1,
): Promise<Permission> {
  for (const count of counts) {
    const permission = await countedUnder(services, count, now, amount);
    if (!permission.ok) return permission;
  }
  return { ok: true };
}

/**
 * The count is in the database, so that all processes share one limit. The key reveals nothing about the subject. A key that this
 * process knows to be refused is not counted again, so that a flood beyond a limit reaches no row.
 */
async function countedUnder(
  { db, secret }: Counting,
  { limit, ...named }: Count,
  now: Date,
  amount: number,
): Promise<Permission> {
  const [key, refused] = [keyOf(secret, named), refusedKeysOf(db)];
  const retryAt = refused.retryAt(key, now);
  if (retryAt !== null) return { ok: false, because: 'RATE_LIMITED', retryAt };
  const permission = withinLimit(await countAct(db, { key, seconds: limit.seconds, now, amount }), limit);
  if (!permission.ok) refused.remember(key, permission.retryAt, now);
  return permission;
}

/** Deletes counts, here and in the database. Another process may refuse their keys for some more seconds. */
export async function forgetCounts({ db, secret }: Counting, counts: readonly Count[]): Promise<void> {
  const keys = counts.map((count) => keyOf(secret, count));
  await forgetActs(db, keys);
  for (const key of keys) refusedKeysOf(db).forget(key);
}

/** One customer may hold thousands of IPv6 networks, so all of an IPv6 site together may act this many times as often. */
const NETWORKS_OF_SITE = 10;

/** Counts an act, or so many, of the caller's network, and of its whole site where that is wider. */
export function countedNetwork(
  services: Counting,
  { purpose, max, seconds }: Limit & { purpose: string },
  address: string | undefined,
  now: Date,
  amount = 1,
): Promise<Permission> {
  const [network, site] = [networkOf(address), siteOf(address)];
  const narrow = { limit: { max, seconds }, purpose, subject: [network] };
  const wide = { limit: { max: max * NETWORKS_OF_SITE, seconds }, purpose: `${purpose} site`, subject: [site] };
  return countedInTurn(services, network === site ? [narrow] : [narrow, wide], now, amount);
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
