import type { AttemptQuestionId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import type { FieldFault } from '../../errors.ts';
import { type GivenAnswer, type ShownQuestion, validateAnswer } from './answering.ts';

/** One of several answers as a client sent them. An id that cannot be read is null. */
export type AnswerGiven = { questionId: AttemptQuestionId | null; answer: GivenAnswer | null };
type Question = ShownQuestion & { id: AttemptQuestionId };
type Checked = { faults: FieldFault[]; valid: Map<AttemptQuestionId, SavedAnswer | null> };

/** Checks answers to questions of one attempt: every fault, and the valid ones, in which null takes an answer back. */
export function validateAnswers(questions: readonly Question[], answers: readonly AnswerGiven[]): Checked {
  const faults: FieldFault[] = [];
  const valid: Checked['valid'] = new Map();
  if (answers.length > questions.length)
    return { faults: [{ path: 'answers', message: `Give at most ${questions.length} answers.` }], valid };
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
}
