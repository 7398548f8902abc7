import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cueExcess, cueMeasures } from '../../schema/courses/rules/cues.ts';
import { cueFaults, itemsPerObjective } from '../../schema/courses/rules/fairness.ts';
import type { Question } from '../../schema/courses/rules/package/quizShape.ts';
import { samplePackage } from '../support/samplePackage.ts';

type Options = [text: string, correct?: boolean][];
const question = (type: 'SINGLE' | 'MULTIPLE', options: Options, index: number): Question => ({
  id: `q-${index}`,
  type,
  objective: 'o1',
  prompt: `Question ${index}`,
  options: options.map(([text, correct = false]) => ({ text, correct, rationale: 'A reason.' })),
});
/** The same options so often, each time with other words at the end. */
const pool = (options: Options, count = 20) =>
  Array.from({ length: count }, (_, index) => question('SINGLE', options, index));

const measureOf = (questions: Question[], cue: string, language = 'en') =>
  cueMeasures(questions, language).find((one) => one.cue === cue);

test.each<[string, Options]>([
  ['the longest option', [['a long and careful answer', true], ['short'], ['brief'], ['small']]],
  ['the shortest option', [['yes', true], ['a longer one'], ['another one'], ['the last one']]],
  ['a middle position', [['aaaa'], ['bbbb', true], ['cccc'], ['dddd']]],
  [
    'no reason given',
    [['It is so because of this'], ['It is so', true], ['It is, since it is'], ['It is this, so it is']],
  ],
  ['a reason given', [['It is so because of this', true], ['It is so'], ['It is thus'], ['It is that']]],
  ['hedged words', [['It may be so', true], ['It is so'], ['It is thus'], ['It is that']]],
  ['no hedged words', [['It is so', true], ['It may be'], ['It often is'], ['It seems so']]],
  ['no absolute words', [['It is so', true], ['It is always'], ['It never is'], ['It must be']]],
  ['absolute words', [['It is always so', true], ['It is so'], ['It is thus'], ['It is that']]],
])('a pool in which %s is right is found out', (cue, options) => {
  const measure = measureOf(pool(options), cue);
  expect(measure?.chance).toBe(0.25);
  expect(measure?.score).toBeGreaterThan(0.45);
  expect(measure && cueExcess(measure)).toBeGreaterThan(2);
});

test('one number of right options is a cue, and several are none', () => {
  const withRight = (right: number, index: number) =>
    question(
      'MULTIPLE',
      ['a', 'b', 'c', 'd', 'e'].map((text, at): Options[number] => [text, at < right]),
      index,
    );
  const excess = (counts: number[]) => {
    const measure = measureOf(counts.map(withRight), 'the usual number of right ones');
    return measure && cueExcess(measure);
  };
  expect(excess([3, 3, 3, 3, 3, 3, 3, 3])).toBeGreaterThan(2);
  expect(excess([1, 2, 2, 3, 3, 4, 4, 2])).toBeLessThanOrEqual(2);
  expect(excess([3, 3, 3, 3])).toBeUndefined();
});

describe('a measure', () => {
  const texts = fc.uniqueArray(fc.lorem({ maxCount: 8 }), { minLength: 2, maxLength: 6 });

  test('gives chance on average when every option is the right one in turn, whatever it goes by', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 10, maxLength: 12 }), (pools) => {
        const turned = pools.flatMap((options) =>
          options.map((_, right) =>
            question(
              'SINGLE',
              options.map((text, at): Options[number] => [text, at === right]),
              right,
            ),
          ),
        );
        for (const measure of cueMeasures(turned, 'en')) expect(measure.score).toBeCloseTo(measure.chance, 9);
      }),
    );
  });

  test('stays silent of words in another language and of few questions', () => {
    const options: Options = [['weil es so ist'], ['because', true], ['c'], ['d']];
    expect(cueMeasures(pool(options), 'de').map(({ cue }) => cue)).toEqual([
      'the longest option',
      'the shortest option',
      'a middle position',
    ]);
    expect(cueMeasures(pool(options, 9), 'en')).toEqual([]);
    expect(cueMeasures([], 'en')).toEqual([]);
  });
});

describe('a course', () => {
  const options: Options = [['the very longest answer', true], ['short'], ['brief'], ['small']];
  const withQuestions = (kind: 'POST_TEST' | 'MODULE_CHECK') => {
    const pack = samplePackage();
    return {
      ...pack,
      quizzes: pack.quizzes.map((quiz) => (quiz.kind === kind ? { ...quiz, questions: pool(options) } : quiz)),
    };
  };

  test('is at fault for its post-test, and warned of its checks', () => {
    const messages = cueFaults(withQuestions('POST_TEST'));
    expect(messages.faults.map(({ file }) => file)).toContain('quizzes/post-test.yaml');
    expect(messages.faults[0]?.message).toMatch(
      /^Post-test: whoever goes by the longest option scores 100 % where chance gives 25 %/,
    );
    const ofChecks = cueFaults(withQuestions('MODULE_CHECK'));
    expect(ofChecks.faults).toEqual([]);
    expect(ofChecks.warnings[0]?.file).toBe('quizzes');
  });

  test('counts the questions of its post-test by objective', () => {
    expect(itemsPerObjective(withQuestions('POST_TEST')).find(({ id }) => id === 'o1')).toEqual({
      id: 'o1',
      items: 20,
    });
  });
});
