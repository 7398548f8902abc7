import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, EnrollmentId, ModuleId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { attemptQuestions, quizAttempts, type SavedAnswer } from '../../../drizzle/schema.ts';
import {
  lockOpenEnrollment,
  recordCheckPassed,
  recordPostTestPassed,
} from '../../enrollments/operations/milestones.ts';
import { NotFoundError } from '../../errors.ts';
import { type AttemptRow, attemptsByIds, drawnQuestionsOf } from '../queries.ts';
import { grade, passes } from '../rules/grading.ts';
import { isDue, type QuizKind, submissionAt } from '../rules/starting.ts';

type Owned = { attemptId: QuizAttemptId | null; userId: UserId };

const ownAttempt = async (tx: Database, { attemptId, userId }: Owned): Promise<AttemptRow> => {
  const [attempt] = attemptId === null ? [] : await attemptsByIds(tx, userId, [attemptId]);
  if (attempt === undefined) throw new NotFoundError('The attempt');
  return attempt;
};

/**
 * A person's sitting as it stands under the round's lock, closed first when its time is over. Throws NotFound, or
 * EnrollmentClosed for a sitting that was left open in a closed round.
 */
export const settledSitting = async (tx: Database, { now, ...owned }: Owned & { now: Date }): Promise<AttemptRow> => {
  const before = await ownAttempt(tx, owned);
  if (before.submittedAt !== null) return before;
  await shareQuiz(tx, before.quizId);
  await lockOpenEnrollment(tx, before);
  const attempt = await ownAttempt(tx, owned);
  if (attempt.submittedAt !== null || !isDue(attempt, now)) return attempt;
  await closeSitting(tx, { attempt, now, tell: true });
  return ownAttempt(tx, owned);
};

/**
 * Grades what is saved and closes the sitting for good; tells the round when it was passed and the round is open. The caller
 * holds the round's lock.
 */
export const closeSitting = async (
  tx: Database,
  { attempt, now, tell }: { attempt: AttemptRow; now: Date; tell: boolean },
): Promise<void> => {
  const questions = await drawnQuestionsOf(tx, attempt.id);
  const right = grade(questions);
  const passed = passes(right.length, questions.length, attempt.passPercent);
  await tx
    .update(attemptQuestions)
    .set({ correct: sql`${attemptQuestions.id} = any(${`{${right.join(',')}}`}::uuid[])` })
    .where(eq(attemptQuestions.attemptId, attempt.id));
  await tx
    .update(quizAttempts)
    .set({ submittedAt: submissionAt(attempt, now), correctCount: right.length, passed })
    .where(and(eq(quizAttempts.id, attempt.id), isNull(quizAttempts.submittedAt)));
  if (passed && tell) await tellPassed(tx, attempt, now);
};

type Passed = { enrollmentId: EnrollmentId; kind: QuizKind; moduleId: ModuleId | null };

/** A pass is the cause, the round's milestone its effect. A pre-test earns nothing. */
export const tellPassed = async (tx: Database, { enrollmentId, kind, moduleId }: Passed, now: Date): Promise<void> => {
  if (kind === 'POST_TEST') await recordPostTestPassed(tx, { enrollmentId, now });
  if (kind === 'MODULE_CHECK' && moduleId !== null) await recordCheckPassed(tx, { enrollmentId, moduleId, now });
};

/** Writes answers that were found valid. By the server's clock the last one wins, whatever order they arrive in. */
export const writeAnswers = async (
  tx: Database,
  attemptId: QuizAttemptId,
  answers: readonly { id: AttemptQuestionId; answer: SavedAnswer }[],
  now: Date,
): Promise<void> => {
  await tx.execute(sql`
    update attempt_questions d set answer = given.answer, saved_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(answers)}::text::jsonb) as given(id uuid, answer jsonb)
    where d.id = given.id and d.attempt_id = ${attemptId}
      and (d.saved_at is null or d.saved_at <= ${now.toISOString()}::timestamptz)`);
};

// Grading shares the quiz, a regrade takes it alone: no sitting slips between. Taken before a round's lock, so that the two
// never wait for each other. One lock for a quiz in all versions of its course: a start also closes sittings of older ones.
const lockOf = (quizId: QuizId) => sql`hashtextextended(v.course_id || ' ' || q.key, 0))
  from quizzes q join course_versions v on v.id = q.version_id where q.id = ${quizId}`;

export const shareQuiz = async (tx: Database, quizId: QuizId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(quizId)}`);
};

export const holdQuiz = async (tx: Database, quizId: QuizId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(quizId)}`);
};
