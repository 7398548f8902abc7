import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { enrollments, moduleProgress } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { completionBlockers } from '../rules.ts';

export type OpenEnrollment = {
  id: EnrollmentId;
  userId: UserId;
  courseId: CourseId;
  versionId: CourseVersionId;
  purpose: 'CREDIT' | 'PERSONAL';
  round: number;
  specimen: boolean;
  startedAt: Date | null;
  contentDoneAt: Date | null;
  passedAt: Date | null;
  evaluatedAt: Date | null;
  attestedAt: Date | null;
  completedAt: Date | null;
  claimedAt: Date | null;
  withdrawnAt: Date | null;
};

type Owner = { enrollmentId: EnrollmentId | null; userId: UserId };

/** Locks a learner's round, open or closed. Throws NotFoundError when there is none of theirs with this id. */
export const lockEnrollment = async (tx: Database, { enrollmentId, userId }: Owner): Promise<OpenEnrollment> => {
  if (enrollmentId === null) throw new NotFoundError('The enrollment');
  const [row] = await tx
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.id, enrollmentId), eq(enrollments.userId, userId)))
    .for('update');
  if (row === undefined) throw new NotFoundError('The enrollment');
  return row;
};

/** Locks a learner's round that can still be worked on. Throws EnrollmentClosedError when it was claimed or withdrawn. */
export const lockOpenEnrollment = async (tx: Database, owner: Owner): Promise<OpenEnrollment> => {
  const row = await lockEnrollment(tx, owner);
  const closedAt = row.claimedAt ?? row.withdrawnAt;
  if (closedAt !== null) throw new EnrollmentClosedError(closedAt);
  return row;
};

type Fact = { enrollmentId: EnrollmentId; now: Date };

/** Notes that the post-test is passed; the first time stays. Called by quizzes inside its transaction. */
export const recordPostTestPassed = async (tx: Database, { enrollmentId, now }: Fact): Promise<void> => {
  await tx.update(enrollments).set({ passedAt: now }).where(eq(enrollments.id, enrollmentId));
  await stampCompletion(tx, { enrollmentId, now });
};

/** Notes that the evaluation is in; the only tie between a learner and the fact, never the answers. */
export const recordEvaluated = async (tx: Database, { enrollmentId, now }: Fact): Promise<void> => {
  await tx.update(enrollments).set({ evaluatedAt: now }).where(eq(enrollments.id, enrollmentId));
  await stampCompletion(tx, { enrollmentId, now });
};

/** Notes that a module's check is passed; the first time stays. */
export const recordCheckPassed = async (
  tx: Database,
  { enrollmentId, moduleId, now }: Fact & { moduleId: ModuleId },
): Promise<void> => {
  await tx
    .insert(moduleProgress)
    .values({ enrollmentId, moduleId, lastActiveAt: now, checkPassedAt: now })
    .onConflictDoUpdate({
      target: [moduleProgress.enrollmentId, moduleProgress.moduleId],
      set: { checkPassedAt: sql`coalesce(${moduleProgress.checkPassedAt}, excluded.check_passed_at)` },
    });
};

/** Stamps contentDoneAt and completedAt when nothing is missing any more. Both are set once. */
export const stampCompletion = async (tx: Database, { enrollmentId, now }: Fact): Promise<void> => {
  const standing = await standingOf(tx, enrollmentId);
  if (standing.modules.every((module) => module.completedAt !== null)) {
    await tx
      .update(enrollments)
      .set({ contentDoneAt: now })
      .where(and(eq(enrollments.id, enrollmentId), isNull(enrollments.contentDoneAt)));
  }
  if (completionBlockers(standing).length === 0) {
    await tx
      .update(enrollments)
      .set({ completedAt: now })
      .where(and(eq(enrollments.id, enrollmentId), isNull(enrollments.completedAt)));
  }
};
