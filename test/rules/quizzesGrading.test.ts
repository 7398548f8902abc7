import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OptionId } from '../../drizzle/ids.ts';
import type { SavedAnswer } from '../../drizzle/schema.ts';
import { scorePercent } from '../../schema/enrollments/rules/attempts.ts';
import { type GivenAnswer, validateAnswer } from '../../schema/quizzes/rules/answering.ts';
import {
  type DrawnQuestion,
  grade,
  isRight,
  type KeyedOption,
  type KeyedQuestion,
  moduleResults,
  objectiveResults,
  passes,
  raise,
  rightAnswer,
  sharedPlaces,
} from '../../schema/quizzes/rules/grading.ts';

// Letters represent keys; the rules only compare them.
const id = (letter: string) => letter as OptionId;
const ids = (letters: string) => [...letters].map(id);
const choice = (letter: string, isCorrect = false): KeyedOption => ({
  id: id(letter),
  side: 'CHOICE',
  isCorrect,
  matchId: null,
  rank: null,
});
const single: KeyedQuestion = { type: 'SINGLE', options: [choice('a'), choice('b', true), choice('c')] };
const trueFalse: KeyedQuestion = { type: 'TRUE_FALSE', options: [choice('t', true), choice('f')] };
const multiple: KeyedQuestion = { type: 'MULTIPLE', options: [choice('a', true), choice('b', true), choice('c')] };
const matching: KeyedQuestion = {
  type: 'MATCHING',
  options: [
    { ...choice('l'), side: 'LEFT', matchId: id('r') },
    { ...choice('m'), side: 'LEFT', matchId: id('s') },
    { ...choice('r'), side: 'RIGHT' },
    { ...choice('s'), side: 'RIGHT' },
  ],
};
const ordering: KeyedQuestion = {
  type: 'ORDERING',
  options: [
    { ...choice('y'), side: 'ITEM', rank: 2 },
    { ...choice('x'), side: 'ITEM', rank: 1 },
    { ...choice('z'), side: 'ITEM', rank: 3 },
  ],
};
/** y and x share the second place. */
const tied: KeyedQuestion = {
  type: 'ORDERING',
  options: [
    { ...choice('y'), side: 'ITEM', rank: 2 },
    { ...choice('z'), side: 'ITEM', rank: 3 },
    { ...choice('x'), side: 'ITEM', rank: 2 },
    { ...choice('w'), side: 'ITEM', rank: 1 },
  ],
};
const pairs = (...two: string[]) => ({
  pairs: two.map(([left = '', right = '']) => ({ leftId: id(left), rightId: id(right) })),
});

test.each<[string, KeyedQuestion, SavedAnswer | null, boolean]>([
  ['the right option', single, { optionIds: ids('b') }, true],
  ['a wrong option', single, { optionIds: ids('a') }, false],
  ['nothing', single, null, false],
  ['true when true', trueFalse, { optionIds: ids('t') }, true],
  ['false when true', trueFalse, { optionIds: ids('f') }, false],
  ['all the right ones', multiple, { optionIds: ids('ba') }, true],
  ['part of the right ones', multiple, { optionIds: ids('a') }, false],
  ['the right ones and a wrong one', multiple, { optionIds: ids('abc') }, false],
  ['every pair', matching, pairs('ms', 'lr'), true],
  ['pairs crossed', matching, pairs('ls', 'mr'), false],
  ['half the pairs', matching, pairs('lr'), false],
  ['one right for all', matching, pairs('lr', 'mr'), false],
  ['the right order', ordering, { orderedIds: ids('xyz') }, true],
  ['another order', ordering, { orderedIds: ids('yxz') }, false],
  ['items of one place in one order', tied, { orderedIds: ids('wxyz') }, true],
  ['items of one place in the other', tied, { orderedIds: ids('wyxz') }, true],
  ['an item before its place', tied, { orderedIds: ids('xwyz') }, false],
  ['an item after its place', tied, { orderedIds: ids('wxzy') }, false],
  ['an item twice in its place', tied, { orderedIds: ids('wxxz') }, false],
  ['a part of the order', tied, { orderedIds: ids('wx') }, false],
  ['an answer of another shape', ordering, { optionIds: ids('x') }, false],
])('%s', (_, question, answer, right) => {
  expect(isRight(question, answer)).toBe(right);
});

