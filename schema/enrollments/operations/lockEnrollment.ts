import { and, eq, getColumns } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { courses, enrollments } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { closedAt } from '../rules/open.ts';

/** An enrollment under its lock, and the organization that offers its course. */
export type LockedEnrollment = typeof enrollments.$inferSelect & { organizationId: OrganizationId };

type Owner = { enrollmentId: EnrollmentId | null; userId: UserId };

/** Locks a learner's enrollment, open or closed. Throws NotFoundError when the learner has no enrollment with this id. */
export async function lockEnrollment(tx: Database, { enrollmentId, userId }: Owner): Promise<LockedEnrollment> {
  if (enrollmentId === null) throw new NotFoundError('The enrollment');
  const [row] = await tx
    .select({ ...getColumns(enrollments), organizationId: courses.organizationId })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(and(eq(enrollments.id, enrollmentId), eq(enrollments.userId, userId)))
    .for('update', { of: enrollments });
  if (row === undefined) throw new NotFoundError('The enrollment');
  return row;
}

/** Locks a learner's open enrollment. Throws NotFoundError, EnrollmentClosedError. */
export async function lockOpenEnrollment(tx: Database, owner: Owner): Promise<LockedEnrollment> {
  const enrollment = await lockEnrollment(tx, owner);
  const closed = closedAt(enrollment);
  if (closed !== null) throw new EnrollmentClosedError(closed);
  return enrollment;
}
