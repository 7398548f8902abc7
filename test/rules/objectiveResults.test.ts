import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Asked, type ResultTally, resultsOf } from '../../schema/evaluations/rules/results.ts';
import { FEWEST } from '../../schema/evaluations/rules/units.ts';

const MONTHS = Array.from({ length: 6 }, (_, at) => `2027-0${at + 1}-01`);
const OBJECTIVES = ['o1', 'o2'].map((key) => ({ key, text: `Objective ${key}` }));
const STAGES = [
  { stage: 'PRE_TEST', weeks: null },
  { stage: 'POST_TEST', weeks: null },
  { stage: 'FOLLOW_UP', weeks: 2 },
  { stage: 'FOLLOW_UP', weeks: 8 },
] as const;
const ASKED: Asked[] = STAGES.flatMap((stage) => OBJECTIVES.map(({ key }) => ({ ...stage, objectiveKey: key })));
const VERSION = { objectives: OBJECTIVES, asked: ASKED };

/** One person at one stage. */
type One = Asked & { month: string; percent: number };
const one: fc.Arbitrary<One> = fc
  .tuple(fc.constantFrom(...ASKED), fc.constantFrom(...MONTHS), fc.constantFrom(0, 33, 50, 67, 100))
  .map(([asked, month, percent]) => ({ ...asked, month, percent }));

/** As the database counts them. */
function talliesOf(all: readonly One[], before: string): ResultTally[] {
  const same = Map.groupBy(
    all.filter(({ month }) => month < before),
    (each) => JSON.stringify(each),
  );
  return [...same].map(([key, group]) => ({ ...(JSON.parse(key) as One), people: group.length }));
}
const reportAt = (all: readonly One[], before: string) => resultsOf(VERSION, talliesOf(all, before), before);
const peopleIn = (all: readonly One[], before: string): number[] =>
  reportAt(all, before).flatMap(({ results }) => results.map(({ people }) => people ?? 0));

const isNothingOrLarge = (number: number): boolean => number === 0 || number >= FEWEST;

test('law: no result is of fewer than five, and no two reports differ by fewer, whenever they are read', () => {
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 120 }),
      fc.constantFrom(...MONTHS),
      fc.constantFrom(...MONTHS, '2027-07-01'),
      (all, first, second) => {
        const [before = first, after = second] = [first, second].toSorted();
        const [earlier, later] = [peopleIn(all, before), peopleIn(all, after)];
        expect([...earlier, ...later].every(isNothingOrLarge)).toBe(true);
        expect(later.map((people, at) => people - (earlier[at] ?? 0)).every(isNothingOrLarge)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('law: what happens at one stage of one objective changes no other', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), fc.array(one, { maxLength: 30 }), (all, more) => {
      const only = more.filter(({ stage, objectiveKey }) => stage === 'POST_TEST' && objectiveKey === 'o1');
      const others = (found: ReturnType<typeof reportAt>) =>
        found.flatMap(({ objective, results }) =>
          results.filter(({ stage }) => stage !== 'POST_TEST' || objective.key !== 'o1'),
        );
      expect(others(reportAt([...all, ...only], '2027-07-01'))).toEqual(others(reportAt(all, '2027-07-01')));
    }),
    { numRuns: 100 },
  );
});

const people = (count: number, percent: number, month = '2027-01-01'): ResultTally => ({
  ...{ stage: 'POST_TEST', weeks: null, objectiveKey: 'o1', month, percent, people: count },
});
const shownOf = (tallies: readonly ResultTally[], before = '2027-03-01') =>
  resultsOf(VERSION, tallies, before)[0]?.results.find(({ stage }) => stage === 'POST_TEST');

test.each([
  ['four people: nothing', [people(4, 50)], { people: null, rightPercent: null }],
  ['five people: the average', [people(3, 100), people(2, 50)], { people: 5, rightPercent: 80 }],
  [
    'four and one of the next month: together',
    [people(4, 100), people(1, 0, '2027-02-01')],
    { people: 5, rightPercent: 80 },
  ],
  ['a month that is not over: not yet', [people(5, 100), people(5, 0, '2027-03-01')], { people: 5, rightPercent: 100 }],
  ['six, then four: the four wait', [people(6, 50), people(4, 0, '2027-02-01')], { people: 6, rightPercent: 50 }],
])('%s', (_what, tallies, shown) => {
  expect(shownOf(tallies)).toMatchObject(shown);
});

test('every stage that asks about an objective is listed, also before anybody answered', () => {
  const [first] = resultsOf(VERSION, [], '2027-03-01');
  expect(first?.results.map(({ stage, weeks, people: none }) => [stage, weeks, none])).toEqual([
    ['PRE_TEST', null, null],
    ['POST_TEST', null, null],
    ['FOLLOW_UP', 2, null],
    ['FOLLOW_UP', 8, null],
  ]);
});
