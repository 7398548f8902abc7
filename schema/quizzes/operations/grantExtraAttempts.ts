import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, ExtraAttemptsId, UserId } from '../../../drizzle/ids.ts';
import { newId } from '../../../drizzle/ids.ts';
import { courseVersions, extraAttempts, quizzes, users } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';

const Terms = z.object({
  count: z.int('Write a whole number.').min(1, 'Grant at least 1.').max(10, 'Grant at most 10 at a time.'),
  reason: reasonText,
  grantedBy: lineOfText(200),
});

type Grant = z.input<typeof Terms> & { userId: UserId; courseId: CourseId; quizKey: string; now: Date };

/** Grants further sittings, with the reason and by whom. Throws InvalidInput, NotFound. */
export const grantExtraAttempts = async (db: Database, facts: Grant): Promise<{ id: ExtraAttemptsId }> => {
  const terms = parseInput(Terms, facts);
  const { userId, courseId, quizKey, now } = facts;
  return db.transaction(async (tx) => {
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
    if (user === undefined) throw new NotFoundError('The learner');
    const [quiz] = await tx
      .select({ id: quizzes.id })
      .from(quizzes)
      .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
      .where(and(eq(courseVersions.courseId, courseId), eq(quizzes.key, quizKey)))
      .limit(1);
    if (quiz === undefined) throw new NotFoundError('The quiz');
    const id = newId<ExtraAttemptsId>();
    await tx.insert(extraAttempts).values({ id, userId, courseId, quizKey, ...terms, grantedAt: now });
    await recordUntypedEvent(tx, {
      verb: 'EXTRA_ATTEMPTS_GRANTED',
      objectType: 'ExtraAttempts',
      objectId: id,
      actor: 'operator',
      reason: terms.reason,
      at: now,
    });
    return { id };
  });
};
