import { and, eq, gt, ne } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type AddressChangeId, type AuthSessionId, newId } from '../../../drizzle/ids.ts';
import { addressChanges, mailBounces, recoveries, sessions, users, verifications } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { personByAddress } from '../queries/people.ts';
import { type Address, asTyped } from '../rules/address.ts';
import { CODE_SECONDS } from '../rules.ts';
import { addressChanged } from './addressChanged.ts';
import { lockAccount, takeOpenRecovery } from './recovery.ts';

/** What proves both codes: keyed hashes that only the browser which asked can name again. */
export type ChangeProof = { identifier: string; value: string };

/** Keeps the proof of the codes that were mailed, for ten minutes. The new address is not stored. */
export async function keepChangeProof(db: Database, proof: ChangeProof, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + CODE_SECONDS * 1000);
  await db.insert(verifications).values({ ...proof, expiresAt, createdAt: now, updatedAt: now });
}

export type Change = {
  sessionId: AuthSessionId;
  address: Address;
  proof: ChangeProof;
  /** Without a code from the old address, which only an open recovery allows. */
  oldMailboxLost: boolean;
};
export type Changed = 'CHANGED' | 'INVALID_CODE' | 'ADDRESS_TAKEN' | 'SIGNED_OUT';

/** Undoes what the transaction wrote. */
class Refused extends Error {
  readonly because: Changed;
  constructor(because: Changed) {
    super(because);
    this.because = because;
  }
}

/**
 * Gives the person the new address, if both codes are right, and ends every other session. Nothing changes otherwise. The unique
 * key of the table has the last word on who has an address. Throws NotFound when the account is closed or erased.
 */
export async function changeEmail(db: Database, act: UserAct, change: Change): Promise<Changed> {
  try {
    await db.transaction((tx) => changeUnderLock(tx, act, change));
    return 'CHANGED';
  } catch (error) {
    if (error instanceof Refused) return error.because;
    if (isTaken(error)) return 'ADDRESS_TAKEN';
    throw error;
  }
}

async function changeUnderLock(tx: Database, act: UserAct, change: Change): Promise<void> {
  const { userId, now } = act;
  const { sessionId, address, oldMailboxLost } = change;
  const user = await lockAccount(tx, userId);
  // A person who ended this session a moment ago has stopped the change.
  const own = and(eq(sessions.id, sessionId), eq(sessions.userId, userId));
  if ((await tx.select({ id: sessions.id }).from(sessions).where(own).for('update')).length === 0)
    throw new Refused('SIGNED_OUT');
  if (!(await consumed(tx, change.proof, now))) throw new Refused('INVALID_CODE');
  if (oldMailboxLost && !(await takeOpenRecovery(tx, act, 'MAILBOX'))) throw new Refused('INVALID_CODE');
  const holder = await personByAddress(tx, address);
  if (holder !== null && holder.userId !== userId) throw new Refused('ADDRESS_TAKEN');

  await tx
    .update(users)
    .set({ email: address.email, mailAddress: asTyped(address), emailVerified: true, updatedAt: now })
    .where(eq(users.id, userId));
  const others = and(eq(sessions.userId, userId), ne(sessions.id, sessionId));
  const ended = await tx.delete(sessions).where(others).returning({ id: sessions.id });
  await tx.delete(recoveries).where(eq(recoveries.userId, userId));
  await tx.delete(mailBounces).where(eq(mailBounces.userId, userId));
  const id = newId<AddressChangeId>();
  const formerAddress = user.mailAddress ?? user.email;
  await tx.insert(addressChanges).values({ id, userId, formerAddress, changedAt: now });
  await recordEvent(tx, act, 'EMAIL_CHANGED', {
    objectId: userId,
    organizationId: null,
    details: { changeId: id, oldMailboxLost, sessions: ended.length },
  });
  await enqueue(tx, addressChanged, { changeId: id }, { key: id });
}

/** Both codes are right, fresh and unused: they work once. */
async function consumed(tx: Database, { identifier, value }: ChangeProof, now: Date): Promise<boolean> {
  const proof = and(eq(verifications.identifier, identifier), eq(verifications.value, value));
  const used = await tx
    .delete(verifications)
    .where(and(proof, gt(verifications.expiresAt, now)))
    .returning({ id: verifications.id });
  return used.length > 0;
}

const UNIQUE_VIOLATION = '23505';

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION;
}
