import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseVersionId, EnrollmentId, IntensiveId, UserId } from '../../drizzle/ids.ts';
import { type EvaluationAnswer, evaluationResponses, profiles } from '../../drizzle/schema.ts';
import { statement } from '../../drizzle/statement.ts';
import type { UserAct } from '../act.ts';
import { BlockedError } from '../enrollments/errors.ts';
import { lockOpenEnrollment } from '../enrollments/operations/lockEnrollment.ts';
import { recordEvaluated } from '../enrollments/operations/milestones.ts';
import { standingOf } from '../enrollments/queries.ts';
import { blockersOf, blockersOfEvaluation } from '../enrollments/rules/gate.ts';
import { InvalidInputError } from '../errors.ts';
import { job, NOTHING } from '../jobs/operations.ts';
import { evaluationForm } from './queries.ts';
import { answerFaults, monthOf } from './rules.ts';

type Submit = { enrollmentId: EnrollmentId | null; answers: EvaluationAnswer[] };

/**
 * Stores the answers separately from the person; the enrollment records only that the learner submitted them. Once per
 * enrollment: a second call changes nothing. Throws NotFound, EnrollmentClosed, Blocked while the course is not finished,
 * InvalidInput with every fault.
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
    const standing = await standingOf(tx, id);
    const missing = blockersOfEvaluation(standing, now);
    if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
    const faults = answerFaults(await evaluationForm(tx, versionId), answers);
    if (faults.length > 0) throw new InvalidInputError(faults);
    const group = await groupOf(tx, userId, standing.training?.intensiveId ?? null);
    await tx.insert(evaluationResponses).values({ versionId, purpose, ...group, month: monthOf(now), answers });
    await recordEvaluated(tx, act, { enrollmentId: id });
    return { id, alreadySubmitted: false };
  });
}

/** The training that answers are about, else the profession of whoever gives them: both together would show a person. */
async function groupOf(tx: Database, userId: UserId, intensiveId: IntensiveId | null) {
  if (intensiveId !== null) return { intensiveId, profession: null };
  const [profile] = await tx
    .select({ profession: profiles.profession })
    .from(profiles)
    .where(eq(profiles.userId, userId));
  return { intensiveId, profession: profile?.profession ?? null };
}

/** Fewer people than this of one profession in a month could be identified, so their profession is removed. */
const SMALLEST_GROUP = 5;

/** A version's answers of one month. Both are in the rows, so only the order within a group can reveal anything. */
type Group = { versionId: CourseVersionId; month: string };

/**
 * Rewrites in random order each version's responses of each month that received one since the last run, one transaction for each.
 * Afterwards neither the position of a row nor the transaction that wrote it shows when it arrived within its month, so that it
 * cannot be matched with a learner's evaluatedAt.
 */
export async function mixResponses(db: Database): Promise<void> {
  for (const group of await unmixed(db, {})) await db.transaction((tx) => mix(tx, group));
}

const unmixed = statement<Record<never, never>, Group>(
  'unmixed_responses',
  () => sql`select distinct version_id as "versionId", month::text as month from evaluation_responses where not mixed`,
);

async function mix(tx: Database, group: Group): Promise<void> {
  await tx.execute(sql`lock table evaluation_responses in share row exclusive mode`);
  await mixed(tx, group);
}

const mixed = statement<Group, Record<never, never>>(
  'mix_responses',
  (p) => sql`with taken as (
      delete from evaluation_responses where version_id = ${p('versionId')} and month = ${p('month')}::date returning *)
    insert into evaluation_responses (id, version_id, intensive_id, purpose, profession, month, answers, mixed)
    select gen_random_uuid(), version_id, intensive_id, purpose,
      case when count(*) over (partition by purpose, profession) >= ${sql.raw(String(SMALLEST_GROUP))} then profession end,
      month, answers, true from taken order by random()`,
);

/** Rewrites the evaluation responses that stand beside new ones, every hour. */
export const mixEvaluations = job({
  name: 'mix-evaluations',
  payload: NOTHING,
  schedule: '7 * * * *',
  run: ({ db }: { db: Database }) => mixResponses(db),
});
