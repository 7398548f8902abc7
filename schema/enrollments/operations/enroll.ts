import { and, desc, eq, getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { courses, courseVersions, disclosures, enrollments, users } from '../../../drizzle/schema.ts';
import type { EnrollmentBasis, Purpose } from '../../../drizzle/tables/enrollments.ts';
import { currentDisclosures, versionDisclosures } from '../../accreditation/queries/disclosures.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import {
  AlreadyEnrolledError,
  CourseIsLiveError,
  CourseRetiredError,
  DisclosuresChangedError,
  NoHoursError,
} from '../errors.ts';
import type { TrainingPlace } from '../queries/places.ts';
import { dayAfter } from '../rules/attempts.ts';
import { openInSql } from '../rules/open.ts';
import { goesOnAt, requirePlace, tiePlace } from './tiePlace.ts';
import { requireTaught, tieTeaching } from './tieTeaching.ts';

/** New enrollments of one person in one course within 24 hours. Each leaves rows behind, however soon it is withdrawn. */
const ROUNDS_PER_DAY = 5;

type Enroll = {
  courseId: CourseId | null;
  purpose: Purpose;
  acceptedDisclosuresHash: string;
  adult: boolean;
  /** The person's place at a training of the course; absent for a course that is studied alone, null for an id of nothing. */
  registrationId?: RegistrationId | null;
  /** A training of the course that the person taught, to enroll as its instructor; absent for learners, null for an id of nothing. */
  taughtId?: IntensiveId | null;
};

type Enrolled = { id: EnrollmentId; versionId: CourseVersionId };

/**
 * Opens an enrollment in the course's current version, after the person accepted the disclosures and policies with the given
 * hash; in the version of a training, for whoever names their place there, and for its instructors. A second call for the same purpose
 * and training returns the same enrollment. Throws NotFound, CourseRetired, CourseIsLive, NoHours, DisclosuresChanged, AlreadyEnrolled,
 * PlaceNotConfirmed, NotInstructor, InvalidInput, RateLimited after five new rounds in a day.
 */
export async function enroll(db: Database, act: UserAct, facts: Enroll): Promise<Enrolled> {
  if (!facts.adult) {
    throw new InvalidInputError([
      { path: 'adult', message: 'This course is for people who are 18 or older; confirm your age with `true`.' },
    ]);
  }
  const { userId } = act;
  return db.transaction(async (tx) => {
    // Locking the person's row serializes their enrollments, so that ordinals never collide.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const course = await publishedCourse(tx, facts.courseId);
    if (facts.taughtId !== undefined) return enrollInstructor(tx, act, { ...facts, taughtId: facts.taughtId, course });
    const [open] = await tx
      .select({ id: enrollments.id, versionId: enrollments.versionId, purpose: enrollments.purpose })
      .from(enrollments)
      .where(
        and(
          ...[eq(enrollments.userId, userId), eq(enrollments.courseId, course.id), eq(enrollments.basis, 'LEARNER')],
          sql.raw(openInSql('enrollments')),
        ),
      );
    const place = await placeNamed(tx, act, { ...facts, courseId: course.id });
    if (place !== null && place.enrollmentId !== null) return { id: place.enrollmentId, versionId: place.versionId };
    if (open !== undefined) {
      const goesOn = open.purpose === facts.purpose && (place === null || (await goesOnAt(tx, act, { open, place })));
      if (!goesOn) throw new AlreadyEnrolledError(open.id, open.purpose);
      return { id: open.id, versionId: open.versionId };
    }
    if (place !== null) {
      const begun = await begin(tx, act, facts, { ...course, versionId: place.versionId });
      await tiePlace(tx, act, { ...tieOf(place), enrollmentId: begun.id });
      return begun;
    }
    if (course.retiredAt !== null) throw new CourseRetiredError(course.id);
    if (course.format?.startsWith('LIVE_')) throw new CourseIsLiveError();
    if (facts.purpose === 'CREDIT' && course.studyHundredths === 0) throw new NoHoursError();
    return begin(tx, act, facts, { ...course, versionId: null });
  });
}

