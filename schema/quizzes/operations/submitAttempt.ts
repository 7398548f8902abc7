import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { QuizIncompleteError } from '../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { drawnQuestionsOf } from '../queries/questions.ts';
import { type AnswerGiven, validateAnswers } from '../rules/answers.ts';
import { isDue, timedOut } from '../rules/starting.ts';
import { closeAttempt } from './closeAttempt.ts';
import { lockAttempt, requireOpen } from './lockQuiz.ts';

type Submit = { attemptId: QuizAttemptId | null; answers: readonly AnswerGiven[] };
export type Submitted = { attempt: AttemptRow; timedOut: boolean; alreadySubmitted: boolean };
type Questions = Awaited<ReturnType<typeof drawnQuestionsOf>>;

/**
 * Submits an attempt, with last answers if any, and reports a pass to the enrollment. An answer that comes with it counts,
 * whatever was saved for its question and whenever. The first result is final: a second call, or fifty at once, return it. After
 * the time is over, the saved answers count. Throws NotFound, EnrollmentClosed, InvalidInput for a malformed answer, and
 * QuizIncomplete for a missing one; the attempt then stays open.
 */
export async function submitAttempt(db: Database, act: UserAct, { attemptId, answers }: Submit): Promise<Submitted> {
  const { userId } = act;
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, { attemptId, userId });
    if (attempt.submittedAt !== null) return resultOf(tx, act, attempt.id);
    requireOpen(attempt);
    if (isDue(attempt, act.now)) {
      const closed = await closeAttempt(tx, act, { attempt, tell: true });
      return { attempt: closed, timedOut: true, alreadySubmitted: false };
    }
    const questions = await drawnQuestionsOf(tx, attempt.id);
    const carried = complete(questions, answers);
    const closed = await closeAttempt(tx, act, { attempt, tell: true, questions, carried });
    return { attempt: closed, timedOut: false, alreadySubmitted: false };
  });
}

const resultOf = async (tx: Database, { userId }: UserAct, id: QuizAttemptId): Promise<Submitted> => {
  const [attempt] = await attemptsByIds(tx, userId, [id]);
  if (attempt === undefined) throw new NotFoundError('The attempt');
  return { attempt, timedOut: timedOut(attempt), alreadySubmitted: !timedOut(attempt) };
};

/** The answers given. Throws InvalidInput when one is malformed, QuizIncomplete when a question stays without one. */
const complete = (questions: Questions, answers: readonly AnswerGiven[]): Map<AttemptQuestionId, SavedAnswer> => {
  const { faults, valid } = validateAnswers(questions, answers);
  if (faults.length > 0) throw new InvalidInputError(faults);
  const answerTo = ({ id, answer }: Questions[number]) => (valid.has(id) ? valid.get(id) : answer);
  const missing = questions.filter((question) => answerTo(question) === null);
  if (missing.length > 0) throw new QuizIncompleteError(missing);
  return new Map([...valid].flatMap(([id, answer]) => (answer === null ? [] : [[id, answer]])));
};
