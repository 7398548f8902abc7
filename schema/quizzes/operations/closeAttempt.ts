import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { attemptQuestions, quizAttempts } from '../../../drizzle/schema.ts';
import type { Act, UserAct } from '../../act.ts';
import { lockOpenEnrollment } from '../../enrollments/operations/lockEnrollment.ts';
import { recordCheckPassed, recordPostTestPassed } from '../../enrollments/operations/milestones.ts';
import { NotFoundError } from '../../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { drawnQuestionsOf } from '../queries/questions.ts';
import { grade, passes } from '../rules/grading.ts';
import { isDue, type QuizKind, submissionAt } from '../rules/starting.ts';
import { shareQuiz } from './lockQuiz.ts';

type Owned = { attemptId: QuizAttemptId | null; userId: UserId };

const ownAttempt = async (tx: Database, { attemptId, userId }: Owned): Promise<AttemptRow> => {
  const [attempt] = attemptId === null ? [] : await attemptsByIds(tx, userId, [attemptId]);
  if (attempt === undefined) throw new NotFoundError('The attempt');
  return attempt;
};

/**
 * A person's attempt under the enrollment's lock. Closes it first when its time is over. Throws NotFound, or EnrollmentClosed for
 * an attempt that was left open in a closed enrollment.
 */
export async function settledAttempt(tx: Database, act: UserAct, attemptId: QuizAttemptId | null): Promise<AttemptRow> {
  const owned = { attemptId, userId: act.userId };
  const before = await ownAttempt(tx, owned);
  if (before.submittedAt !== null) return before;
  await shareQuiz(tx, before.quizId);
  await lockOpenEnrollment(tx, before);
  const attempt = await ownAttempt(tx, owned);
  if (attempt.submittedAt !== null || !isDue(attempt, act.now)) return attempt;
  await closeAttempt(tx, act, { attempt, tell: true });
  return ownAttempt(tx, owned);
}

/**
 * Grades the saved answers and closes the attempt permanently. `tell` says whether to report a pass to the enrollment; a closed
 * enrollment gets no report. The caller holds the enrollment's lock.
 */
export async function closeAttempt(
  tx: Database,
  act: Act,
  { attempt, tell }: { attempt: AttemptRow; tell: boolean },
): Promise<void> {
  const questions = await drawnQuestionsOf(tx, attempt.id);
  const right = grade(questions);
  const passed = passes(right.length, questions.length, attempt.passPercent);
  await tx
    .update(attemptQuestions)
    .set({ correct: inArray(attemptQuestions.id, right) })
    .where(eq(attemptQuestions.attemptId, attempt.id));
  await tx
    .update(quizAttempts)
    .set({ submittedAt: submissionAt(attempt, act.now), correctCount: right.length, passed })
    .where(and(eq(quizAttempts.id, attempt.id), isNull(quizAttempts.submittedAt)));
  if (passed && tell) await tellPassed(tx, act, attempt);
}

type Passed = { enrollmentId: EnrollmentId; kind: QuizKind; moduleId: ModuleId | null };

/** Reports to the enrollment that a quiz is passed, which sets its milestone. A pre-test sets none. */
export async function tellPassed(tx: Database, act: Act, { enrollmentId, kind, moduleId }: Passed): Promise<void> {
  if (kind === 'POST_TEST') await recordPostTestPassed(tx, act, { enrollmentId });
  if (kind === 'MODULE_CHECK' && moduleId !== null) await recordCheckPassed(tx, act, { enrollmentId, moduleId });
}
