import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { followUps } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { lockEnrollment } from '../../enrollments/operations/lockEnrollment.ts';
import { NotFoundError } from '../../errors.ts';
import { type FollowUpRow, followUpsOf } from '../queries/followUps.ts';

type Of = { enrollmentId: EnrollmentId | null };

/** Locks a learner's enrollment and reads its follow-up. Throws NotFound, and EnrollmentClosed for one that was withdrawn. */
export async function lockFollowUp(
  tx: Database,
  { enrollmentId, userId }: Of & { userId: UserId },
): Promise<FollowUpRow> {
  const { id, withdrawnAt } = await lockEnrollment(tx, { enrollmentId, userId });
  if (withdrawnAt !== null) throw new EnrollmentClosedError(withdrawnAt);
  const [found] = await followUpsOf(tx, userId, [id]);
  if (found === undefined) throw new NotFoundError('The follow-up');
  return found;
}

/**
 * Lets a learner be asked after the course: before they completed it, or after. A second call changes nothing. Throws NotFound where
 * nothing is asked later, and EnrollmentClosed.
 */
export async function optIn(db: Database, act: UserAct, { enrollmentId }: Of): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const { enrollmentId: id } = await lockFollowUp(tx, { enrollmentId, userId: act.userId });
    const anew = { optedInAt: act.now, optedOutAt: null, endedAt: null };
    await tx
      .insert(followUps)
      .values({ enrollmentId: id, ...anew })
      .onConflictDoUpdate({
        target: followUps.enrollmentId,
        set: anew,
        setWhere: sql`${followUps.optedOutAt} is not null`,
      });
    return { id };
  });
}

/** Takes that back: no mail comes and nothing is asked. What was answered stays. A second call changes nothing. Throws NotFound. */
export async function optOut(db: Database, act: UserAct, { enrollmentId }: Of): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const { id } = await lockEnrollment(tx, { enrollmentId, userId: act.userId });
    await stopAsking(tx, { enrollmentId: id, at: act.now });
    return { id };
  });
}

/** Ends the asking of one enrollment, unless it has ended. */
export async function stopAsking(
  tx: Database,
  { enrollmentId, at }: { enrollmentId: EnrollmentId; at: Date },
): Promise<void> {
  await tx
    .update(followUps)
    .set({ optedOutAt: at })
    .where(and(eq(followUps.enrollmentId, enrollmentId), isNull(followUps.optedOutAt)));
}
