import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { erasureRequests } from '../../../drizzle/schema.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { isWaiting } from '../queries/erasures.ts';
import { cancellationsKey } from '../rules.ts';

/** Each request and its cancellation leave rows in the audit trail. */
const CANCELLATIONS = { max: 10, seconds: 24 * 3600 };

/**
 * Cancels a person's waiting request; a second call changes nothing. Throws InvalidInput when another request waits, and
 * RateLimited after ten in a day.
 */
export async function cancelErasure(db: Database, act: UserAct, { requestedAt }: { requestedAt: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    const [waiting] = await tx.select().from(erasureRequests).where(isWaiting(act.userId)).for('update');
    if (waiting === undefined) return;
    if (waiting.requestedAt.getTime() !== requestedAt.getTime()) {
      const message = 'The request that waits was made at another time. Read it again, then cancel it.';
      throw new InvalidInputError([{ path: 'requestedAt', message }]);
    }
    await requireWithinLimit(tx, { key: cancellationsKey(act.userId), limit: CANCELLATIONS, now: act.now });
    await tx.delete(erasureRequests).where(eq(erasureRequests.id, waiting.id));
    await recordEvent(tx, act, 'ERASURE_CANCELLED', { objectId: act.userId, organizationId: null });
  });
}
