import { eq } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import type { World } from './world.ts';

type Sitting = { userId: UserId; enrollmentId: EnrollmentId; at: Date; correctCount?: number };

/** A sitting of the post-test with 20 questions that was handed in, written as rows. */
export const addSitting = async (
  { db, courseId }: Pick<World, 'db' | 'courseId'>,
  { userId, enrollmentId, at, correctCount = 17 }: Sitting,
): Promise<void> => {
  const [quiz] = await db.select().from(tables.quizzes).where(eq(tables.quizzes.kind, 'POST_TEST'));
  if (quiz === undefined) throw new Error('the sample course has no post-test');
  const [attempt] = await db
    .insert(tables.quizAttempts)
    .values({
      ...{ enrollmentId, userId, courseId, quizId: quiz.id, quizKey: quiz.key, ordinal: 1 },
      ...{ startedAt: at, questionCount: 20 },
    })
    .returning();
  if (attempt === undefined) throw new Error('no attempt was inserted');
  const submitted = { submittedAt: at, correctCount, passed: correctCount >= 16 };
  await db.update(tables.quizAttempts).set(submitted).where(eq(tables.quizAttempts.id, attempt.id));
};
