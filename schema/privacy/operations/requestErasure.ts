import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { erasureRequests } from '../../../drizzle/schema.ts';
import { accountOf } from '../../accounts/queries.ts';
import { comparableAddress } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';
import { destroyCareOf } from '../../care/operations/destroyRecords.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { erasureOf, erasureRequestOf } from '../queries/erasures.ts';
import type { Erasure } from '../rules.ts';
import { decideUnderLock, erasePerson } from './erasePerson.ts';

/**
 * A person requests the deletion of their personal data and types their own address again. Deletes at once when no rule requires
 * their record, else on the day the last rule ends. One request for each person: a second call returns the first. Throws
 * InvalidInput. What the person wrote for a therapist is destroyed at once, also while the rest waits.
 */
export async function requestErasure(
  db: Database,
  act: UserAct,
  { confirmation }: { confirmation: string },
): Promise<Erasure> {
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    const decision = await decideUnderLock(tx, { userId, now });
    const earlier = await erasureRequestOf(tx, userId);
    if (earlier !== null && earlier.carriedOutAt !== null) return requestAsItIs(tx, act);
    await requireOwnAddress(tx, userId, confirmation);
    const event = { objectId: userId, organizationId: null };
    if (earlier === null) await recordEvent(tx, act, 'ERASURE_REQUESTED', event);
    if (decision.ok) {
      await erasePerson(tx, { userId, now });
      await recordEvent(tx, act, 'PERSON_ERASED', event);
    } else {
      // What was written for a therapist never waits for a record of money or of credit (decision 0040).
      await destroyCareOf(tx, { userId });
      if (earlier === null)
        await tx.insert(erasureRequests).values({ userId, requestedAt: now, dueAt: decision.dueAt });
    }
    return requestAsItIs(tx, act);
  });
}

async function requestAsItIs(tx: Database, { userId, now }: UserAct): Promise<Erasure> {
  const erasure = await erasureOf(tx, { userId, now });
  if (erasure === null) throw new Error('a request for erasure was not found in its own transaction');
  return erasure;
}

async function requireOwnAddress(tx: Database, userId: UserId, confirmation: string): Promise<void> {
  const typed = comparableAddress(confirmation);
  const own = comparableAddress((await accountOf(tx, userId))?.email ?? '');
  if (typed.ok && own.ok && typed.email === own.email) return;
  const message = 'To confirm, type the address you sign in with. Nothing was changed.';
  throw new InvalidInputError([{ path: 'confirmation', message }]);
}
