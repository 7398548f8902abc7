import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, UserId } from '../../../drizzle/ids.ts';
import { accommodationGrants, courses } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';

const Terms = z.object({
  /** Percent: 100 is the usual time, 150 is half as much again. */
  quizTimePercent: z
    .int('Write the quiz time as a whole number of percent.')
    .min(100, 'Write the quiz time from 100 percent, the usual time.')
    .max(400, 'Write the quiz time up to 400 percent.'),
  studyTimeWaived: z.boolean(),
  alternateFormat: lineOfText(500).optional(),
  /** The agreement; never a diagnosis. */
  reason: reasonText,
  grantedBy: lineOfText(200),
});

type Grant = z.input<typeof Terms> & { userId: UserId; courseId: CourseId };

/**
 * Records the accommodation agreed with a person; it replaces an earlier one. Never a diagnosis. Throws InvalidInput, NotFound.
 */
export async function grantAccommodation(db: Database, act: Act, facts: Grant): Promise<void> {
  const { reason, ...terms } = parseInput(Terms, facts);
  const { userId, courseId } = facts;
  await db.transaction(async (tx) => {
    const [course] = await tx
      .select({ organizationId: courses.organizationId })
      .from(courses)
      .where(eq(courses.id, courseId));
    if (course === undefined) throw new NotFoundError('The course');
    await tx
      .update(accommodationGrants)
      .set({ revokedAt: act.now })
      .where(
        and(
          eq(accommodationGrants.userId, userId),
          eq(accommodationGrants.courseId, courseId),
          isNull(accommodationGrants.revokedAt),
        ),
      );
    await tx.insert(accommodationGrants).values({ ...terms, userId, courseId, grantedAt: act.now });
    const { quizTimePercent, studyTimeWaived, alternateFormat, grantedBy: name } = terms;
    const details = { courseId, quizTimePercent, studyTimeWaived, alternateFormat: alternateFormat !== undefined };
    await recordEvent(tx, { ...act, name }, 'ACCOMMODATION_GRANTED', { ...course, objectId: userId, reason, details });
  });
}
