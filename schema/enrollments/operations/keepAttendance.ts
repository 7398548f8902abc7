import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type EnrollmentAttendanceId, type EnrollmentId, newId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { PlaceMoney } from '../../../drizzle/tables/eventEnrollments.ts';
import { keptLines } from '../rules/keptLines.ts';
import type { TrainingStanding } from '../rules/standing.ts';

type Kept = {
  id: EnrollmentAttendanceId;
  enrollmentId: EnrollmentId;
  lines: string;
  openDays: string;
  payment: PlaceMoney;
  takenAt: Date;
};

// The caller holds the lock on the enrollment, so that ordinals never collide.
const keep = statement<Kept, never>(
  'keep_attendance',
  (p) => sql`insert into enrollment_attendance (id, enrollment_id, ordinal, lines, open_days, payment, taken_at)
    select ${p('id')}, ${p('enrollmentId')}::uuid, coalesce(max(k.ordinal), 0) + 1, ${p('lines')}::text::jsonb,
      ${p('openDays')}::text::jsonb, ${p('payment')}, ${p('takenAt')}
    from enrollment_attendance k where k.enrollment_id = ${p('enrollmentId')}::uuid`,
);

/** Keeps what awards of a training stand on, as it is at this moment. Later corrections change nothing of it. */
export async function keepAttendance(
  tx: Database,
  enrollmentId: EnrollmentId,
  { training, takenAt }: { training: TrainingStanding; takenAt: Date },
): Promise<void> {
  await keep(tx, {
    ...{ id: newId(), enrollmentId, takenAt, payment: training.payment },
    lines: JSON.stringify(keptLines(training)),
    openDays: JSON.stringify(training.openDays.map(({ ordinal }) => ordinal)),
  });
}
