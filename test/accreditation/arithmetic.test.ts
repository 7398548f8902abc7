import { describe, expect, test } from '@jest/globals';
import { amountOf, amountText } from '../../schema/accreditation/rules/arithmetic.ts';
import {
  type Calculation,
  calculationShape,
  keptCalculation,
  minutesOf,
} from '../../schema/accreditation/rules/calculation.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { agenda, earnedUnder, hour, minutesUnder, quarters, rulesIn, rulesOf } from '../support/bodies.ts';

const words = (count: number): Calculation => ({ method: 'WORDS', words: count });

describe('each body counts in its own unit', () => {
  const { stepHundredths: _, smallestAwardHundredths: __, ...beside } = quarters;
  const half = { ...beside, minutesPerUnit: 60, rounding: 'DOWN' } as const;
  const naadac = { ...quarters, minutesPerUnit: 60 };
  const bbs = { ...beside, stepHundredths: 25, minutesPerUnit: 60 } as const;
  test.each<[string, Partial<AccreditorValues>, Calculation, number, string]>([
    // The body, what its file does not say, the calculation, what it earns, in the words of the body.
    ['apa', quarters, agenda(60), 100, '1 CE credit'],
    ['apa', { ...quarters, stepHundredths: 100 }, agenda(119), 100, '1 CE credit'],
    ['apa', quarters, agenda(90), 150, '1.5 CE credits'],
    ['aswb-ace', { ...quarters, smallestAwardHundredths: 50 }, agenda(45), 75, '0.75 ACE credits'],
    ['aswb-ace', { ...quarters, smallestAwardHundredths: 50 }, agenda(29), 0, '0 ACE credits'],
    ['aswb-ace', { ...quarters, smallestAwardHundredths: 50 }, agenda(30), 50, '0.5 ACE credits'],
    ['nbcc-acep', { ...quarters, minutesPerUnit: 60 }, words(5_999), 75, '0.75 NBCC clock hours'],
    ['nbcc-acep', { ...quarters, minutesPerUnit: 60 }, words(6_000), 100, '1 NBCC clock hour'],
    ['nbcc-acep', { ...quarters, minutesPerUnit: 60 }, words(10_500), 175, '1.75 NBCC clock hours'],
    ['nbcc-acep', { ...quarters, minutesPerUnit: 60 }, words(18_238), 300, '3 NBCC clock hours'],
    ['nasw', half, words(9_999), 0, '0 CEs'],
    ['nasw', half, words(10_000), 100, '1 CE'],
    ['nasw', half, words(14_999), 100, '1 CE'],
    ['nasw', half, words(15_000), 150, '1.5 CEs'],
    ['naadac', naadac, agenda(60, 60, 30), 250, '2.5 CE credits'],
    ['camft', bbs, agenda(59), 0, '0 hours of continuing education'],
    ['camft', bbs, agenda(60), 100, '1 hour of continuing education'],
    ['florida-491', quarters, agenda(60), 100, '1 continuing education hour'],
    ['florida-491', quarters, agenda(50), 75, '0.75 continuing education hours'],
    ['nysed-social-work', quarters, agenda(50), 100, '1 contact hour'],
    ['nysed-social-work', quarters, agenda(49), 75, '0.75 contact hours'],
    ['nysed-mental-health-counseling', quarters, agenda(60), 100, '1 contact hour'],
    ['nysed-marriage-and-family-therapy', quarters, agenda(75), 150, '1.5 contact hours'],
    ['nysed-psychology', bbsLess(quarters), agenda(49), 0, '0 contact hours'],
    ['nysed-psychology', bbsLess(quarters), agenda(50), 100, '1 contact hour'],
    ['aca-australia', {}, agenda(59), 0, '0 OPD points'],
    ['aca-australia', {}, agenda(60), 500, '5 OPD points'],
    ['aca-australia', {}, agenda(360), 500, '5 OPD points'],
    ['aca-australia', {}, agenda(361), 1_000, '10 OPD points'],
    ['pacfa', { ...quarters, minutesPerUnit: 60 }, agenda(120), 200, '2 CPD hours'],
    ['nzcca', { ...quarters, minutesPerUnit: 60 }, agenda(120), 200, '2 CPD hours'],
  ])('%s with %j: %j', (key, stated, calculation, hundredths, text) => {
    const rules = rulesIn(key, stated);
    const unit = rules.unit?.value;
    expect(earnedUnder(rules, calculation)).toBe(hundredths);
    expect(unit && amountText(hundredths, unit)).toBe(text);
  });

  test('forty sessions of fifty minutes are forty contact hours of New York', () => {
    const calculation = agenda(...Array.from({ length: 40 }, () => 50));
    expect(earnedUnder(rulesIn('nysed-social-work', quarters), calculation)).toBe(4_000);
    expect(earnedUnder(rulesOf({ unit: hour, minutesPerUnit: 60, ...quarters }), calculation)).toBe(3_325);
  });

  test('one hour is counted by each body in its own way', () => {
    expect(earnedUnder(rulesIn('nysed-social-work', { ...quarters, stepHundredths: 5 }), agenda(60))).toBe(120);
    expect(earnedUnder(rulesIn('florida-491', { ...quarters, stepHundredths: 5 }), agenda(60))).toBe(100);
  });

  test('without an assessment the Australian association is not known to give points', () => {
    expect(earnedUnder(rulesIn('aca-australia'), agenda(60), false)).toBe(0);
  });
});

