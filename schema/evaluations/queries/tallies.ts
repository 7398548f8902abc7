import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Tally } from '../rules/report.ts';

export type Version = { versionId: CourseVersionId; version: string };

const MOST_VERSIONS = 50;

const versions = statement<{ courseId: CourseId }, Version>(
  'evaluated_versions',
  (p) => sql`select id as "versionId", label as version from course_versions where course_id = ${p('courseId')}
    order by ordinal desc limit ${sql.raw(String(MOST_VERSIONS))}`,
);

/** The newest versions of a course, whether anybody evaluated them or not: a list of evaluated ones would tell of a single answer. */
export const versionsOf = (db: Database, courseId: CourseId): Promise<Version[]> => versions(db, { courseId });

const tallies = statement<{ ids: readonly CourseVersionId[]; before: string }, Tally & Pick<Version, 'versionId'>>(
  'evaluation_tallies',
  (p) => sql`select r.version_id as "versionId", a ->> 'itemKey' as "itemKey", r.month::text as month,
      (a ->> 'scale')::int as scale, a ->> 'choice' as choice,
      array_agg(a ->> 'text') filter (where a ? 'text') as texts, count(*)::int as count
    from evaluation_responses r, jsonb_array_elements(r.answers) a
    where r.version_id = any(${p('ids')}::uuid[]) and r.month < ${p('before')}::date
    group by 1, 2, 3, 4, 5`,
);

/** The answers to these versions in the months before a month, counted. */
export function talliesOf(
  db: Database,
  asked: { ids: readonly CourseVersionId[]; before: string },
): Promise<(Tally & Pick<Version, 'versionId'>)[]> {
  return tallies(db, asked);
}
