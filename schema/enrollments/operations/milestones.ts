import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type EnrollmentId, type ModuleId, type ModuleProgressId, newId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Act } from '../../act.ts';
import { standingOf } from '../queries.ts';
import { completedAt, contentDoneAt } from '../rules/gate.ts';
import type { Standing } from '../rules/standing.ts';

type When = Pick<Act, 'now'>;
type Of = { enrollmentId: EnrollmentId };

/** Records that the post-test is passed; a trigger preserves the first time. Quizzes call it inside their transaction. */
export async function recordPostTestPassed(tx: Database, { now }: When, { enrollmentId }: Of): Promise<void> {
  const standing = await standingOf(tx, enrollmentId);
  await stampMilestones(tx, { now }, { ...standing, passedAt: standing.passedAt ?? now });
}

/**
 * Records that the learner submitted the evaluation. Only this ties the evaluation to a learner; the answers are stored
 * separately.
 */
export async function recordEvaluated(tx: Database, { now }: When, { enrollmentId }: Of): Promise<void> {
  const standing = await standingOf(tx, enrollmentId);
  await stampMilestones(tx, { now }, { ...standing, evaluatedAt: standing.evaluatedAt ?? now });
}

/** Records that a module's check is passed; the first time stays. */
export async function recordCheckPassed(
  tx: Database,
  { now }: When,
  { enrollmentId, moduleId }: Of & { moduleId: ModuleId },
): Promise<void> {
  await passCheck(tx, { id: newId(), enrollmentId, moduleId, now });
}

const passCheck = statement<{ id: ModuleProgressId; enrollmentId: EnrollmentId; moduleId: ModuleId; now: Date }, never>(
  'pass_check',
  (p) => sql`insert into module_progress as p (id, enrollment_id, module_id, last_active_at, check_passed_at)
    values (${p('id')}, ${p('enrollmentId')}, ${p('moduleId')}, ${p('now')}, ${p('now')})
    on conflict (enrollment_id, module_id) do update
      set check_passed_at = coalesce(p.check_passed_at, excluded.check_passed_at)`,
);

type Milestones = Pick<Standing, 'id' | 'passedAt' | 'evaluatedAt'> & {
  contentDoneAt: Date | null;
  completedAt: Date | null;
};

const write = statement<Milestones, never>(
  'write_milestones',
  (p) => sql`update enrollments set passed_at = ${p('passedAt')}::timestamptz,
      evaluated_at = ${p('evaluatedAt')}::timestamptz, content_done_at = ${p('contentDoneAt')}::timestamptz,
      completed_at = ${p('completedAt')}::timestamptz
    where id = ${p('id')}`,
);

/**
 * Writes the milestones of a standing, and those that follow from it: each is the moment when the last of its requirements was
 * met, so that it does not depend on when this runs. A trigger keeps the first time of each.
 */
export async function stampMilestones(tx: Database, { now }: When, standing: Standing): Promise<void> {
  const { id, passedAt, evaluatedAt } = standing;
  const done = { contentDoneAt: contentDoneAt(standing, now), completedAt: completedAt(standing, now) };
  await write(tx, { id, passedAt, evaluatedAt, ...done });
}
