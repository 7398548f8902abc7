import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../drizzle/client.ts';
import { type AuthSessionId, newId, type UserId } from '../../drizzle/ids.ts';
import { accounts, profiles, sessions, throttles, users } from '../../drizzle/schema.ts';
import { statement } from '../../drizzle/statement.ts';
import type { Act, UserAct } from '../act.ts';
import { NotFoundError, RateLimitedError } from '../errors.ts';
import { recordEvent } from '../events/operations.ts';
import { parseInput } from '../input.ts';
import { job, NOTHING } from '../jobs/operations.ts';
import { reasonText } from '../plainText.ts';
import { personByAddress } from './queries/people.ts';
import type { ProfileRow } from './queries.ts';
import { type Address, asTyped } from './rules/address.ts';
import { FORMER_ADDRESS_MS, RECOVERY_OPEN_MS } from './rules/recovery.ts';
import { type Counted, type Limit, MOST_CHALLENGES, withinLimit } from './rules.ts';

/**
 * Stores what a person states about themselves. A field that is left out does not change; null clears it. Throws NotFound when
 * their account was closed or erased in the meantime.
 */
export async function updateProfile(db: Database, act: UserAct, changes: Partial<ProfileRow>): Promise<void> {
  const { userId, now } = act;
  await db.transaction(async (tx) => {
    // Waits for a running erasure and blocks a new one until this commits.
    const open = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .for('share');
    if (open.length === 0) throw new NotFoundError('Your account');
    await tx
      .insert(profiles)
      .values({ userId, ...changes, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({ target: profiles.userId, set: { ...changes, updatedAt: now } });
  });
}

const countOnce = statement<{ id: string; key: string; now: Date; floor: Date; amount: number }, Counted>(
  'count_act',
  (p) => sql`insert into throttles as t (id, key, window_started_at, count)
    values (${p('id')}, ${p('key')}, ${p('now')}::timestamptz, ${p('amount')}::int)
    on conflict (key) do update set
      count = case when t.window_started_at > ${p('floor')}::timestamptz then t.count + excluded.count
        else excluded.count end,
      window_started_at = case when t.window_started_at > ${p('floor')}::timestamptz
        then t.window_started_at else excluded.window_started_at end
    returning count, window_started_at as "windowStartedAt"`,
);

/** Counts an act, or so many, under a key (a keyed hash, or the id of a job) in a window that opens with its first act. Atomic across processes. */
export async function countAct(
  db: Database,
  { key, seconds, now, amount = 1 }: { key: string; seconds: number; now: Date; amount?: number },
): Promise<Counted> {
  const [counted] = await countOnce(db, {
    id: newId(),
    key,
    now,
    floor: new Date(now.getTime() - seconds * 1000),
    amount,
  });
  if (!counted) throw new Error('An upsert returned no row.');
  return counted;
}

/** Counts one act under a key. Throws RateLimited when it is beyond the limit. */
export async function requireWithinLimit(
  db: Database,
  { key, limit, now }: { key: string; limit: Limit; now: Date },
): Promise<void> {
  const decision = withinLimit(await countAct(db, { key, seconds: limit.seconds, now }), limit);
  if (!decision.ok) throw new RateLimitedError(decision.retryAt);
}

/** Deletes the counts of some keys. */
export async function forgetActs(db: Database, keys: string[]): Promise<void> {
  await db.delete(throttles).where(inArray(throttles.key, keys));
}

/** Ends one session of this person at once; returns false when they have no such session. */
export async function revokeSession(
  db: Database,
  act: UserAct,
  { sessionId }: { sessionId: AuthSessionId },
): Promise<boolean> {
  return (await endSessions(db, act, eq(sessions.id, sessionId))) > 0;
}

/** Ends every session of this person except the current one; returns how many. */
export async function revokeOtherSessions(
  db: Database,
  act: UserAct,
  { keep }: { keep: AuthSessionId | null },
): Promise<number> {
  return endSessions(db, act, keep === null ? undefined : ne(sessions.id, keep));
}

/** Ends the session with this token, if there is one. */
export async function endSessionOfToken(db: Database, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.token, tokenHash));
}

const endSessions = (db: Database, act: UserAct, which: SQL | undefined): Promise<number> =>
  db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, act.userId), which))
      .returning({ id: sessions.id });
    const count = ended.length;
    if (count > 0)
      await recordEvent(tx, act, 'SESSIONS_REVOKED', {
        objectId: act.userId,
        organizationId: null,
        details: { count },
      });
    return count;
  });

const Closure = z.object({ reason: reasonText });

/**
 * Locks a person out at once: their sessions end and they cannot sign in. An operator does this and gives a reason. Throws
 * InvalidInput.
 */
