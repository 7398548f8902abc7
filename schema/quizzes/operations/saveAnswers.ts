import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { type ShownQuestionRow, shownQuestionsOf } from '../queries/questions.ts';
import { type AnswerGiven, validateAnswers } from '../rules/answers.ts';
import type { FeedbackPolicy } from '../rules/starting.ts';
import { openAttempt, save } from './saveAnswer.ts';

type Sent = AnswerGiven & { sequence?: number | null };
type Save = { attemptId: QuizAttemptId | null; answers: readonly Sent[] };
type Saved = {
  /** The questions that were answered, in their order, with what stands. */
  questions: ShownQuestionRow[];
  attempt: { feedback: FeedbackPolicy };
  /** Of these a save that counts as later stands instead. */
  superseded: AttemptQuestionId[];
};

/**
 * Saves several answers of an open attempt, each as saveAnswer does: all of them, or none when one is malformed or the attempt
 * closes meanwhile. Throws what saveAnswer throws.
 */
export async function saveAnswers(db: Database, { userId, now }: UserAct, facts: Save): Promise<Saved> {
  const place = { attemptId: facts.attemptId, questionId: null, userId, now };
  const { attemptId, feedback } = await openAttempt(db, place);
  const questions = await shownQuestionsOf(db, userId, [attemptId]);
  const { faults, valid } = validateAnswers(questions, facts.answers);
  if (faults.length > 0) throw new InvalidInputError(faults);
  const sequences = new Map(facts.answers.map(({ questionId, sequence }) => [questionId, sequence ?? null]));
  const missed = await db.transaction(async (tx) => {
    const without: AttemptQuestionId[] = [];
    for (const [questionId, answer] of valid) {
      const sent = answer === null ? null : JSON.stringify(answer);
      const sequence = sequences.get(questionId) ?? null;
      const [saved] = await save(tx, { attemptId, questionId, userId, answer: sent, sequence, now });
      if (saved === undefined) without.push(questionId);
    }
    return without;
  });
  // What was not written met a save that counts as later, or the end of the attempt, which throws here.
  if (missed.length > 0) await openAttempt(db, place);
  const standing = (await shownQuestionsOf(db, userId, [attemptId])).filter(({ id }) => valid.has(id));
  const other = standing.filter(({ id, answer }) => missed.includes(id) && !isDeepStrictEqual(answer, valid.get(id)));
  return { questions: standing, attempt: { feedback }, superseded: other.map(({ id }) => id) };
}
