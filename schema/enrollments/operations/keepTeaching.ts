import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type EnrollmentId, type EnrollmentTeachingId, newId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { keptTeaching } from '../rules/keptLines.ts';
import type { TeachingStanding } from '../rules/standing.ts';

type Kept = { id: EnrollmentTeachingId; enrollmentId: EnrollmentId; lines: string; takenAt: Date };

// The caller holds the lock on the enrollment, so that ordinals never collide.
const keep = statement<Kept, never>(
  'keep_teaching',
  (p) => sql`insert into enrollment_teaching (id, enrollment_id, ordinal, lines, taken_at)
    select ${p('id')}, ${p('enrollmentId')}::uuid, coalesce(max(k.ordinal), 0) + 1, ${p('lines')}::text::jsonb, ${p('takenAt')}
    from enrollment_teaching k where k.enrollment_id = ${p('enrollmentId')}::uuid`,
);

/** Keeps what awards of an instructor stand on, as it is at this moment. */
export async function keepTeaching(
  tx: Database,
  enrollmentId: EnrollmentId,
  { teaching, takenAt }: { teaching: TeachingStanding; takenAt: Date },
): Promise<void> {
  await keep(tx, { id: newId(), enrollmentId, takenAt, lines: JSON.stringify(keptTeaching(teaching)) });
}
