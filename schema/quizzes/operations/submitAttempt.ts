import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { type FieldFault, InvalidInputError } from '../../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { type ShownQuestionRow, shownQuestionsOf } from '../queries/questions.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { timedOut } from '../rules/starting.ts';
import { closeAttempt, settledAttempt } from './closeAttempt.ts';
import { writeAnswers } from './writeAnswers.ts';

export type AnswerGiven = { questionId: AttemptQuestionId | null; answer: GivenAnswer };
type Submit = { attemptId: QuizAttemptId | null; answers: readonly AnswerGiven[] };
export type Submitted = { attempt: AttemptRow; timedOut: boolean; alreadySubmitted: boolean };

/**
 * Submits an attempt, with last answers if any, and reports a pass to the enrollment. The first result is final: a second call,
 * or fifty at once, return it. After the time is over, the saved answers count. Throws NotFound, EnrollmentClosed, and
 * InvalidInput for a malformed or missing answer; the attempt then stays open.
 */
export async function submitAttempt(db: Database, act: UserAct, { attemptId, answers }: Submit): Promise<Submitted> {
  return db.transaction(async (tx) => {
    const attempt = await settledAttempt(tx, act, attemptId);
    if (attempt.submittedAt !== null) {
      return { attempt, timedOut: timedOut(attempt), alreadySubmitted: !timedOut(attempt) };
    }
    await writeAll(tx, attempt, answers, act.now);
    await closeAttempt(tx, act, { attempt, tell: true });
    const [closed] = await attemptsByIds(tx, act.userId, [attempt.id]);
    return { attempt: closed ?? attempt, timedOut: false, alreadySubmitted: false };
  });
}

const writeAll = async (
  tx: Database,
  attempt: AttemptRow,
  answers: readonly AnswerGiven[],
  now: Date,
): Promise<void> => {
  const questions = await shownQuestionsOf(tx, attempt.userId, [attempt.id]);
  const { faults, valid } = checkAll(questions, answers);
  const answered = new Set(valid.map((one) => one.id));
  const missing = questions.filter((question) => question.answer === null && !answered.has(question.id));
  faults.push(
    ...missing.map(({ position }) => ({
      path: `questions.${position}`,
      message: `Question ${position} has no answer yet. Answer it, then submit.`,
    })),
  );
  if (faults.length > 0) throw new InvalidInputError(faults);
  if (valid.length > 0) await writeAnswers(tx, attempt.id, valid, now);
};

const checkAll = (questions: readonly ShownQuestionRow[], answers: readonly AnswerGiven[]) => {
  const faults: FieldFault[] = [];
  const valid: Parameters<typeof writeAnswers>[2][number][] = [];
  if (answers.length > questions.length) {
    return { faults: [{ path: 'answers', message: `Give at most ${questions.length} answers.` }], valid };
  }
  answers.forEach(({ questionId, answer }, at) => {
    const path = `answers.${at}`;
    const question = questions.find((one) => one.id === questionId);
    if (question === undefined) {
      faults.push({ path: `${path}.questionId`, message: 'This is not a question of this attempt.' });
    } else if (valid.some((one) => one.id === question.id)) {
      faults.push({ path: `${path}.questionId`, message: 'This question is answered twice.' });
    } else {
      const decision = validateAnswer(question, answer, `${path}.answer`);
      if (decision.ok) valid.push({ id: question.id, answer: decision.answer });
      else faults.push(...decision.faults);
    }
  });
  return { faults, valid };
};
