import type { OptionId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import type { Requirement } from '../../../drizzle/tables/quizzes.ts';
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
  const eachOnce = ordered.length === items.length && new Set(ordered).size === items.length;
  return eachOnce && ranks.every((rank, at) => rank >= (ranks[at - 1] ?? 0));
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

/** Items of an order that share a place, by place: any order among them is right. */
export function sharedPlaces(question: KeyedQuestion): OptionId[][] {
  if (question.type !== 'ORDERING') return [];
  const places = Map.groupBy(sideOf(question, 'ITEM'), ({ rank }) => rank ?? 0);
  return [...places]
    .filter(([, items]) => items.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([, items]) => items.map(({ id }) => id));
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

type Counted = { objectiveKey: string; right: boolean };

/** How an attempt stands at an objective that must be passed by itself. */
export type ObjectiveResult = Requirement & { correctCount: number; met: boolean };

/** The same for every one of them, in their order. */
export function objectiveResults(required: readonly Requirement[], questions: readonly Counted[]): ObjectiveResult[] {
  return required.map((one) => {
    const correctCount = questions.filter(
      ({ objectiveKey, right }) => right && objectiveKey === one.objectiveKey,
    ).length;
    return { ...one, correctCount, met: correctCount >= one.pass };
  });
}

/** Whether every objective that must be passed by itself is passed. */
export function meetsAll(required: readonly Requirement[], questions: readonly Counted[]): boolean {
  return objectiveResults(required, questions).every(({ met }) => met);
}

/** A result over fewer questions could tell the answer to one of them. */
const FEWEST = 3;
const tellsTooMuch = (count: number): boolean => count > 0 && count < FEWEST;

type OfModule = Counted & { moduleKey: string | null };

/** Whether some of both, but not all, are in both lists, and few are in one alone: the two counts would then tell of those few. */
const differsByFew = (some: readonly OfModule[], others: readonly OfModule[]): boolean => {
  const shared = some.filter((one) => others.includes(one)).length;
  return shared > 0 && (tellsTooMuch(some.length - shared) || tellsTooMuch(others.length - shared));
};

/**
 * How many questions of each module were right, by its key. Left out are modules with fewer than three questions in the attempt,
 * and as many more as it takes that no difference between counts that are shown, the score and those of `required` among them,
 * is about fewer than three.
 */
export function moduleResults(
  questions: readonly OfModule[],
  required: readonly Requirement[],
): { moduleKey: string; correctCount: number; questionCount: number }[] {
  const alone = required.map(({ objectiveKey }) => questions.filter((one) => one.objectiveKey === objectiveKey));
  const shown = [...new Set(questions.flatMap(({ moduleKey }) => moduleKey ?? []))]
    .map((moduleKey) => ({ moduleKey, own: questions.filter((one) => one.moduleKey === moduleKey) }))
    .filter(({ own }) => own.length >= FEWEST && !alone.some((others) => differsByFew(own, others)))
    .sort((a, b) => b.own.length - a.own.length);
  const rest = () => questions.length - shown.reduce((sum, { own }) => sum + own.length, 0);
  while (shown.length > 0 && tellsTooMuch(rest())) shown.pop();
  return shown.map(({ moduleKey, own }) => ({
    moduleKey,
    correctCount: own.filter(({ right }) => right).length,
    questionCount: own.length,
  }));
}

type Result = { correctCount: number; questionCount: number; passed: boolean; passPercent: number };

/**
 * A faulty question counts as right. A result never falls, and a pass stays a pass. `met` says whether the objectives that must be
 * passed by themselves are, with the question counted as right.
 */
export function raise(result: Result, wasRight: boolean, met: boolean): { correctCount: number; passed: boolean } {
  const correctCount = Math.min(result.questionCount, result.correctCount + (wasRight ? 0 : 1));
  const passed = passes(correctCount, result.questionCount, result.passPercent) && met;
  return { correctCount, passed: result.passed || passed };
}
