import { and, eq, ne } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { passkeys, recoveries, sessions, users } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import type { Viewer } from '../../context.ts';
import { recordEvent } from '../../events/operations.ts';
import { PasskeyMissingError, SessionNotFreshError } from '../errors.ts';
import { requireWithinLimit } from '../operations.ts';
import { REQUIREMENTS, type Recovery, requirementsKey } from '../rules/recovery.ts';
import { FRESH_SECONDS } from '../rules.ts';
import { tell } from './accountNotice.ts';
import { beginUnderLock, lockAccount } from './recovery.ts';

/**
 * Switches on or off that only passkeys open this account. Switching it on ends the sessions that a mail code opened; switching
 * it off ends a recovery of lost passkeys. A second call changes nothing. Throws SessionNotFresh, PasskeyMissing, NotFound, and
 * RateLimited after ten in a day.
 */
export async function requirePasskey(
  db: Database,
  act: UserAct,
  { viewer, on }: { viewer: Viewer; on: boolean },
): Promise<void> {
  const { userId, now } = act;
  await db.transaction(async (tx) => {
    const { passkeyRequiredAt } = await lockAccount(tx, userId);
    if (on && (await tx.$count(passkeys, eq(passkeys.userId, userId))) === 0) throw new PasskeyMissingError();
    await requireFreshPasskey(tx, act, viewer);
    if ((passkeyRequiredAt !== null) === on) return;
    await requireWithinLimit(tx, { key: requirementsKey(userId), limit: REQUIREMENTS, now });
    await tx
      .update(users)
      .set({ passkeyRequiredAt: on ? now : null, updatedAt: now })
      .where(eq(users.id, userId));
    if (on) await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.signedInBy, 'PASSKEY')));
    else await tx.delete(recoveries).where(and(eq(recoveries.userId, userId), eq(recoveries.lost, 'PASSKEY')));
    const verb = on ? 'PASSKEY_REQUIRED' : 'PASSKEY_REQUIREMENT_ENDED';
    await recordEvent(tx, act, verb, { objectId: userId, organizationId: null });
    await tell(tx, act, verb);
  });
}

/**
 * Starts the wait for somebody who can no longer read their mail: 72 hours later their address can be changed without a code from
 * the old one. Throws SessionNotFresh, RateLimited, NotFound.
 */
export async function startMailboxRecovery(
  db: Database,
  act: UserAct,
  { viewer }: { viewer: Viewer },
): Promise<Recovery> {
  return db.transaction(async (tx) => {
    await lockAccount(tx, act.userId);
    await requireFreshPasskey(tx, act, viewer);
    return beginUnderLock(tx, act, 'MAILBOX');
  });
}

/** Throws SessionNotFresh unless this session was opened by a passkey within the last 15 minutes and still lives. */
async function requireFreshPasskey(tx: Database, { userId, now }: UserAct, { sessionId }: Viewer): Promise<void> {
  if (sessionId === null) throw new SessionNotFreshError();
  const own = and(eq(sessions.id, sessionId), eq(sessions.userId, userId), eq(sessions.signedInBy, 'PASSKEY'));
  const [session] = await tx.select({ createdAt: sessions.createdAt }).from(sessions).where(own);
  const fresh = session !== undefined && now.getTime() - session.createdAt.getTime() < FRESH_SECONDS * 1000;
  if (!fresh) throw new SessionNotFreshError();
}
