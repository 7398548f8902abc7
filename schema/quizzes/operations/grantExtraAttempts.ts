import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, ExtraAttemptsId, UserId } from '../../../drizzle/ids.ts';
import { newId } from '../../../drizzle/ids.ts';
import { courses, courseVersions, extraAttempts, quizzes, users } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';

const Terms = z.object({
  count: z.int('Write a whole number.').min(1, 'Grant at least 1.').max(10, 'Grant at most 10 at a time.'),
  reason: reasonText,
  grantedBy: lineOfText(200),
});

type Grant = z.input<typeof Terms> & { userId: UserId; courseId: CourseId; quizKey: string };

/** Grants extra attempts and records the reason and the operator. Throws InvalidInput, NotFound. */
export async function grantExtraAttempts(db: Database, act: Act, facts: Grant): Promise<{ id: ExtraAttemptsId }> {
  const terms = parseInput(Terms, facts);
  const { userId, courseId, quizKey } = facts;
  return db.transaction(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
    if (user === undefined) throw new NotFoundError('The learner');
    const [quiz] = await tx
      .select({ organizationId: courses.organizationId })
      .from(quizzes)
      .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
      .innerJoin(courses, eq(courses.id, courseVersions.courseId))
      .where(and(eq(courseVersions.courseId, courseId), eq(quizzes.key, quizKey)))
      .limit(1);
    if (quiz === undefined) throw new NotFoundError('The quiz');
    const id = newId<ExtraAttemptsId>();
    await tx.insert(extraAttempts).values({ id, userId, courseId, quizKey, ...terms, grantedAt: act.now });
    const { reason, count, grantedBy: name } = terms;
    const details = { courseId, quizKey, count };
    await recordEvent(tx, { ...act, name }, 'EXTRA_ATTEMPTS_GRANTED', { ...quiz, objectId: id, reason, details });
    return { id };
  });
}
