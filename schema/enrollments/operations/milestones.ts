import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { enrollments, moduleProgress } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { standingOf } from '../queries.ts';
import { completionBlockers } from '../rules/gate.ts';

type When = Pick<Act, 'now'>;
type Of = { enrollmentId: EnrollmentId };

/** Records that the post-test is passed; a trigger preserves the first time. Quizzes call it inside their transaction. */
export async function recordPostTestPassed(tx: Database, act: When, { enrollmentId }: Of): Promise<void> {
  await tx.update(enrollments).set({ passedAt: act.now }).where(eq(enrollments.id, enrollmentId));
  await stampCompletion(tx, act, { enrollmentId });
}

/**
 * Records that the learner submitted the evaluation. Only this ties the evaluation to a learner; the answers are stored
 * separately.
 */
export async function recordEvaluated(tx: Database, act: When, { enrollmentId }: Of): Promise<void> {
  await tx.update(enrollments).set({ evaluatedAt: act.now }).where(eq(enrollments.id, enrollmentId));
  await stampCompletion(tx, act, { enrollmentId });
}

/** Records that a module's check is passed; the first time stays. */
export async function recordCheckPassed(
  tx: Database,
  { now }: When,
  { enrollmentId, moduleId }: Of & { moduleId: ModuleId },
): Promise<void> {
  await tx
    .insert(moduleProgress)
    .values({ enrollmentId, moduleId, lastActiveAt: now, checkPassedAt: now })
    .onConflictDoUpdate({
      target: [moduleProgress.enrollmentId, moduleProgress.moduleId],
      set: { checkPassedAt: sql`coalesce(${moduleProgress.checkPassedAt}, excluded.check_passed_at)` },
    });
}

/** Sets contentDoneAt and completedAt when nothing is missing any more. Each is set once. */
export async function stampCompletion(tx: Database, { now }: When, { enrollmentId }: Of): Promise<void> {
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
}
