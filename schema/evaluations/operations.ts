import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { type EvaluationAnswer, evaluationResponses, profiles } from '../../drizzle/schema.ts';
import type { UserAct } from '../act.ts';
import { lockOpenEnrollment } from '../enrollments/operations/lockEnrollment.ts';
import { recordEvaluated } from '../enrollments/operations/milestones.ts';
import { InvalidInputError } from '../errors.ts';
import { job, NOTHING } from '../jobs/operations.ts';
import { evaluationForm } from './queries.ts';
import { answerFaults, monthOf } from './rules.ts';

type Submit = { enrollmentId: EnrollmentId | null; answers: EvaluationAnswer[] };

/**
 * Stores the answers separately from the person; the enrollment records only that the learner submitted them. Once per
 * enrollment: a second call changes nothing. Throws NotFound, EnrollmentClosed, InvalidInput with every fault.
 */
export async function submitEvaluation(
  db: Database,
  act: UserAct,
  { enrollmentId, answers }: Submit,
): Promise<{ id: EnrollmentId; alreadySubmitted: boolean }> {
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    const { id, versionId, purpose, evaluatedAt } = await lockOpenEnrollment(tx, { enrollmentId, userId });
    if (evaluatedAt !== null) return { id, alreadySubmitted: true };
    const faults = answerFaults(await evaluationForm(tx, versionId), answers);
    if (faults.length > 0) throw new InvalidInputError(faults);
    const [profile] = await tx
      .select({ profession: profiles.profession })
      .from(profiles)
      .where(eq(profiles.userId, userId));
    await tx
      .insert(evaluationResponses)
      .values({ versionId, purpose, profession: profile?.profession ?? null, month: monthOf(now), answers });
    await recordEvaluated(tx, act, { enrollmentId: id });
    return { id, alreadySubmitted: false };
  });
}

/** Fewer people than this of one profession in a month could be identified, so their profession is removed. */
const SMALLEST_GROUP = 5;

/**
 * Rewrites all responses in random order, in one transaction. Afterwards neither the position of a row nor the transaction that
 * wrote it shows when it arrived, so that it cannot be matched with a learner's evaluatedAt.
 */
export async function mixResponses(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table evaluation_responses in share row exclusive mode`);
    await tx.execute(sql`with taken as (delete from evaluation_responses returning *)
      insert into evaluation_responses (id, version_id, purpose, profession, month, answers)
      select gen_random_uuid(), version_id, purpose,
        case when count(*) over (partition by version_id, purpose, month, profession) >= ${SMALLEST_GROUP} then profession end,
        month, answers from taken order by random()`);
  });
}

/** Rewrites evaluation responses in random order, every hour. */
export const mixEvaluations = job({
  name: 'mix-evaluations',
  payload: NOTHING,
  schedule: '7 * * * *',
  run: ({ db }: { db: Database }) => mixResponses(db),
});
