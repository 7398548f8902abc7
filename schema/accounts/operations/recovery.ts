import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type RecoveryId, type UserId } from '../../../drizzle/ids.ts';
import { recoveries, sessions, users } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { requireWithinLimit } from '../operations.ts';
import {
  type Loss,
  RECOVERIES,
  RECOVERY_OPEN_MS,
  RECOVERY_WAIT_MS,
  type Recovery,
  recoveriesKey,
  stateOf,
} from '../rules/recovery.ts';
import { tell } from './accountNotice.ts';
import { AT_ONCE } from './recoveryMails.ts';

/** Locks the row that everything about a person's sign-in waits for. Throws NotFound when the account is closed or erased. */
export async function lockAccount(tx: Database, userId: UserId) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
  if (user === undefined || user.disabledAt !== null) throw new NotFoundError('Your account');
  return user;
}

/**
 * Starts the wait of 72 hours for somebody who has proved what they still have. The caller holds the lock of the account. A
 * second call returns the first recovery. A recovery of the other kind ends: each kind proves what the other says is lost, so of
 * two who fight for an account nobody gets in while the other one is awake. Throws RateLimited after five in a day.
 */
export async function beginUnderLock(tx: Database, act: UserAct, lost: Loss): Promise<Recovery> {
  const { userId, now } = act;
  const [earlier] = await tx.select().from(recoveries).where(eq(recoveries.userId, userId));
  if (earlier?.lost === lost && stateOf(earlier, now) !== 'OVER') return earlier;
  await requireWithinLimit(tx, { key: recoveriesKey(userId), limit: RECOVERIES, now });
  const recovery = { lost, startedAt: now, opensAt: new Date(now.getTime() + RECOVERY_WAIT_MS) };
  const id = newId<RecoveryId>();
  await tx.delete(recoveries).where(eq(recoveries.userId, userId));
  await tx.insert(recoveries).values({ id, userId, ...recovery });
  await recordEvent(tx, act, 'RECOVERY_STARTED', { ...about(userId), details: { lost } });
  await enqueue(tx, AT_ONCE, {}, { key: id });
  return recovery;
}

/** Ends the person's recovery; a second call changes nothing. Throws InvalidInput when another one runs, and NotFound. */
export async function cancelRecovery(db: Database, act: UserAct, { startedAt }: { startedAt: Date }): Promise<void> {
  const { userId } = act;
  await db.transaction(async (tx) => {
    await lockAccount(tx, userId);
    const [running] = await tx.select().from(recoveries).where(eq(recoveries.userId, userId));
    if (running === undefined) return;
    if (running.startedAt.getTime() !== startedAt.getTime()) {
      const message = 'The recovery was started at another time. Read it again, then cancel it.';
      throw new InvalidInputError([{ path: 'startedAt', message }]);
    }
    await tx.delete(recoveries).where(eq(recoveries.id, running.id));
    await recordEvent(tx, act, 'RECOVERY_CANCELLED', { ...about(userId), details: { lost: running.lost } });
    await tell(tx, act, 'RECOVERY_CANCELLED');
  });
}

/** Uses up a recovery that is open now. False when there is none. The caller holds the lock of the account. */
export async function takeOpenRecovery(tx: Database, { userId, now }: UserAct, lost: Loss): Promise<boolean> {
  const taken = await tx
    .delete(recoveries)
    .where(
      and(
        eq(recoveries.userId, userId),
        eq(recoveries.lost, lost),
        lte(recoveries.opensAt, now),
        gt(recoveries.opensAt, new Date(now.getTime() - RECOVERY_OPEN_MS)),
      ),
    )
    .returning({ id: recoveries.id });
  return taken.length > 0;
}

export type Admission = { admitted: true } | { admitted: false; recovery: Recovery | null };

/**
 * Whether a mail code lets this person in now. An account that requires a passkey opens once, by an open recovery: the
 * requirement ends with it, and so does every session. Else a person who asks for it starts the wait.
 */
export async function admitByCode(db: Database, act: UserAct, { recovers }: { recovers: boolean }): Promise<Admission> {
  const { userId, now } = act;
  return db.transaction(async (tx): Promise<Admission> => {
    const { passkeyRequiredAt } = await lockAccount(tx, userId);
    if (passkeyRequiredAt === null) return { admitted: true };
    if (recovers) return { admitted: false, recovery: await beginUnderLock(tx, act, 'PASSKEY') };
    if (!(await takeOpenRecovery(tx, act, 'PASSKEY'))) return { admitted: false, recovery: null };
    await tx.update(users).set({ passkeyRequiredAt: null, updatedAt: now }).where(eq(users.id, userId));
    const ended = await tx.delete(sessions).where(eq(sessions.userId, userId)).returning({ id: sessions.id });
    await recordEvent(tx, act, 'RECOVERY_USED', {
      ...about(userId),
      details: { lost: 'PASSKEY', sessions: ended.length },
    });
    await tell(tx, act, 'RECOVERY_USED');
    return { admitted: true };
  });
}

const about = (userId: UserId) => ({ objectId: userId, organizationId: null });
