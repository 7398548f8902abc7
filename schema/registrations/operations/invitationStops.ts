import { createHash } from 'node:crypto';
import { and, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type PairId, type UserId } from '../../../drizzle/ids.ts';
import { invitationStops, pairs } from '../../../drizzle/schema.ts';
import { personById } from '../../accounts/queries/people.ts';
import { mailboxOf } from '../../accounts/rules/address.ts';
import { secretHash } from '../rules/secrets.ts';

/** For how long nobody is invited by the one whose places the other one gave up. */
const QUIET_MS = 30 * 86_400_000;

/** A mailbox as stops know it. The key of whoever invites makes the hashes of one mailbox differ. */
export function mailboxSha256(from: UserId, address: string): Buffer {
  const mailbox = mailboxOf(address) ?? address;
  return createHash('sha256').update(`${from} ${mailbox}`).digest();
}

type Of = { from: UserId; mailbox: Buffer };

/** Whether a mailbox gets invitations from a person. The caller answers that person the same either way. */
export async function takesInvitations(tx: Database, { from, mailbox, now }: Of & { now: Date }): Promise<boolean> {
  const { fromUserId, mailboxSha256: sha256, until } = invitationStops;
  const stops = or(isNull(until), gt(until, now));
  return (await tx.$count(invitationStops, and(eq(fromUserId, from), eq(sha256, mailbox), stops))) === 0;
}

/** Adds stops, each until a time or for good. None becomes shorter. */
async function stop(tx: Database, stops: readonly (Of & { until: Date | null })[]): Promise<void> {
  if (stops.length === 0) return;
  const rows = stops.map(({ from, mailbox, until }) => ({
    id: newId(),
    fromUserId: from,
    mailboxSha256: mailbox,
    until,
  }));
  const longer = sql`case when ${invitationStops.until} is null or excluded.until is null then null
    else greatest(${invitationStops.until}, excluded.until) end`;
  await tx
    .insert(invitationStops)
    .values(rows)
    .onConflictDoUpdate({
      target: [invitationStops.fromUserId, invitationStops.mailboxSha256],
      set: { until: longer },
    });
}

type Ended = { pairIds: readonly PairId[]; whose: UserId | null; at: Date };

/**
 * After places of two people were given up, whoever did not do it cannot invite the other one for a time; after anybody else did, neither
 * can. Stops that are over go.
 */
export async function stopAfterPairs(tx: Database, { pairIds, whose, at }: Ended): Promise<void> {
  await tx.delete(invitationStops).where(lt(invitationStops.until, at));
  const both = and(inArray(pairs.id, [...pairIds]), isNotNull(pairs.secondUserId));
  const people = await tx.select({ first: pairs.firstUserId, second: pairs.secondUserId }).from(pairs).where(both);
  for (const { first, second } of people) {
    if (second === null) continue;
    const ways = [
      { from: first, to: second },
      { from: second, to: first },
    ].filter(({ from }) => from !== whose);
    const stops = [];
    for (const { from, to } of ways) {
      const email = (await personById(tx, to))?.email;
      if (email === undefined) continue;
      stops.push({ from, mailbox: mailboxSha256(from, email), until: new Date(at.getTime() + QUIET_MS) });
    }
    await stop(tx, stops);
  }
}

export type Refusal = 'OPEN' | 'REFUSED';

async function byLink(db: Database, secret: string): Promise<Of | null> {
  const hash = secretHash(secret);
  if (hash === null) return null;
  const [pair] = await db
    .select({ from: pairs.firstUserId, mailbox: pairs.mailboxSha256 })
    .from(pairs)
    .where(eq(pairs.inviteHash, hash));
  return pair?.mailbox == null ? null : { from: pair.from, mailbox: pair.mailbox };
}

/** Whether the reader of an invitation has refused more of them; null for a link that no mail has. */
export async function stateOfRefusal(db: Database, secret: string): Promise<Refusal | null> {
  const of = await byLink(db, secret);
  if (of === null) return null;
  const { fromUserId, mailboxSha256: sha256, until } = invitationStops;
  const refused = and(eq(fromUserId, of.from), eq(sha256, of.mailbox), isNull(until));
  return (await db.$count(invitationStops, refused)) === 0 ? 'OPEN' : 'REFUSED';
}

/**
 * Refuses all further invitations from the person who invited, by the link of a mail, without an account; also after the places ended.
 * The invitation itself stays open, so that nobody can tell. A second call changes nothing. Null for a link that no mail has.
 */
export async function refuseInvitations(db: Database, secret: string): Promise<Refusal | null> {
  const of = await byLink(db, secret);
  if (of === null) return null;
  await stop(db, [{ ...of, until: null }]);
  return 'REFUSED';
}
