import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { type FieldFault, InvalidInputError, NotFoundError } from '../../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { drawnQuestionsOf } from '../queries/questions.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { isDue, timedOut } from '../rules/starting.ts';
import { closeAttempt } from './closeAttempt.ts';
import { lockAttempt, requireOpen } from './lockQuiz.ts';

export type AnswerGiven = { questionId: AttemptQuestionId | null; answer: GivenAnswer | null };
type Submit = { attemptId: QuizAttemptId | null; answers: readonly AnswerGiven[] };
export type Submitted = { attempt: AttemptRow; timedOut: boolean; alreadySubmitted: boolean };
type Questions = Awaited<ReturnType<typeof drawnQuestionsOf>>;

/**
 * Submits an attempt, with last answers if any, and reports a pass to the enrollment. An answer that comes with it counts,
 * whatever was saved for its question and whenever. The first result is final: a second call, or fifty at once, return it. After
 * the time is over, the saved answers count. Throws NotFound, EnrollmentClosed, and InvalidInput for a malformed or missing
 * answer; the attempt then stays open.
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

/** The valid answers among those given. Throws InvalidInput when one is malformed, or when a question stays without one. */
const complete = (questions: Questions, answers: readonly AnswerGiven[]): Map<AttemptQuestionId, SavedAnswer> => {
  const { faults, valid } = checkAll(questions, answers);
  const answerTo = ({ id, answer }: Questions[number]) => (valid.has(id) ? valid.get(id) : answer);
  const missing = questions.filter((question) => answerTo(question) === null);
  faults.push(
    ...missing.map(({ position }) => ({
      path: `questions.${position}`,
      message: `Question ${position} has no answer yet. Answer it, then submit.`,
    })),
  );
  if (faults.length > 0) throw new InvalidInputError(faults);
  return new Map([...valid].flatMap(([id, answer]) => (answer === null ? [] : [[id, answer]])));
};

const checkAll = (questions: Questions, answers: readonly AnswerGiven[]) => {
  const faults: FieldFault[] = [];
  const valid = new Map<AttemptQuestionId, SavedAnswer | null>();
  if (answers.length > questions.length) {
    return { faults: [{ path: 'answers', message: `Give at most ${questions.length} answers.` }], valid };
  }
  answers.forEach(({ questionId, answer }, at) => {
    const path = `answers.${at}`;
    const question = questions.find((one) => one.id === questionId);
    if (question === undefined) {
      faults.push({ path: `${path}.questionId`, message: 'This is not a question of this attempt.' });
    } else if (valid.has(question.id)) {
      faults.push({ path: `${path}.questionId`, message: 'This question is answered twice.' });
    } else {
      const decision = validateAnswer(question, answer, `${path}.answer`);
      if (decision.ok) valid.set(question.id, decision.answer);
      else faults.push(...decision.faults);
    }
  });
  return { faults, valid };
};
