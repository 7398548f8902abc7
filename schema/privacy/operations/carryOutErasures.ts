import { and, asc, isNull, lte } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { erasureRequests } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { erasureRequestOf, isWaiting } from '../queries/erasures.ts';
import { decideUnderLock, erasePerson } from './erasePerson.ts';

/** How many people one run erases; the rest wait for the next run. */
const PER_RUN = 500;

/**
 * Erases all people whose day has come, each in a separate transaction. A person who has earned further credit since then keeps
 * waiting. One failure does not stop the others: the first error is thrown at the end, and the next run tries again.
 */
export async function carryOutErasures(db: Database, act: Act): Promise<void> {
  const due = await db
    .select({ userId: erasureRequests.userId })
    .from(erasureRequests)
    .where(and(lte(erasureRequests.dueAt, act.now), isNull(erasureRequests.carriedOutAt)))
    .orderBy(asc(erasureRequests.dueAt))
    .limit(PER_RUN);
  const failures: unknown[] = [];
  for (const { userId } of due)
    await carryOut(db, act, userId).catch((error: unknown) => {
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
}

const carryOut = (db: Database, act: Act, userId: UserId): Promise<void> =>
  db.transaction(async (tx) => {
    const decision = await decideUnderLock(tx, { userId, now: act.now });
    const request = await erasureRequestOf(tx, userId);
    if (request === null || request.carriedOutAt !== null) return;
    if (!decision.ok) {
      await tx.update(erasureRequests).set({ dueAt: decision.dueAt }).where(isWaiting(userId));
      return;
    }
    await erasePerson(tx, { userId, now: act.now });
    await recordEvent(tx, act, 'PERSON_ERASED', { objectId: userId, organizationId: null });
  });