/** The rules of an accreditor whose file gives the smallest award itself. */
function bbsLess<Values extends Partial<AccreditorValues>>({ smallestAwardHundredths: _, ...rest }: Values) {
  return rest;
}

describe('minutes', () => {
  const mergener = (count: number, questions: number, difficulty: number): Calculation => ({
    method: 'MERGENER',
    words: count,
    questions,
    difficulty,
  });

  test.each([
    // 3,774 words, 16 questions, 2.5: 61.935894 minutes, as published.
    [mergener(3_774, 16, 2.5), 6_193],
    [mergener(0, 0, 1), 0],
    [words(6_000), 6_000],
    [words(1), 1],
    [words(0), 0],
  ])('%j are %i hundredths of a minute', (calculation, hundredths) => {
    expect(minutesUnder(rulesOf({ minutesPerUnit: 60, wordsPerUnit: 6_000 }), calculation)).toBe(hundredths);
  });

  test('Mergener, rounded down, is one hour; the nearest quarter too', () => {
    for (const rounding of ['DOWN', 'NEAREST'] as const)
      expect(
        earnedUnder(rulesOf({ unit: hour, minutesPerUnit: 60, ...quarters, rounding }), mergener(3_774, 16, 2.5)),
      ).toBe(100);
  });

  const parts: Calculation = {
    method: 'RUN_TIME',
    parts: [
      { part: 'INSTRUCTION', minutes: 60 },
      { part: 'BREAK', minutes: 15 },
      { part: 'TEST', minutes: 10 },
      { part: 'EVALUATION', minutes: 5 },
      { part: 'REFLECTION', minutes: 20 },
    ],
  };
  test.each([
    [{ testCounts: false, evaluationCounts: false, reflectionCounts: false }, 60],
    [{ testCounts: true, evaluationCounts: false, reflectionCounts: false }, 70],
    [{ testCounts: true, evaluationCounts: true, reflectionCounts: false }, 75],
    [{ testCounts: true, evaluationCounts: true, reflectionCounts: true }, 95],
  ])('what counts is the body’s: %j', (counts, sum) => {
    expect(minutesUnder(rulesOf(counts), parts)).toBe(sum * 100);
  });

  test('what counts is never guessed, and what was left out is said', () => {
    expect(minutesOf(parts, rulesOf({ testCounts: true }))).toMatchObject({
      ok: false,
      faults: [
        { code: 'RULE_MISSING', rule: 'evaluationCounts' },
        { code: 'RULE_MISSING', rule: 'reflectionCounts' },
      ],
    });
    expect(minutesOf(parts, rulesIn('nbcc-acep'))).toMatchObject({
      how: 'the minutes of 5 parts, without BREAK, TEST, EVALUATION, REFLECTION',
    });
    expect(minutesOf(agenda(60), {})).toMatchObject({ ok: true, minutesHundredths: 6_000 });
  });

  const pilot: Calculation = {
    method: 'PILOT',
    testers: [50, 61, 70].map((each) => ({ profession: 'lmft', parts: [{ part: 'INSTRUCTION', minutes: each }] })),
  };
  test.each<[Partial<AccreditorValues>, number, string]>([
    [{}, 5_000, 'the lowest of 3 testers, because the body does not say which counts'],
    [{ pilotTakes: 'LOWEST' }, 5_000, 'the lowest of 3 testers, as the body says'],
    [{ pilotTakes: 'MEAN' }, 6_033, 'the mean of 3 testers, as the body says'],
  ])('of a pilot with %j: %i', (values, hundredths, how) => {
    expect(minutesOf(pilot, rulesOf(values))).toEqual({ ok: true, minutesHundredths: hundredths, how });
  });

  test('an offer keeps what went in, what came out and how', () => {
    const shown = minutesOf(pilot, {});
    if (!shown.ok) throw new Error('a rule is missing');
    expect(keptCalculation(pilot, shown)).toMatchObject({
      method: 'PILOT',
      minutesHundredths: 5_000,
      inputs: { testers: [{ profession: 'lmft' }, {}, {}], how: expect.stringContaining('lowest') },
    });
  });

  test.each([
    [{ method: 'GUESS' }],
    [{ method: 'WORDS' }],
    [{ method: 'WORDS', words: -1 }],
    [{ method: 'WORDS', words: 1.5 }],
    [{ method: 'WORDS', words: Number.NaN }],
    [{ method: 'WORDS', words: '6000' }],
    [{ method: 'MERGENER', words: 1, questions: 1, difficulty: 6 }],
    [{ method: 'AGENDA_MINUTES', parts: [] }],
    [{ method: 'AGENDA_MINUTES', parts: [{ part: 'LUNCH', minutes: 60 }] }],
    [{ method: 'PILOT', testers: [] }],
    [{ method: 'WORDS', words: 1, minutes: 60 }],
  ])('%j is no calculation', (given) => expect(calculationShape.safeParse(given).success).toBe(false));
});

describe('a rule that the body’s file does not give', () => {
  test('is asked for, and never guessed', () => {
    const amount = amountOf(6_000, rulesIn('apa'), { assessed: true });
    expect(amount).toMatchObject({
      ok: false,
      faults: ['stepHundredths', 'rounding', 'smallestAwardHundredths', 'largestAwardHundredths'].map((rule) => ({
        code: 'RULE_MISSING',
        rule,
      })),
    });
    expect(amountOf(6_000, {}, { assessed: true })).toMatchObject({
      ...{
        ok: false,
        faults: [
          { rule: 'unit' },
          { rule: 'minutesPerUnit' },
          { rule: 'stepHundredths' },
          { rule: 'rounding' },
          { rule: 'smallestAwardHundredths' },
          { rule: 'largestAwardHundredths' },
        ],
      },
    });
    expect(minutesOf(words(1), {})).toMatchObject({
      faults: [{ rule: 'wordsPerUnit' }, { rule: 'minutesPerUnit' }],
    });
  });

  test('without a unit of credit, minutes earn nothing', () => {
    const unit = { ...hour, kind: 'NONE' } as const;
    expect(amountOf(6_000, rulesOf({ unit }), { assessed: true })).toEqual({ ok: true, hundredths: 0 });
  });
});
