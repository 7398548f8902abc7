import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { moduleProgress } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { BlockedError } from '../errors.ts';
import { standingOf, standingOfModule } from '../queries.ts';
import { moduleBlockers } from '../rules.ts';
import { lockOpenEnrollment, stampCompletion } from './milestones.ts';

type Complete = { userId: UserId; enrollmentId: EnrollmentId | null; moduleId: ModuleId | null; now: Date };

/**
 * Completes a module whose time is met, whose end is reached and whose check is passed; the first completion stays. Throws
 * Blocked with every reason, NotFound, EnrollmentClosed.
 */
export const completeModule = async (
  db: Database,
  facts: Complete,
): Promise<{ id: EnrollmentId; moduleId: ModuleId }> =>
  db.transaction(async (tx) => {
    const { id } = await lockOpenEnrollment(tx, facts);
    const standing = await standingOf(tx, id);
    const module = facts.moduleId === null ? undefined : standingOfModule(standing, facts.moduleId);
    if (module === undefined) throw new NotFoundError('The module');
    if (module.completedAt !== null) return { id, moduleId: module.moduleId };
    const missing = moduleBlockers(module, standing.studyTimeWaived);
    if (missing.length > 0) throw new BlockedError(missing);
    // With study time waived a module may have been read without any counted session; the position was reported all the same.
    await tx
      .update(moduleProgress)
      .set({ completedAt: facts.now })
      .where(and(eq(moduleProgress.enrollmentId, id), eq(moduleProgress.moduleId, module.moduleId)));
    await stampCompletion(tx, { enrollmentId: id, now: facts.now });
    return { id, moduleId: module.moduleId };
  });
