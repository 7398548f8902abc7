import type { OptionId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import type { QuestionType, ShownOption } from './answering.ts';

export type KeyedOption = ShownOption & { isCorrect: boolean; matchId: OptionId | null; rank: number | null };
export type KeyedQuestion = { type: QuestionType; options: readonly KeyedOption[] };

const sideOf = (question: KeyedQuestion, side: ShownOption['side']) =>
  question.options.filter((option) => option.side === side);

/** All or nothing: a partial answer is wrong, and so is a missing one. */
export function isRight(question: KeyedQuestion, answer: SavedAnswer | null): boolean {
  if (answer === null) return false;
  if (question.type === 'MATCHING') return 'pairs' in answer && pairsAreRight(question, answer.pairs);
  if (question.type === 'ORDERING') return 'orderedIds' in answer && orderIsRight(question, answer.orderedIds);
  return 'optionIds' in answer && choiceIsRight(question, answer.optionIds);
}

const choiceIsRight = (question: KeyedQuestion, chosen: readonly OptionId[]): boolean => {
  if (question.type !== 'MULTIPLE' && chosen.length !== 1) return false;
  const choices = sideOf(question, 'CHOICE').filter(
    (option) => question.type === 'MULTIPLE' || chosen.includes(option.id),
  );
  return choices.length > 0 && choices.every((option) => option.isCorrect === chosen.includes(option.id));
};

const pairsAreRight = (question: KeyedQuestion, pairs: readonly { leftId: OptionId; rightId: OptionId }[]): boolean =>
  sideOf(question, 'LEFT').every((left) =>
    pairs.some((pair) => pair.leftId === left.id && pair.rightId === left.matchId),
  );

// Items of one rank may come in either order.
const orderIsRight = (question: KeyedQuestion, ordered: readonly OptionId[]): boolean => {
  const items = sideOf(question, 'ITEM');
  const ranks = ordered.map((id) => items.find((item) => item.id === id)?.rank ?? Number.NaN);
  return ordered.length === items.length && ranks.every((rank, at) => rank >= (ranks[at - 1] ?? 0));
};

/** The right answer, in the shape of an answer. */
export function rightAnswer(question: KeyedQuestion): SavedAnswer {
  if (question.type === 'MATCHING') {
    return {
      pairs: sideOf(question, 'LEFT').flatMap(({ id, matchId }) =>
        matchId === null ? [] : [{ leftId: id, rightId: matchId }],
      ),
    };
  }
  if (question.type === 'ORDERING') {
    const items = sideOf(question, 'ITEM').sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    return { orderedIds: items.map((item) => item.id) };
  }
  const right = sideOf(question, 'CHOICE').filter((option) => option.isCorrect);
  return { optionIds: right.map((option) => option.id) };
}

export type DrawnQuestion<Id extends string = string> = KeyedQuestion & {
  id: Id;
  answer: SavedAnswer | null;
  /** The question was found to be faulty after people answered it: every answer counts as right. */
  waived: boolean;
};

/** The ids of the questions that count as right. */
export function grade<Id extends string>(questions: readonly DrawnQuestion<Id>[]): Id[] {
  return questions
    .filter((question) => question.waived || isRight(question, question.answer))
    .map((question) => question.id);
}

/** In whole numbers: 16 of 20 is 80 percent, and 15 of 19 (78.9) is not. */
export function passes(correctCount: number, questionCount: number, passPercent: number): boolean {
  return questionCount > 0 && correctCount * 100 >= passPercent * questionCount;
}

type Result = { correctCount: number; questionCount: number; passed: boolean; passPercent: number };

/** A faulty question counts as right. A result never falls, and a pass stays a pass. */
export function raise(result: Result, wasRight: boolean): { correctCount: number; passed: boolean } {
  const correctCount = Math.min(result.questionCount, result.correctCount + (wasRight ? 0 : 1));
  return { correctCount, passed: result.passed || passes(correctCount, result.questionCount, result.passPercent) };
}