test.each<[string, KeyedQuestion, GivenAnswer, string]>([
  ['an unknown option', single, { optionIds: ids('q') }, 'answer.optionIds.0'],
  ['an unreadable id', single, { optionIds: [null] }, 'answer.optionIds.0'],
  ['two options for one', single, { optionIds: ids('ab') }, 'answer.optionIds'],
  ['nothing at all', single, {}, 'answer.optionIds'],
  ['null', trueFalse, { optionIds: null }, 'answer.optionIds'],
  ['the wrong shape', single, { orderedIds: ids('b') }, 'answer.orderedIds'],
  ['two shapes', single, { optionIds: ids('b'), pairs: [] }, 'answer.pairs'],
  ['one option twice', multiple, { optionIds: ids('aa') }, 'answer.optionIds.1'],
  ['ten thousand options', multiple, { optionIds: Array(10_000).fill(id('a')) }, 'answer.optionIds'],
  ['a left twice', matching, pairs('lr', 'ls'), 'answer.pairs.1'],
  ['sides swapped', matching, pairs('rl'), 'answer.pairs.0'],
  ['an unknown right', matching, pairs('lq'), 'answer.pairs.0'],
  ['an item short', ordering, { orderedIds: ids('xy') }, 'answer.orderedIds'],
  ['an item twice', ordering, { orderedIds: ids('xyx') }, 'answer.orderedIds.2'],
  ['an item too many', ordering, { orderedIds: ids('xyzx') }, 'answer.orderedIds'],
])('refuses %s', (_, question, given, path) => {
  const verdict = validateAnswer(question, given);
  if (verdict.ok) throw new Error('was let through');
  expect(verdict.faults.map((fault) => fault.path)).toContain(path);
  expect(verdict.faults.length).toBeLessThanOrEqual(4);
});

test.each([
  ['null', single, null],
  ['an empty choice', multiple, { optionIds: [] }],
  ['no pairs', matching, { pairs: [] }],
  ['no order', ordering, { orderedIds: [] }],
  ['an empty choice beside nulls', trueFalse, { optionIds: [], pairs: null, orderedIds: null }],
])('%s takes the answer back', (_, question, given) => {
  expect(validateAnswer(question, given)).toEqual({ ok: true, answer: null });
});

const QUESTIONS = [single, trueFalse, multiple, matching, ordering];
const questions = fc.constantFrom(...QUESTIONS);

