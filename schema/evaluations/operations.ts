import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { type EvaluationAnswer, evaluationResponses, profiles } from '../../drizzle/schema.ts';
import { lockOpenEnrollment, recordEvaluated } from '../enrollments/operations/milestones.ts';
import { InvalidInputError } from '../errors.ts';
import { job, NOTHING } from '../jobs/operations.ts';
import { evaluationForm } from './queries.ts';
import { answerFaults, monthOf } from './rules.ts';

type Submit = { userId: UserId; enrollmentId: EnrollmentId | null; answers: EvaluationAnswer[]; now: Date };

/**
 * Keeps the answers apart from the person, and on the round only that they came: once per round, a second call changes nothing.
 * Throws NotFound, EnrollmentClosed, InvalidInput with every fault.
 */
export const submitEvaluation = async (db: Database, facts: Submit): Promise<{ id: EnrollmentId }> =>
  db.transaction(async (tx) => {
    const enrollment = await lockOpenEnrollment(tx, facts);
    if (enrollment.evaluatedAt !== null) return { id: enrollment.id };
    const faults = answerFaults(await evaluationForm(tx, enrollment.versionId), facts.answers);
    if (faults.length > 0) throw new InvalidInputError(faults);
    const [profile] = await tx
      .select({ profession: profiles.profession })
      .from(profiles)
      .where(eq(profiles.userId, facts.userId));
    await tx.insert(evaluationResponses).values({
      versionId: enrollment.versionId,
      purpose: enrollment.purpose,
      profession: profile?.profession ?? null,
      month: monthOf(facts.now),
      answers: facts.answers,
    });
    await recordEvaluated(tx, { enrollmentId: enrollment.id, now: facts.now });
    return { id: enrollment.id };
  });

/** Fewer than this of one profession in a month would point at somebody: their profession is dropped. */
const SMALLEST_GROUP = 5;

/**
 * Writes all responses anew in random order, in one transaction: afterwards neither the place of a row nor the transaction that
 * wrote it says when it came, so that it cannot be matched with a learner's evaluatedAt.
 */
export const mixResponses = async (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`lock table evaluation_responses in share row exclusive mode`);
    await tx.execute(sql`with taken as (delete from evaluation_responses returning *)
      insert into evaluation_responses (id, version_id, purpose, profession, month, answers)
      select gen_random_uuid(), version_id, purpose,
        case when count(*) over (partition by version_id, purpose, month, profession) >= ${SMALLEST_GROUP} then profession end,
        month, answers from taken order by random()`);
  });

/** Rewrites evaluation responses in random order, every hour. */
export const mixEvaluations = job({
  name: 'mix-evaluations',
  payload: NOTHING,
  schedule: '7 * * * *',
  run: ({ db }: { db: Database }) => mixResponses(db),
});
