import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { type Planned, type Planning, planningTime } from '../rules/planning.ts';

const planned = statement<{ ids: readonly CourseVersionId[] }, Planned & { versionId: CourseVersionId; live: boolean }>(
  'planned_of_versions',
  (p) => sql`select v.id as "versionId", v.format like 'LIVE%' as live, v.word_count as words,
      (select coalesce(sum(q.draw), 0)::int from quizzes q where q.version_id = v.id) as questions,
      (select count(*)::int from modules m where m.version_id = v.id and m.reflection_prompt is not null) as prompts,
      (jsonb_array_length(v.evaluation -> 'items') + jsonb_array_length(v.objectives)
        + (select count(*)::int from contributors c where c.version_id = v.id and c.role in ('AUTHOR', 'PRESENTER'))) as answers
    from course_versions v where v.id = any(${p('ids')}::uuid[])`,
);

/** The time to plan for versions, in the order of the ids; null for a live one. */
export async function planningOfVersions(db: Database, ids: readonly CourseVersionId[]): Promise<(Planning | null)[]> {
  const rows = new Map((await planned(db, { ids })).map((row) => [row.versionId, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    return row === undefined || row.live ? null : planningTime(row);
  });
}
