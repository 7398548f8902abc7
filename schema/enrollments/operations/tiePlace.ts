import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { eventEnrollments, registrations } from '../../../drizzle/schema.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { Act } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { PlaceNotConfirmedError } from '../errors.ts';
import { lockTrainingPlace, placeOf, type TrainingPlace } from '../queries/places.ts';

type Named = { registrationId: RegistrationId | null; userId: UserId; courseId: CourseId; purpose: Purpose };

/**
 * Locks the place that somebody names to enroll for a training. Throws NotFound, InvalidInput for another course and another purpose
 * than credit, PlaceNotConfirmed.
 */
export async function requirePlace(tx: Database, { registrationId, userId, ...asked }: Named): Promise<TrainingPlace> {
  const place = registrationId === null ? null : await lockTrainingPlace(tx, { registrationId, userId });
  if (place === null) throw new NotFoundError('The registration');
  const fault = (path: string, message: string) => new InvalidInputError([{ path, message }]);
  if (place.courseId !== asked.courseId) throw fault('registrationId', 'The training is one of another course.');
  if (asked.purpose !== 'CREDIT') throw fault('purpose', 'A training is attended for credit: CREDIT.');
  if (!place.confirmed && place.enrollmentId === null) throw new PlaceNotConfirmedError();
  return place;
}

type Tie = Pick<TrainingPlace, 'registrationId' | 'intensiveId'> & { enrollmentId: EnrollmentId };

/** Notes which place an enrollment stands on. */
export async function tiePlace(tx: Database, { now }: Pick<Act, 'now'>, tie: Tie): Promise<void> {
  await tx.insert(eventEnrollments).values({ ...tie, tiedAt: now });
}

type Open = { id: EnrollmentId; versionId: CourseVersionId };

/** Whether an open enrollment goes on at this place: it stands on it, or its own place moved to another date of the same version. */
export async function goesOnAt(
  tx: Database,
  { now }: Pick<Act, 'now'>,
  { open, place }: { open: Open; place: TrainingPlace },
): Promise<boolean> {
  const { registrationId, intensiveId, versionId } = place;
  const own = await placeOf(tx, open.id);
  if (own?.registrationId === registrationId) return true;
  if (own === null || own.confirmed || open.versionId !== versionId) return false;
  await tx
    .update(eventEnrollments)
    .set({ registrationId, intensiveId, tiedAt: now })
    .where(eq(eventEnrollments.enrollmentId, open.id));
  return true;
}

/** Frees the place of an enrollment that is withdrawn, so that its person can enroll anew. */
export async function freePlace(tx: Database, { now }: Pick<Act, 'now'>, enrollmentId: EnrollmentId): Promise<void> {
  await tx
    .update(eventEnrollments)
    .set({ endedAt: now })
    .where(and(eq(eventEnrollments.enrollmentId, enrollmentId), isNull(eventEnrollments.endedAt)));
}

/** Locks the registration of an enrollment: corrections of its attendance, and what ends its place, follow each other. */
export async function lockPlaceOf(tx: Database, registrationId: RegistrationId): Promise<void> {
  await tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(eq(registrations.id, registrationId))
    .for('no key update');
}