type Course = Awaited<ReturnType<typeof publishedCourse>>;

/** The enrollment of an instructor in the version of the training that they taught. */
async function enrollInstructor(
  tx: Database,
  act: UserAct,
  { taughtId, course, ...facts }: Enroll & { taughtId: IntensiveId | null; course: Course },
): Promise<Enrolled> {
  if (facts.registrationId !== undefined) {
    const message = 'Name the place that you attend or the training that you taught, not both.';
    throw new InvalidInputError([{ path: 'registrationId', message }]);
  }
  const { purpose } = facts;
  const taught = await requireTaught(tx, { taughtId, userId: act.userId, courseId: course.id, purpose });
  const { intensiveId, versionId, enrollmentId } = taught;
  if (enrollmentId !== null) return { id: enrollmentId, versionId };
  const begun = await begin(tx, act, facts, { ...course, versionId, basis: 'INSTRUCTOR' });
  await tieTeaching(tx, act, { enrollmentId: begun.id, intensiveId });
  return begun;
}

type OfPlace = Pick<Enroll, 'registrationId' | 'purpose'> & { courseId: CourseId };

async function placeNamed(tx: Database, { userId }: UserAct, facts: OfPlace): Promise<TrainingPlace | null> {
  const { registrationId, courseId, purpose } = facts;
  return registrationId === undefined ? null : requirePlace(tx, { registrationId, userId, courseId, purpose });
}

const tieOf = ({ registrationId, intensiveId }: TrainingPlace) => ({ registrationId, intensiveId });

const publishedCourse = async (tx: Database, courseId: CourseId | null) => {
  if (courseId === null) throw new NotFoundError('The course');
  const [course] = await tx
    .select({ ...getColumns(courses), studyHundredths: courseVersions.studyHundredths, format: courseVersions.format })
    .from(courses)
    .leftJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
    .where(eq(courses.id, courseId));
  if (course === undefined || course.currentVersionId === null) throw new NotFoundError('The course');
  return course;
};

type Begun = { id: CourseId; versionId: CourseVersionId | null };

/** Of the version that is studied: a training has the one that it was published with. */
const disclosuresFor = (tx: Database, { id, versionId }: Begun, now: Date) =>
  versionId === null ? currentDisclosures(tx, id, now) : versionDisclosures(tx, versionId, now);

const begin = async (
  tx: Database,
  act: UserAct,
  { purpose, acceptedDisclosuresHash }: Enroll,
  course: Course & { versionId: CourseVersionId | null; basis?: EnrollmentBasis },
) => {
  const { userId, now } = act;
  const current = await disclosuresFor(tx, course, now);
  if (current === null) throw new NotFoundError('The course');
  if (current.hash !== acceptedDisclosuresHash) throw new DisclosuresChangedError(current.hash);
  await tx.insert(disclosures).values({ hash: current.hash, content: current.items }).onConflictDoNothing();
  const latest = await tx
    .select({ round: enrollments.round, enrolledAt: enrollments.enrolledAt })
    .from(enrollments)
    .where(and(eq(enrollments.userId, userId), eq(enrollments.courseId, course.id)))
    .orderBy(desc(enrollments.round))
    .limit(ROUNDS_PER_DAY);
  const oldest = latest[ROUNDS_PER_DAY - 1]?.enrolledAt;
  if (oldest !== undefined && now < dayAfter(oldest)) throw new RateLimitedError(dayAfter(oldest));
  const [row] = await tx
    .insert(enrollments)
    .values({
      userId,
      courseId: course.id,
      versionId: current.versionId,
      purpose,
      basis: course.basis ?? 'LEARNER',
      round: (latest[0]?.round ?? 0) + 1,
      enrolledAt: now,
      disclosuresHash: current.hash,
      disclosuresAcceptedAt: now,
      adultConfirmedAt: now,
      specimen: false,
    })
    .returning({ id: enrollments.id, versionId: enrollments.versionId });
  if (row === undefined) throw new Error('an inserted enrollment came back empty');
  await recordEvent(tx, act, 'ENROLLED', { objectId: row.id, organizationId: course.organizationId });
  return row;
};
