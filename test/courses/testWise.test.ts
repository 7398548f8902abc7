import { beforeAll, describe, expect, test } from '@jest/globals';
import { STRATEGIES, testWiseScore } from '../../schema/courses/rules/cues.ts';
import { mostTrueFalse } from '../../schema/courses/rules/draws.ts';
import type { PackagedQuiz, Question } from '../../schema/courses/rules/package/quizShape.ts';
import { draw } from '../../schema/quizzes/rules/drawing.ts';
import { type Random, shuffle } from '../../schema/shuffle.ts';
import { readCourseFolder } from '../../server/content/content.ts';

const DRAWS = 1_000;

/** Numbers that look random and can be had again. */
const seeded = (seed: number): Random => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

type Drawn = { key: string; objectiveKey: string; type: string; question: Question };
let quiz: PackagedQuiz;
let pool: Drawn[];
beforeAll(async () => {
  const parsed = await readCourseFolder('content/better-after-betrayal');
  const found = parsed.ok ? parsed.package.quizzes.find(({ kind }) => kind === 'POST_TEST') : undefined;
  if (!found) throw new Error('no post-test');
  quiz = found;
  pool = found.questions.map((question) => ({
    key: question.id,
    objectiveKey: question.objective,
    type: question.type,
    question,
  }));
});

const rules = () => ({
  draw: quiz.draw,
  required: (quiz.required ?? []).map(({ objective: objectiveKey, of }) => ({ objectiveKey, of })),
  trueFalsePercent: quiz.trueFalsePercent ?? null,
});
const drawsOf = (seed: number, each: (drawn: Drawn[], random: Random) => void) => {
  const random = seeded(seed);
  for (let round = 0; round < DRAWS; round++) each(draw(pool, new Set(), rules(), random), random);
};

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));
const choose = (from: number, count: number) => factorial(from) / factorial(count) / factorial(from - count);

/** What somebody scores who answers at random: any number of options, any order, any partners. */
function chanceOf(question: Question): number {
  if (question.type === 'ORDERING') return 1 / factorial(question.sequence.length);
  if (question.type === 'MATCHING') {
    const rights = question.pairs.length + (question.distractors ?? []).length;
    return factorial(rights - question.pairs.length) / factorial(rights);
  }
  const { length } = question.options;
  if (question.type !== 'MULTIPLE') return 1 / length;
  const right = question.options.filter(({ correct }) => correct).length;
  return 1 / length / choose(length, right);
}

type Pick = (typeof STRATEGIES)[number]['pick'];

/** Whether a reader who goes by a cue is right: by it in a choice of one, by every cue and three options in a choice of several. */
function isRightBy(pick: Pick, question: Question, random: Random): boolean {
  if (question.type === 'ORDERING' || question.type === 'MATCHING')
    return random(1_000_000) < chanceOf(question) * 1_000_000;
  const options = shuffle(question.options, random);
  if (question.type === 'MULTIPLE') {
    const ranked = options
      .map((option, index) => ({ option, score: testWiseScore(option, index, options) }))
      .sort((a, b) => b.score - a.score)
      .map(({ option }) => option);
    return options.every((option) => option.correct === ranked.slice(0, 3).includes(option));
  }
  const picked = pick(options);
  let left = random(1_000_000) / 1_000_000;
  const at = picked.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return options[at]?.correct === true;
}

/** How far the expected score at a question is from chance by luck. An answer at random has none of it. */
function varianceOf(pick: Pick, question: Question): number {
  if (question.type === 'ORDERING' || question.type === 'MATCHING') return 0;
  const chance = chanceOf(question);
  if (question.type === 'MULTIPLE') return chance * (1 - chance);
  const picked = pick(question.options);
  return picked.reduce((sum, share) => sum + share ** 2, 0) / picked.length - chance ** 2;
}

describe('the post-test of Better After Betrayal', () => {
  test('keeps to its safety questions and its share of true/false in every draw', () => {
    drawsOf(1, (drawn) => {
      expect(drawn).toHaveLength(quiz.draw);
      for (const { objectiveKey, of } of rules().required)
        expect(drawn.filter((one) => one.objectiveKey === objectiveKey)).toHaveLength(of);
      expect(drawn.filter(({ type }) => type === 'TRUE_FALSE').length).toBeLessThanOrEqual(mostTrueFalse(rules()));
    });
    expect(rules().required).toEqual([{ objectiveKey: 'o6', of: 4 }]);
    expect(mostTrueFalse(rules())).toBe(2);
  });

  test('has eight questions or more for each of at most seven objectives, each tied to its module', () => {
    const objectives = [...new Set(pool.map(({ objectiveKey }) => objectiveKey))];
    expect(objectives.length).toBeLessThanOrEqual(7);
    for (const objective of objectives)
      expect(pool.filter(({ objectiveKey }) => objectiveKey === objective).length).toBeGreaterThanOrEqual(8);
    expect(pool.filter(({ question }) => question.module === undefined)).toEqual([]);
  });

  // The standard error is that of the pool: how far luck alone would carry the strategy over these questions, had any of their
  // options been the right one. That of the thousand draws is far smaller and says how well the mean is known.
  test.each(STRATEGIES.map(({ cue, pick }) => [cue, pick] as const))(
    'whoever has read nothing and goes by %s scores as chance does over a thousand draws, and never passes',
    (_cue, pick) => {
      const drawnOften = new Map<Question, number>();
      let right = 0;
      let passed = 0;
      drawsOf(20261127, (drawn, random) => {
        const score = drawn.filter(({ question }) => isRightBy(pick, question, random)).length;
        for (const { question } of drawn) drawnOften.set(question, (drawnOften.get(question) ?? 0) + 1);
        right += score;
        if (score * 100 >= quiz.passPercent * quiz.draw) passed++;
      });
      const answers = DRAWS * quiz.draw;
      const shares = [...drawnOften].map(([question, times]) => ({
        chance: chanceOf(question),
        variance: varianceOf(pick, question),
        share: times / answers,
      }));
      const chance = shares.reduce((sum, one) => sum + one.share * one.chance, 0);
      const ofPool = shares.reduce((sum, one) => sum + one.share ** 2 * one.variance, 0);
      const variance = ofPool + (chance * (1 - chance)) / answers;
      expect(Math.abs(right / answers - chance)).toBeLessThanOrEqual(2 * Math.sqrt(variance));
      expect(passed).toBe(0);
    },
  );
});
