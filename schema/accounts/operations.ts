import { and, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../drizzle/client.ts';
import { type AuthSessionId, newId, type UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { accounts, profiles, sessions, throttles, users, verifications } from '../../drizzle/schema.ts';
import { recordUntypedEvent } from '../events/operations.ts';
import { parseInput } from '../input.ts';
import { job, NOTHING } from '../jobs/operations.ts';
import { reasonText } from '../plainText.ts';
import type { ProfileRow } from './queries.ts';
import type { Counted } from './rules.ts';

/** Writes what a person says of themselves; a field that is left out stays as it is, null empties it. */
export const updateProfile = async (
  db: Database,
  { userId, now, changes }: { userId: UserId; now: Date; changes: Partial<ProfileRow> },
): Promise<void> => {
  await db
    .insert(profiles)
    .values({ userId, ...changes, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: profiles.userId, set: { ...changes, updatedAt: now } });
};

const countOnce = handWritten<{ count: number; windowStartedAt: string }>(
  'count_act',
  sql`insert into throttles as t (id, key, window_started_at, count)
    values (${sql.placeholder('id')}, ${sql.placeholder('key')}, ${sql.placeholder('now')}::timestamptz, 1)
    on conflict (key) do update set
      count = case when t.window_started_at > ${sql.placeholder('floor')}::timestamptz then t.count + 1 else 1 end,
      window_started_at = case when t.window_started_at > ${sql.placeholder('floor')}::timestamptz
        then t.window_started_at else excluded.window_started_at end
    returning count, window_started_at as "windowStartedAt"`,
);

/** Counts one act under a key (a keyed hash) in a window that opens with its first act. Atomic across processes. */
export const countAct = async (
  db: Database,
  { key, seconds, now }: { key: string; seconds: number; now: Date },
): Promise<Counted> => {
  const floor = new Date(now.getTime() - seconds * 1000).toISOString();
  const [row] = await countOnce(db, { id: newId(), key, now: now.toISOString(), floor });
  if (!row) throw new Error('An upsert returned no row.');
  return { count: row.count, windowStartedAt: new Date(row.windowStartedAt) };
};

/** Forgets the acts counted under a key. */
export const forgetActs = async (db: Database, key: string): Promise<void> => {
  await db.delete(throttles).where(eq(throttles.key, key));
};

/** Ends one session of this person at once; false when they have no such session. */
export const revokeSession = async (
  db: Database,
  { userId, sessionId, now }: { userId: UserId; sessionId: AuthSessionId; now: Date },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
      .returning({ id: sessions.id });
    if (ended.length > 0) await recordRevocation(tx, userId, ended.length, now);
    return ended.length > 0;
  });

/** Ends every session of this person but the one they are using; answers how many. */
export const revokeOtherSessions = async (
  db: Database,
  { userId, keep, now }: { userId: UserId; keep: AuthSessionId | null; now: Date },
): Promise<number> =>
  db.transaction(async (tx) => {
    const others =
      keep === null ? eq(sessions.userId, userId) : and(eq(sessions.userId, userId), ne(sessions.id, keep));
    const ended = await tx.delete(sessions).where(others).returning({ id: sessions.id });
    if (ended.length > 0) await recordRevocation(tx, userId, ended.length, now);
    return ended.length;
  });

const recordRevocation = (tx: Database, userId: UserId, count: number, now: Date) =>
  recordUntypedEvent(tx, {
    verb: 'SESSIONS_REVOKED',
    objectType: 'User',
    objectId: userId,
    actorUserId: userId,
    at: now,
    details: { count },
  });

const Closure = z.object({ reason: reasonText });

/**
 * Shuts a person out at once: no session counts from here on and no sign-in succeeds. Done by an operator, with a reason. Throws
 * InvalidInput.
 */
export const disableUser = async (
  db: Database,
  { userId, now, ...terms }: { userId: UserId; reason: string; now: Date },
): Promise<void> => {
  const { reason } = parseInput(Closure, terms);
  await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ disabledAt: now, updatedAt: now })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    const fact = { verb: 'USER_DISABLED', objectType: 'User', objectId: userId, actor: 'operator', reason, at: now };
    await recordUntypedEvent(tx, fact);
  });
};

export type Subject = {
  issuer: string;
  subject: string;
  /** The address, in its one form, that the issuer says it has verified. */
  verifiedEmail: string;
  now: Date;
};

/**
 * Binds an outside issuer's subject to the person with that verified address, who is made if there is none. Called twice
 * or at once it binds once and answers the same person; null when that person is disabled.
 */
export const joinSubject = async (
  db: Database,
  { issuer, subject, verifiedEmail, now }: Subject,
): Promise<UserId | null> =>
  db.transaction(async (tx) => {
    await tx
      .insert(users)
      .values({ email: verifiedEmail, emailVerified: true, createdAt: now, updatedAt: now })
      .onConflictDoNothing();
    const [user] = await tx.select().from(users).where(eq(users.email, verifiedEmail)).for('update');
    if (!user || user.disabledAt !== null) return null;
    const account = { userId: user.id, providerId: issuer, accountId: subject, createdAt: now, updatedAt: now };
    await tx.insert(accounts).values(account).onConflictDoNothing();
    const key = and(eq(accounts.providerId, issuer), eq(accounts.accountId, subject));
    const [winner] = await tx.select({ userId: accounts.userId }).from(accounts).where(key);
    return winner?.userId ?? null;
  });

const DAY_MS = 24 * 3600 * 1000;

/** Removes what identity no longer needs: ended sessions, spent codes, windows a day old. Safe to run at any time. */
export const sweepIdentity = async (db: Database, { now }: { now: Date }): Promise<void> => {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
  await db.delete(verifications).where(lt(verifications.expiresAt, now));
  await db.delete(throttles).where(lt(throttles.windowStartedAt, new Date(now.getTime() - DAY_MS)));
};

/** Forgets ended sessions, spent codes and old counts, every hour. */
export const identitySweep = job({
  name: 'sweep-identity',
  payload: NOTHING,
  schedule: '37 * * * *',
  run: ({ db, clock }: { db: Database; clock: () => Date }) => sweepIdentity(db, { now: clock() }),
});
