import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { type FieldFault, InvalidInputError } from '../../errors.ts';
import { type AttemptRow, attemptsByIds, type ShownQuestionRow, shownQuestionsOf } from '../queries.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { timedOut } from '../rules/starting.ts';
import { closeSitting, settledSitting, writeAnswers } from './sitting.ts';

export type AnswerGiven = { questionId: AttemptQuestionId | null; answer: GivenAnswer };
type Submit = { userId: UserId; attemptId: QuizAttemptId | null; answers: readonly AnswerGiven[]; now: Date };
export type Submitted = { attempt: AttemptRow; timedOut: boolean; alreadySubmitted: boolean };

/**
 * Submits a sitting, with last answers if any, and tells the round when it is passed. The first result stays: a second call,
 * or fifty at once, answer it. After the time is over what had been saved counts. Throws NotFound, EnrollmentClosed, and
 * InvalidInput for a wrong or a missing answer; then nothing is used up.
 */
export const submitAttempt = async (db: Database, facts: Submit): Promise<Submitted> =>
  db.transaction(async (tx) => {
    const attempt = await settledSitting(tx, facts);
    if (attempt.submittedAt !== null) {
      return { attempt, timedOut: timedOut(attempt), alreadySubmitted: !timedOut(attempt) };
    }
    await writeAll(tx, attempt, facts);
    await closeSitting(tx, { attempt, now: facts.now, tell: true });
    const [closed] = await attemptsByIds(tx, facts.userId, [attempt.id]);
    return { attempt: closed ?? attempt, timedOut: false, alreadySubmitted: false };
  });

const writeAll = async (tx: Database, attempt: AttemptRow, { answers, now }: Submit): Promise<void> => {
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
      const verdict = validateAnswer(question, answer, `${path}.answer`);
      if (verdict.ok) valid.push({ id: question.id, answer: verdict.answer });
      else faults.push(...verdict.faults);
    }
  });
  return { faults, valid };
};
