import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId } from '../../../drizzle/ids.ts';
import { courses } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { reasonText } from '../../plainText.ts';

const Retirement = z.object({ reason: reasonText });

/**
 * Closes a course to new enrollments. This cannot be undone, and a second call does not change the date. Learners can finish and
 * claim open enrollments, and every certificate stays valid. Returns whether this call closed it. For the operator's command
 * line. Throws InvalidInput, NotFound.
 */
export async function retireCourse(
  db: Database,
  act: Act,
  { courseId, ...terms }: { courseId: CourseId; reason: string },
): Promise<boolean> {
  const { reason } = parseInput(Retirement, terms);
  return db.transaction(async (tx) => {
    const [course] = await tx
      .select({ organizationId: courses.organizationId })
      .from(courses)
      .where(eq(courses.id, courseId));
    if (course === undefined) throw new NotFoundError('The course');
    const retired = await tx
      .update(courses)
      .set({ retiredAt: act.now })
      .where(and(eq(courses.id, courseId), isNull(courses.retiredAt)))
      .returning({ id: courses.id });
    if (retired.length === 0) return false;
    const { organizationId } = course;
    await recordEvent(tx, act, 'COURSE_RETIRED', { objectId: courseId, organizationId, reason });
    return true;
  });
}
