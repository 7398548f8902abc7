import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { eventEnrollments } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { Act } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { NotInstructorError } from '../errors.ts';
import { teachingEnrollment } from '../queries/teachings.ts';

/** A training as one person taught it, and their enrollment that stands on it; null while none does. */
export type TaughtTraining = {
  intensiveId: IntensiveId;
  courseId: CourseId;
  versionId: CourseVersionId;
  named: boolean;
  enrollmentId: EnrollmentId | null;
};

const training = statement<{ intensiveId: IntensiveId; userId: UserId }, TaughtTraining>(
  'taught_training',
  (p) => sql`select i.id as "intensiveId", v.course_id as "courseId", v.id as "versionId",
      i.cancelled_at is null and exists (select from intensive_instructors t
        where t.intensive_id = i.id and t.user_id = ${p('userId')} and t.removed_at is null) as named,
      ${teachingEnrollment(sql`i.id`, sql`${p('userId')}::uuid`)} as "enrollmentId"
    from intensives i join course_versions v on v.id = i.course_version_id
    where i.id = ${p('intensiveId')} and i.kind = 'TRAINING' and i.published_at is not null`,
);

type Named = { taughtId: IntensiveId | null; userId: UserId; courseId: CourseId; purpose: Purpose };

/**
 * The training that somebody says they taught. Throws NotFound, for therapy events too, InvalidInput for another course and another
 * purpose than credit, NotInstructor.
 */
export async function requireTaught(tx: Database, { taughtId, userId, ...asked }: Named): Promise<TaughtTraining> {
  const [found] = taughtId === null ? [] : await training(tx, { intensiveId: taughtId, userId });
  if (found === undefined) throw new NotFoundError('The training');
  const fault = (path: string, message: string) => new InvalidInputError([{ path, message }]);
  if (found.courseId !== asked.courseId) throw fault('taughtTrainingId', 'The training is one of another course.');
  if (asked.purpose !== 'CREDIT') throw fault('purpose', 'Teaching is claimed for credit: CREDIT.');
  if (!found.named && found.enrollmentId === null) throw new NotInstructorError();
  return found;
}

/** Notes which training the instructor of an enrollment taught. */
export async function tieTeaching(
  tx: Database,
  { now }: Pick<Act, 'now'>,
  { enrollmentId, intensiveId }: { enrollmentId: EnrollmentId; intensiveId: IntensiveId },
): Promise<void> {
  await tx.insert(eventEnrollments).values({ enrollmentId, intensiveId, registrationId: null, tiedAt: now });
}
