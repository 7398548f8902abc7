import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  CourseId,
  CourseVersionId,
  EnrollmentId,
  IntensiveId,
  RegistrationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** A person's registration for a training, and the enrollment that stands on it; null while none does. */
export type TrainingPlace = {
  registrationId: RegistrationId;
  intensiveId: IntensiveId;
  courseId: CourseId;
  versionId: CourseVersionId;
  confirmed: boolean;
  enrollmentId: EnrollmentId | null;
};

type Own = { registrationId: RegistrationId; userId: UserId };

const place = statement<Own, TrainingPlace>(
  'lock_training_place',
  (p) => sql`select r.id as "registrationId", i.id as "intensiveId", v.course_id as "courseId", v.id as "versionId",
      r.state = 'CONFIRMED' as confirmed,
      (select x.enrollment_id from event_enrollments x where x.registration_id = r.id and x.ended_at is null) as "enrollmentId"
    from registrations r join intensives i on i.id = r.intensive_id join course_versions v on v.id = i.course_version_id
    where r.id = ${p('registrationId')} and r.user_id = ${p('userId')} and i.kind = 'TRAINING' for share of r`,
);

/** Locks a person's registration for a training, so that it keeps its state. Null when they have none with this id. */
export async function lockTrainingPlace(tx: Database, own: Own): Promise<TrainingPlace | null> {
  return (await place(tx, own))[0] ?? null;
}

const tied = statement<{ enrollmentId: EnrollmentId }, { registrationId: RegistrationId; confirmed: boolean }>(
  'place_of_enrollment',
  (p) => sql`select r.id as "registrationId", r.state = 'CONFIRMED' as confirmed
    from event_enrollments x join registrations r on r.id = x.registration_id where x.enrollment_id = ${p('enrollmentId')}`,
);

/** The place that an enrollment stands on; null for one of a course. */
export async function placeOf(
  tx: Database,
  enrollmentId: EnrollmentId,
): Promise<{ registrationId: RegistrationId; confirmed: boolean } | null> {
  return (await tied(tx, { enrollmentId }))[0] ?? null;
}
