import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, UserId } from '../../../drizzle/ids.ts';
import { accommodationGrants } from '../../../drizzle/schema.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';

const Terms = z.object({
  /** 100 is the usual time; 150 gives half as much again. */
  quizTimePercent: z
    .int('Write the quiz time as a whole number of percent.')
    .min(100, 'Write the quiz time from 100 percent, the usual time.')
    .max(400, 'Write the quiz time up to 400 percent.'),
  studyTimeWaived: z.boolean(),
  alternateFormat: lineOfText(500).optional(),
  /** What was agreed; never a diagnosis. */
  reason: reasonText,
  grantedBy: lineOfText(200),
});

type Grant = z.input<typeof Terms> & { userId: UserId; courseId: CourseId; now: Date };

/**
 * Records what was agreed with a person so that they can take part; it replaces an earlier grant. Never a diagnosis. Throws
 * InvalidInput.
 */
export const grantAccommodation = async (db: Database, facts: Grant): Promise<void> => {
  const { reason, ...terms } = parseInput(Terms, facts);
  const { userId, courseId, now } = facts;
  await db.transaction(async (tx) => {
    await tx
      .update(accommodationGrants)
      .set({ revokedAt: now })
      .where(
        and(
          eq(accommodationGrants.userId, userId),
          eq(accommodationGrants.courseId, courseId),
          isNull(accommodationGrants.revokedAt),
        ),
      );
    await tx.insert(accommodationGrants).values({ ...terms, userId, courseId, grantedAt: now });
    await recordUntypedEvent(tx, {
      verb: 'ACCOMMODATION_GRANTED',
      objectType: 'User',
      objectId: userId,
      actor: 'operator',
      reason,
      details: { courseId },
      at: now,
    });
  });
};
