import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { lockEnrollment } from './lockEnrollment.ts';
import { freePlace } from './tiePlace.ts';

/**
 * Closes an open enrollment without a certificate. The progress stays on record. A second call returns the same result. Throws
 * NotFound, and EnrollmentClosed once it was claimed.
 */
export async function withdrawEnrollment(
  db: Database,
  act: UserAct,
  { enrollmentId }: { enrollmentId: EnrollmentId | null },
): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const { id, organizationId, ...enrollment } = await lockEnrollment(tx, { enrollmentId, userId: act.userId });
    if (enrollment.claimedAt !== null) throw new EnrollmentClosedError(enrollment.claimedAt);
    if (enrollment.withdrawnAt !== null) return { id };
    await Promise.all([
      tx.update(enrollments).set({ withdrawnAt: act.now }).where(eq(enrollments.id, id)),
      freePlace(tx, act, id),
    ]);
    await recordEvent(tx, act, 'WITHDREW', { objectId: id, organizationId });
    return { id };
  });
}
