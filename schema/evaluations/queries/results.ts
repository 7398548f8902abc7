import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import type { Objective } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Asked, ResultTally } from '../rules/results.ts';

export type Measured = { versionId: CourseVersionId; objectives: Objective[]; asked: Asked[] };

const measured = statement<{ ids: readonly CourseVersionId[] }, Measured>(
  'measured_versions',
  (p) => sql`select v.id as "versionId", v.objectives,
      (select coalesce(json_agg(json_build_object('stage', s.stage, 'weeks', s.weeks, 'objectiveKey', s.objective)
          order by s.stage = 'FOLLOW_UP', s.stage = 'POST_TEST', s.weeks), '[]') from (
        select distinct q.kind as stage, null::int as weeks, n.objective_key as objective
          from quizzes q join questions n on n.quiz_id = q.id
          where q.version_id = v.id and q.kind in ('PRE_TEST', 'POST_TEST')
        union all
        select 'FOLLOW_UP', (r -> 'weeks')::int, n ->> 'objectiveKey'
          from jsonb_array_elements(v.follow_up) r, jsonb_array_elements(r -> 'questions') n
      ) s) as asked
    from course_versions v where v.id = any(${p('ids')}::uuid[])`,
);

/** The objectives of these versions, and where each of them is asked about. */
export function measuredVersions(db: Database, ids: readonly CourseVersionId[]): Promise<Measured[]> {
  return measured(db, { ids });
}

type Before = { ids: readonly CourseVersionId[]; before: string };

/**
 * Each person counts once at each stage, by what never changes again: the first attempt as it was graded when it was handed in, and the
 * first answer to a recall question. An attempt whose time is over and that nobody has closed holds back its month and later ones: it
 * will count in that month.
 */
const tallies = statement<Before, ResultTally & { versionId: CourseVersionId }>(
  'objective_tallies',
  (p) => sql`with first as (
      select a.id, a.submitted_at, a.due_at, q.version_id, q.kind from quizzes q
        join quiz_attempts a on a.quiz_id = q.id and a.ordinal = 1
      where q.version_id = any(${p('ids')}::uuid[]) and q.kind in ('PRE_TEST', 'POST_TEST')
    ), closed as (
      select least(${p('before')}::date, (select date_trunc('month', min(f.due_at) at time zone 'UTC')::date from first f
        where f.submitted_at is null)) as before
    ), attempted as (
      select f.version_id, f.kind as stage, null::int as weeks, n.objective_key, f.submitted_at as at,
        round(100.0 * count(*) filter (where d.correct) / count(*))::int as percent
      from first f join attempt_questions d on d.attempt_id = f.id join questions n on n.id = d.question_id
      where f.submitted_at is not null group by f.id, 1, 2, 3, 4, 5
    ), recalled as (
      select distinct on (e.user_id, a.version_id, a.weeks, a.question_key) a.version_id, 'FOLLOW_UP' as stage, a.weeks,
        a.objective_key, a.answered_at as at, case when a.correct then 100 else 0 end as percent
      from follow_up_answers a join enrollments e on e.id = a.enrollment_id
      where a.version_id = any(${p('ids')}::uuid[])
      order by e.user_id, a.version_id, a.weeks, a.question_key, a.answered_at, a.id
    ), counted as (select * from attempted union all select * from recalled)
    select version_id as "versionId", stage, weeks, objective_key as "objectiveKey",
      date_trunc('month', at at time zone 'UTC')::date::text as month, percent, count(*)::int as people
    from counted, closed where at at time zone 'UTC' < closed.before group by 1, 2, 3, 4, 5, 6`,
);

/** The results of these versions in the months before a month, counted. */
export function resultTallies(db: Database, asked: Before): Promise<(ResultTally & { versionId: CourseVersionId })[]> {
  return tallies(db, asked);
}
