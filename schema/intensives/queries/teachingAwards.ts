import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, IntensiveInstructorId, IntensiveSegmentId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** A part for whose teaching a certificate stands, and the instructors that it is about. */
export type AwardedPart = { segmentId: IntensiveSegmentId; title: string; instructorIds: IntensiveInstructorId[] };

const awarded = statement<{ intensiveId: IntensiveId }, AwardedPart>(
  'parts_awarded_for_teaching',
  (p) => sql`select (l->>'segmentId')::uuid as "segmentId", l->>'title' as title,
      array(select distinct b.instructor_id from teaching_statements b
        where b.segment_id = (l->>'segmentId')::uuid and jsonb_exists(l->'statementIds', b.id::text)) as "instructorIds"
    from event_enrollments x join enrollment_teaching k on k.enrollment_id = x.enrollment_id
      cross join jsonb_array_elements(k.lines) l
    where x.intensive_id = ${p('intensiveId')} and x.registration_id is null
      and exists (select from certificates c where c.enrollment_id = k.enrollment_id and c.superseded_at is null and c.revoked_at is null)`,
);

/** The parts of a training for whose teaching a certificate stands: what is stated of them is settled until it is revoked. */
export function partsAwardedForTeaching(db: Database, intensiveId: IntensiveId): Promise<AwardedPart[]> {
  return awarded(db, { intensiveId });
}
