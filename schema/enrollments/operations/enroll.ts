import { and, eq, isNull, max } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { courses, disclosures, enrollments, users } from '../../../drizzle/schema.ts';
import { currentDisclosures } from '../../courses/queries.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { AlreadyEnrolledError, CourseRetiredError, DisclosuresChangedError, EnrollmentClosedError } from '../errors.ts';
import { lockEnrollment } from './milestones.ts';

type Enroll = {
  userId: UserId;
  courseId: CourseId | null;
  purpose: 'CREDIT' | 'PERSONAL';
  acceptedDisclosuresHash: string;
  adult: boolean;
  now: Date;
  requestId: string;
};

/**
 * Opens a round on the course's current version, after the disclosures and policies of the given hash were accepted. Asked
 * again for the same purpose it answers the open round. Throws NotFound, CourseRetired, DisclosuresChanged, AlreadyEnrolled.
 */
export const enroll = async (db: Database, facts: Enroll): Promise<{ id: EnrollmentId }> => {
  if (!facts.adult) {
    throw new InvalidInputError([
      { path: 'adult', message: 'This course is for people of 18 years or older; confirm it with `true`.' },
    ]);
  }
  return db.transaction(async (tx) => {
    // The person's row serializes their enrollments, so that round numbers never collide.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, facts.userId)).for('no key update');
    const course = await openCourse(tx, facts.courseId);
    const [open] = await tx
      .select()
      .from(enrollments)
      .where(
        and(
          eq(enrollments.userId, facts.userId),
          eq(enrollments.courseId, course.id),
          isNull(enrollments.claimedAt),
          isNull(enrollments.withdrawnAt),
        ),
      );
    if (open !== undefined) {
      if (open.purpose !== facts.purpose) throw new AlreadyEnrolledError(open.id);
      return { id: open.id };
    }
    if (course.retiredAt !== null) throw new CourseRetiredError(course.id);
    return begin(tx, facts, course);
  });
};

const openCourse = async (tx: Database, courseId: CourseId | null) => {
  if (courseId === null) throw new NotFoundError('The course');
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId));
  if (course === undefined || course.currentVersionId === null) throw new NotFoundError('The course');
  return course;
};

const begin = async (
  tx: Database,
  { userId, purpose, acceptedDisclosuresHash, now, requestId }: Enroll,
  course: Awaited<ReturnType<typeof openCourse>>,
) => {
  const current = await currentDisclosures(tx, course.id);
  if (current === null) throw new NotFoundError('The course');
  if (current.hash !== acceptedDisclosuresHash) throw new DisclosuresChangedError(current.hash);
  await tx.insert(disclosures).values({ hash: current.hash, content: current.items }).onConflictDoNothing();
  const [last] = await tx
    .select({ round: max(enrollments.round) })
    .from(enrollments)
    .where(and(eq(enrollments.userId, userId), eq(enrollments.courseId, course.id)));
  const [row] = await tx
    .insert(enrollments)
    .values({
      userId,
      courseId: course.id,
      versionId: current.versionId,
      purpose,
      round: (last?.round ?? 0) + 1,
      enrolledAt: now,
      disclosuresHash: current.hash,
      disclosuresAcceptedAt: now,
      adultConfirmedAt: now,
      specimen: false,
    })
    .returning({ id: enrollments.id });
  if (row === undefined) throw new Error('an inserted enrollment came back empty');
  await recordUntypedEvent(tx, {
    verb: 'ENROLLED',
    objectType: 'Enrollment',
    objectId: row.id,
    actorUserId: userId,
    at: now,
    requestId,
  });
  return row;
};

/** Closes an open round without a certificate; what was done stays on record. A second call answers the same. */
export const withdrawEnrollment = async (
  db: Database,
  {
    enrollmentId,
    userId,
    now,
    requestId,
  }: { enrollmentId: EnrollmentId | null; userId: UserId; now: Date; requestId: string },
): Promise<{ id: EnrollmentId }> =>
  db.transaction(async (tx) => {
    const round = await lockEnrollment(tx, { enrollmentId, userId });
    if (round.claimedAt !== null) throw new EnrollmentClosedError(round.claimedAt);
    if (round.withdrawnAt !== null) return { id: round.id };
    await tx.update(enrollments).set({ withdrawnAt: now }).where(eq(enrollments.id, round.id));
    await recordUntypedEvent(tx, {
      verb: 'WITHDREW',
      objectType: 'Enrollment',
      objectId: round.id,
      actorUserId: userId,
      at: now,
      requestId,
    });
    return { id: round.id };
  });
