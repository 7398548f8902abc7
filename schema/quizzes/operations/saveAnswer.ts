import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { AttemptClosedError } from '../errors.ts';
import { type AttemptRow, type ShownQuestionRow, shownQuestionsOf } from '../queries.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { timedOut } from '../rules/starting.ts';
import { settledSitting, writeAnswers } from './sitting.ts';

type Save = {
  userId: UserId;
  attemptId: QuizAttemptId | null;
  questionId: AttemptQuestionId | null;
  answer: GivenAnswer;
  now: Date;
};
type Saved = { attempt: AttemptRow; question: ShownQuestionRow };

/**
 * Saves one answer of an open sitting; the last one by the server's clock stays. Throws NotFound, InvalidInput,
 * EnrollmentClosed, and AttemptClosed once it was submitted or its time is over.
 */
export const saveAnswer = async (db: Database, facts: Save): Promise<Saved> => {
  const outcome = await db.transaction((tx) => saveIn(tx, facts));
  // Thrown after the commit: a sitting whose time was over has been closed and stays so.
  if (outcome instanceof AttemptClosedError) throw outcome;
  return outcome;
};

const saveIn = async (tx: Database, { questionId, answer, ...facts }: Save): Promise<Saved | AttemptClosedError> => {
  const attempt = await settledSitting(tx, facts);
  if (attempt.submittedAt !== null) return new AttemptClosedError(attempt.submittedAt, timedOut(attempt));
  const before = await questionOf(tx, attempt, questionId);
  const verdict = validateAnswer(before, answer);
  if (!verdict.ok) throw new InvalidInputError(verdict.faults);
  await writeAnswers(tx, attempt.id, [{ id: before.id, answer: verdict.answer }], facts.now);
  return { attempt, question: await questionOf(tx, attempt, questionId) };
};

const questionOf = async (tx: Database, attempt: AttemptRow, id: AttemptQuestionId | null) => {
  const questions = await shownQuestionsOf(tx, attempt.userId, [attempt.id]);
  const question = questions.find((one) => one.id === id);
  if (question === undefined) throw new NotFoundError('The question');
  return question;
};
