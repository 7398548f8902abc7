import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { BlockedError } from '../errors.ts';
import { standingOf, standingOfModule } from '../queries.ts';
import { moduleBlockers } from '../rules/gate/content.ts';
import { blockersOf } from '../rules/gate.ts';
import { lockOpenEnrollment } from './lockEnrollment.ts';
import { stampMilestones } from './milestones.ts';

type Complete = { enrollmentId: EnrollmentId | null; moduleId: ModuleId | null };

/**
 * Completes a module when its time is met, its end is reached and its check is passed. The first completion stays. Throws Blocked
 * with every reason, NotFound, EnrollmentClosed.
 */
export async function completeModule(
  db: Database,
  act: UserAct,
  { enrollmentId, moduleId }: Complete,
): Promise<{ id: EnrollmentId; moduleId: ModuleId }> {
  return db.transaction(async (tx) => {
    const { id } = await lockOpenEnrollment(tx, { enrollmentId, userId: act.userId });
    const standing = await standingOf(tx, id);
    const module = moduleId === null ? undefined : standingOfModule(standing, moduleId);
    if (module === undefined) throw new NotFoundError('The module');
    if (module.completedAt !== null) return { id, moduleId: module.moduleId };
    const missing = moduleBlockers(module, standing.studyTimeWaived);
    if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
    // When study time is waived, there may be no counted session. The row exists anyway, because the reading position was
    // reported.
    await complete(tx, { enrollmentId: id, moduleId: module.moduleId, now: act.now });
    const modules = standing.modules.map((one) => (one === module ? { ...one, completedAt: act.now } : one));
    if (modules.every(({ completedAt }) => completedAt !== null))
      await stampMilestones(tx, act, { ...standing, modules });
    return { id, moduleId: module.moduleId };
  });
}

const complete = statement<{ enrollmentId: EnrollmentId; moduleId: ModuleId; now: Date }, never>(
  'complete_module',
  (p) => sql`update module_progress set completed_at = ${p('now')}
    where enrollment_id = ${p('enrollmentId')} and module_id = ${p('moduleId')}`,
);
