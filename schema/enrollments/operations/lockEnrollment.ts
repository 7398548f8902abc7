import { getColumns, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { NotFoundError } from '../../errors.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { closedAt } from '../rules/open.ts';

/** An enrollment under its lock, and the organization that offers its course. */
export type LockedEnrollment = typeof enrollments.$inferSelect & { organizationId: OrganizationId };

type Owner = { enrollmentId: EnrollmentId | null; userId: UserId };

const columns = sql.join(
  Object.entries(getColumns(enrollments)).map(
    ([key, { name }]) => sql`e.${sql.identifier(name)} as ${sql.identifier(key)}`,
  ),
  sql`, `,
);

const lock = statement<{ enrollmentId: EnrollmentId; userId: UserId }, LockedEnrollment>(
  'lock_enrollment',
  (p) => sql`select ${columns}, c.organization_id as "organizationId"
    from enrollments e join courses c on c.id = e.course_id
    where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')} for update of e`,
);

/** Locks a learner's enrollment, open or closed. Throws NotFoundError when the learner has no enrollment with this id. */
export async function lockEnrollment(tx: Database, { enrollmentId, userId }: Owner): Promise<LockedEnrollment> {
  const [row] = enrollmentId === null ? [] : await lock(tx, { enrollmentId, userId });
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
