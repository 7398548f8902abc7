import type { Question } from './package/quizShape.ts';

/** An option as somebody sees it who has learned nothing. */
type Option = { text: string };
/** How probable it is that a strategy picks each option; the sum is 1. */
type Strategy = (options: readonly Option[]) => number[];

const REASON = /\b(because|since|therefore|so that|as it is|which is why)\b|,\s(so|as|for)\b/i;
const HEDGE =
  /\b(may|might|could|often|sometimes|usually|perhaps|tends?|likely|probably|seems?|suggests?|possibly|partly|generally|rarely)\b/i;
const ABSOLUTE =
  /\b(always|never|only|all|every|none|nobody|nothing|must|cannot|can't|any|completely|entirely|impossible|certainly|proves?|proved|proof|at all|at once|whatever|simply)\b/i;

/** Spreads the choice evenly over the options that score highest. */
const best = (scores: readonly number[]): number[] => {
  const highest = Math.max(...scores);
  const count = scores.filter((score) => score === highest).length;
  return scores.map((score) => (score === highest ? 1 / count : 0));
};
const byScore =
  (score: (option: Option, index: number, options: readonly Option[]) => number): Strategy =>
  (options) =>
    best(options.map(score));

const says = (pattern: RegExp, worth: number) => (option: Option) => (pattern.test(option.text) ? worth : 0);
const inTheMiddle = (_option: Option, index: number, options: readonly Option[]) =>
  index === 0 || index === options.length - 1 ? 0 : 1;
const isLongest = ({ text }: Option, _index: number, options: readonly Option[]) =>
  options.every((other) => other.text.length <= text.length) ? 1 : 0;

/** How likely an option looks to somebody who goes by every cue at once. */
export function testWiseScore(option: Option, index: number, options: readonly Option[]): number {
  return (
    says(REASON, -2)(option) +
    says(ABSOLUTE, -2)(option) +
    says(HEDGE, 2)(option) +
    isLongest(option, index, options) +
    inTheMiddle(option, index, options) / 2
  );
}

/** What somebody goes by; those that read words know English only. */
export const STRATEGIES: readonly { cue: string; english: boolean; pick: Strategy }[] = [
  { cue: 'the longest option', english: false, pick: byScore(({ text }) => text.length) },
  { cue: 'the shortest option', english: false, pick: byScore(({ text }) => -text.length) },
  { cue: 'a middle position', english: false, pick: byScore(inTheMiddle) },
  { cue: 'no reason given', english: true, pick: byScore(says(REASON, -1)) },
  { cue: 'a reason given', english: true, pick: byScore(says(REASON, 1)) },
  { cue: 'hedged words', english: true, pick: byScore(says(HEDGE, 1)) },
  { cue: 'no hedged words', english: true, pick: byScore(says(HEDGE, -1)) },
  { cue: 'no absolute words', english: true, pick: byScore(says(ABSOLUTE, -1)) },
  { cue: 'absolute words', english: true, pick: byScore(says(ABSOLUTE, 1)) },
  { cue: 'all cues together', english: true, pick: byScore(testWiseScore) },
];

/** What a strategy scores over a pool, what chance does, and how far chance alone would stray over so few items. */
export type CueMeasure = { cue: string; items: number; score: number; chance: number; standardError: number };

/** How many standard errors the score is above chance. */
export function cueExcess({ score, chance, standardError }: CueMeasure): number {
  return standardError === 0 ? 0 : (score - chance) / standardError;
}

type Single = Extract<Question, { type: 'SINGLE' | 'MULTIPLE' | 'TRUE_FALSE' }>;
const ofType = (questions: readonly Question[], type: Single['type']) =>
  questions.filter((question): question is Single => question.type === type);

function measured(cue: string, pick: Strategy, items: readonly Single[]): CueMeasure {
  const each = items.map(({ options }) => {
    const picked = pick(options);
    const chance = 1 / options.length;
    const score = options.reduce((sum, { correct }, index) => sum + (correct ? (picked[index] ?? 0) : 0), 0);
    // As though the right option had been any of them.
    const variance = picked.reduce((sum, one) => sum + one * one, 0) / options.length - chance * chance;
    return { score, chance, variance: Math.max(0, variance) };
  });
  const mean = (of: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length;
  return {
    cue,
    items: each.length,
    score: mean(({ score }) => score),
    chance: mean(({ chance }) => chance),
    standardError: Math.sqrt(mean(({ variance }) => variance) / each.length),
  };
}

/** How often the commonest number of right options is the right number. */
function countMeasure(items: readonly Single[]): CueMeasure {
  const counts = items.map(({ options }) => options.filter(({ correct }) => correct).length);
  const commonest = Math.max(...counts.map((count) => counts.filter((one) => one === count).length));
  const chance = items.reduce((sum, { options }) => sum + 1 / options.length, 0) / items.length;
  const standardError = Math.sqrt((chance * (1 - chance)) / items.length);
  return {
    cue: 'the usual number of right ones',
    items: items.length,
    score: commonest / items.length,
    chance,
    standardError,
  };
}

/** Over fewer items no measure says anything. */
const FEWEST = { SINGLE: 10, MULTIPLE: 5 };

/** What a reader who has learned nothing scores by each cue. English names of cues; none for a pool that is too small. */
export function cueMeasures(questions: readonly Question[], language: string): CueMeasure[] {
  const single = ofType(questions, 'SINGLE');
  const multiple = ofType(questions, 'MULTIPLE');
  const english = /^en\b/.test(language);
  return [
    ...(single.length < FEWEST.SINGLE
      ? []
      : STRATEGIES.filter((one) => english || !one.english).map(({ cue, pick }) => measured(cue, pick, single))),
    ...(multiple.length < FEWEST.MULTIPLE ? [] : [countMeasure(multiple)]),
  ];
}