test('what is refused and how it is worded does not depend on what is right', () => {
  const anyIds = fc.array(fc.constantFrom(...ids('abctflmrsxyzq')), { maxLength: 4 });
  const given = fc.record(
    {
      optionIds: anyIds,
      orderedIds: anyIds,
      pairs: fc.array(
        fc.record({ leftId: anyIds.map((list) => list[0] ?? null), rightId: anyIds.map((list) => list[0] ?? null) }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(questions, given, (question, answer) => {
      const turned = question.options.map((option) => ({
        ...option,
        isCorrect: !option.isCorrect,
        rank: 9 - (option.rank ?? 0),
      }));
      expect(validateAnswer({ ...question, options: turned }, answer)).toEqual(validateAnswer(question, answer));
    }),
  );
});

test('the right answer of every question is valid and graded right', () => {
  for (const question of QUESTIONS) {
    const answer = rightAnswer(question);
    expect(validateAnswer(question, answer)).toEqual({ ok: true, answer });
    expect(isRight(question, answer)).toBe(true);
  }
});

test('the order of options, and of what is chosen or paired, never changes the grade', () => {
  const answers = (question: KeyedQuestion): fc.Arbitrary<SavedAnswer> => {
    const all = question.options.map((option) => option.id);
    if (question.type === 'MATCHING') return fc.constantFrom(pairs('lr', 'ms'), pairs('ls', 'mr'), pairs('lr'));
    if (question.type === 'ORDERING')
      return fc.shuffledSubarray(all, { minLength: 3 }).map((orderedIds) => ({ orderedIds }));
    return fc.shuffledSubarray(all, { minLength: 1 }).map((optionIds) => ({ optionIds }));
  };
  const turn = (answer: SavedAnswer): SavedAnswer => {
    if ('optionIds' in answer) return { optionIds: [...answer.optionIds].reverse() };
    return 'pairs' in answer ? { pairs: [...answer.pairs].reverse() } : answer;
  };
  const answered = questions.chain((question) =>
    fc.record({
      question: fc.constant(question),
      answer: answers(question),
      options: fc.shuffledSubarray([...question.options], { minLength: question.options.length }),
    }),
  );
  fc.assert(
    fc.property(answered, ({ question, answer, options }) => {
      expect(isRight({ ...question, options }, turn(answer))).toBe(isRight(question, answer));
    }),
  );
});

test('grade gives the ids of the questions that count as right; one at fault counts always', () => {
  const drawn: DrawnQuestion[] = [
    { ...single, id: '1', answer: { optionIds: ids('b') }, waived: false },
    { ...single, id: '2', answer: { optionIds: ids('a') }, waived: false },
    { ...single, id: '3', answer: null, waived: true },
  ];
  expect(grade(drawn)).toEqual(['1', '3']);
});

test.each([
  [16, 20, 80, true],
  [15, 20, 80, false],
  [15, 19, 79, false],
  [2, 3, 66, true],
  [2, 3, 67, false],
  [0, 10, 0, true],
  [0, 0, 0, false],
  [29, 29, 100, true],
])('%i of %i at %i percent: %s', (correct, total, percent, verdict) => {
  expect(passes(correct, total, percent)).toBe(verdict);
});

test('a score is rounded down', () => {
  expect(scorePercent(2, 3)).toBe(66);
  expect(scorePercent(199, 200)).toBe(99);
});

test('a regrade never lowers a result, and two make no less than one', () => {
  const results = fc
    .record({
      questionCount: fc.integer({ min: 1, max: 40 }),
      share: fc.nat(100),
      passPercent: fc.nat(100),
      passed: fc.boolean(),
    })
    .map(({ share, ...rest }) => ({ ...rest, correctCount: Math.floor((rest.questionCount * share) / 100) }));
  fc.assert(
    fc.property(results, fc.boolean(), fc.boolean(), (result, wasRight, met) => {
      const once = raise(result, wasRight, met);
      const twice = raise({ ...result, ...once }, wasRight, met);
      expect(once.correctCount).toBeGreaterThanOrEqual(result.correctCount);
      expect(once.correctCount).toBeLessThanOrEqual(result.questionCount);
      expect(twice.correctCount).toBeGreaterThanOrEqual(once.correctCount);
      expect(once.passed || !result.passed).toBe(true);
      expect(twice.passed || !once.passed).toBe(true);
      expect(once.passed && !result.passed && !met).toBe(false);
    }),
  );
});

/** Questions as "objective module right" each: so many times. */
const counted = (...groups: [count: number, objectiveKey: string, moduleKey: string | null, right: number][]) =>
  groups.flatMap(([count, objectiveKey, moduleKey, right]) =>
    Array.from({ length: count }, (_, index) => ({ objectiveKey, moduleKey, right: index < right })),
  );
const safety = { objectiveKey: 'o6', text: 'Know when to stop.', pass: 3, of: 4 };

test.each<[string, ReturnType<typeof counted>, Record<string, string>]>([
  ['three of a module', counted([3, 'o1', 'a', 2], [3, 'o1', 'b', 0]), { a: '2 of 3', b: '0 of 3' }],
  [
    'two of a module, and three others',
    counted([3, 'o1', 'a', 2], [2, 'o1', 'b', 0], [1, 'o1', 'c', 1]),
    { a: '2 of 3' },
  ],
  [
    'two left over, which the score would tell',
    counted([3, 'o1', 'a', 2], [4, 'o1', 'b', 0], [2, 'o1', 'c', 1]),
    { b: '0 of 4' },
  ],
  ['one left over of a single module', counted([3, 'o1', 'a', 2], [1, 'o1', 'b', 0]), {}],
  ['questions of no module', counted([4, 'o1', null, 2]), {}],
  [
    'the required objective, all in one module',
    counted([4, 'o6', 'a', 3], [3, 'o1', 'b', 1]),
    { a: '3 of 4', b: '1 of 3' },
  ],
  [
    'one of the required in another module, which the objective would tell',
    counted([3, 'o6', 'a', 3], [1, 'o6', 'b', 0], [3, 'o1', 'b', 1]),
    { b: '1 of 4' },
  ],
  [
    'the module of the required with one question more',
    counted([4, 'o6', 'a', 3], [1, 'o1', 'a', 1], [4, 'o1', 'b', 1]),
    { b: '1 of 4' },
  ],
])('by module, %s', (_name, questions, shown) => {
  const results = moduleResults(questions, [safety]).map(
    ({ moduleKey, correctCount, questionCount }) => [moduleKey, `${correctCount} of ${questionCount}`] as const,
  );
  expect(Object.fromEntries(results)).toEqual(shown);
});

test.each([
  [2, false],
  [3, true],
  [4, true],
])('%i right of a required objective of 3 in 4 is met: %s', (right, met) => {
  const questions = counted([4, 'o6', 'a', right], [3, 'o1', 'b', 3]);
  expect(objectiveResults([safety], questions)).toEqual([{ ...safety, correctCount: right, met }]);
});

test('places that items share are told by place, and the right answer is one of the orders', () => {
  expect(sharedPlaces(tied)).toEqual([ids('yx')]);
  expect(isRight(tied, rightAnswer(tied))).toBe(true);
  for (const question of [ordering, single, matching]) expect(sharedPlaces(question)).toEqual([]);
});
