import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, EnrollmentId, IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { teachingEnrollment } from './teachings.ts';

/** What somebody is to a training that they teach: its course, and their enrollment as its instructor; null while there is none. */
export type ViewerTeaching = { intensiveId: IntensiveId; courseId: CourseId; enrollmentId: EnrollmentId | null };

const taught = statement<{ ids: readonly IntensiveId[]; viewer: UserId }, ViewerTeaching>(
  'trainings_taught_by',
  (p) => sql`select i.id as "intensiveId", v.course_id as "courseId",
      ${teachingEnrollment(sql`i.id`, sql`${p('viewer')}::uuid`)} as "enrollmentId"
    from intensives i join course_versions v on v.id = i.course_version_id
    where i.id = any(${p('ids')}::uuid[]) and i.kind = 'TRAINING' and i.published_at is not null
      and exists (select from intensive_instructors t
        where t.intensive_id = i.id and t.user_id = ${p('viewer')} and t.removed_at is null)`,
);

/** The same for several, in the order of their ids; null where the training does not name the person. */
export async function teachingEnrollments(
  db: Database,
  ids: readonly IntensiveId[],
  viewer: UserId | null,
): Promise<(ViewerTeaching | null)[]> {
  const found = viewer === null ? [] : await taught(db, { ids, viewer });
  return ids.map((id) => found.find(({ intensiveId }) => intensiveId === id) ?? null);
}