export async function disableUser(
  db: Database,
  act: Act,
  { userId, ...terms }: { userId: UserId; reason: string },
): Promise<void> {
  const { reason } = parseInput(Closure, terms);
  await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ disabledAt: act.now, updatedAt: act.now })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await recordEvent(tx, act, 'USER_DISABLED', { objectId: userId, organizationId: null, reason });
  });
}

export type Subject = {
  issuer: string;
  subject: string;
  /** The address that the issuer says it has verified. */
  verified: Address;
  now: Date;
};

/**
 * Binds an outside issuer's subject to the person with that verified address; creates the person if there is none. Repeated or
 * simultaneous calls bind once and return the same person. Null when that person is disabled, or requires a passkey: reading
 * somebody's mail must not be enough to get in.
 */
export async function joinSubject(db: Database, { issuer, subject, verified, now }: Subject): Promise<UserId | null> {
  return db.transaction(async (tx) => {
    const email = (await personByAddress(tx, verified))?.email ?? verified.email;
    await tx
      .insert(users)
      .values({ email, mailAddress: asTyped(verified), emailVerified: true, createdAt: now, updatedAt: now })
      .onConflictDoNothing();
    const [user] = await tx.select().from(users).where(eq(users.email, email)).for('update');
    if (!user || user.disabledAt !== null) return null;
    const key = and(eq(accounts.providerId, issuer), eq(accounts.accountId, subject));
    if (user.passkeyRequiredAt === null) {
      const account = { userId: user.id, providerId: issuer, accountId: subject, createdAt: now, updatedAt: now };
      await tx.insert(accounts).values(account).onConflictDoNothing();
    }
    const [winner] = await tx.select({ userId: accounts.userId }).from(accounts).where(key);
    return winner?.userId ?? null;
  });
}

const deleteOldChallenges = statement<{ userId: UserId; kept: number }, never>(
  'delete_old_challenges',
  (p) => sql`delete from verifications where id = any(array(
    select id from verifications
    where starts_with(value, '{"type":"registration"') and position(${p('userId')}::text in value) > 0
    order by created_at desc, id desc offset ${p('kept')}::int))`,
);

/** Deletes the oldest open challenges for a new passkey of a person, so that there is room for one more. */
export async function endOldChallenges(db: Database, userId: UserId): Promise<void> {
  await deleteOldChallenges(db, { userId, kept: MOST_CHALLENGES - 1 });
}

const DAY_MS = 24 * 3600 * 1000;

/** How many rows one statement of a sweep deletes, so that a long absence does not make a statement that is too long. */
const SWEPT_AT_ONCE = 5_000;

type Sweep = (db: Database, passed: { before: Date }) => Promise<{ deleted: number }[]>;

// A row that another transaction is changing stays for the next run.
const sweepOf = (table: string, column: string): Sweep =>
  statement(
    `sweep_${table}`,
    (p) => sql`with old as (delete from ${sql.identifier(table)} where id = any(array(
        select id from ${sql.identifier(table)} where ${sql.identifier(column)} < ${p('before')}::timestamptz
        order by ${sql.identifier(column)} limit ${sql.raw(String(SWEPT_AT_ONCE))} for update skip locked)) returning id)
      select count(*)::int as deleted from old`,
  );

const sweepSessions = sweepOf('sessions', 'expires_at');
const sweepVerifications = sweepOf('verifications', 'expires_at');
const sweepThrottles = sweepOf('throttles', 'window_started_at');

async function sweepAll(db: Database, sweep: Sweep, before: Date): Promise<void> {
  for (let [swept] = await sweep(db, { before }); swept?.deleted === SWEPT_AT_ONCE; )
    [swept] = await sweep(db, { before });
}

const sweepRecoveries = sweepOf('recoveries', 'opens_at');
const sweepFormerAddresses = sweepOf('address_changes', 'changed_at');

/**
 * Deletes what sign-in no longer needs: ended sessions, used codes, counts that are a day old, recoveries that nobody used and
 * addresses from before a change. Safe to run at any time.
 */
export async function sweepIdentity(db: Database, { now }: { now: Date }): Promise<void> {
  await sweepAll(db, sweepSessions, now);
  await sweepAll(db, sweepVerifications, now);
  await sweepAll(db, sweepThrottles, new Date(now.getTime() - DAY_MS));
  await sweepAll(db, sweepRecoveries, new Date(now.getTime() - RECOVERY_OPEN_MS));
  await sweepAll(db, sweepFormerAddresses, new Date(now.getTime() - FORMER_ADDRESS_MS));
}

/** Deletes ended sessions, used codes and old counts, every hour. */
export const identitySweep = job({
  name: 'sweep-identity',
  payload: NOTHING,
  schedule: '37 * * * *',
  run: ({ db, clock }: { db: Database; clock: () => Date }) => sweepIdentity(db, { now: clock() }),
});
