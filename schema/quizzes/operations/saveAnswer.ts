import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { AttemptClosedError } from '../errors.ts';
import type { AttemptRow } from '../queries/attempts.ts';
import { type ShownQuestionRow, shownQuestionsOf } from '../queries/questions.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { timedOut } from '../rules/starting.ts';
import { settledAttempt } from './closeAttempt.ts';
import { writeAnswers } from './writeAnswers.ts';

type Save = { attemptId: QuizAttemptId | null; questionId: AttemptQuestionId | null; answer: GivenAnswer };
type Saved = { attempt: AttemptRow; question: ShownQuestionRow };

/**
 * Saves one answer of an open attempt; the last one by the server's clock counts. Throws NotFound, InvalidInput,
 * EnrollmentClosed, and AttemptClosed once it was submitted or its time is over.
 */
export async function saveAnswer(db: Database, act: UserAct, facts: Save): Promise<Saved> {
  const outcome = await db.transaction((tx) => saveIn(tx, act, facts));
  // Thrown after the commit, so that an attempt whose time was over stays closed.
  if (outcome instanceof AttemptClosedError) throw outcome;
  return outcome;
}

const saveIn = async (
  tx: Database,
  act: UserAct,
  { attemptId, questionId, answer }: Save,
): Promise<Saved | AttemptClosedError> => {
  const attempt = await settledAttempt(tx, act, attemptId);
  if (attempt.submittedAt !== null) return new AttemptClosedError(attempt.submittedAt, timedOut(attempt));
  const before = await questionOf(tx, attempt, questionId);
  const decision = validateAnswer(before, answer);
  if (!decision.ok) throw new InvalidInputError(decision.faults);
  await writeAnswers(tx, attempt.id, [{ id: before.id, answer: decision.answer }], act.now);
  return { attempt, question: await questionOf(tx, attempt, questionId) };
};

const questionOf = async (tx: Database, attempt: AttemptRow, id: AttemptQuestionId | null) => {
  const questions = await shownQuestionsOf(tx, attempt.userId, [attempt.id]);
  const question = questions.find((one) => one.id === id);
  if (question === undefined) throw new NotFoundError('The question');
  return question;
};
