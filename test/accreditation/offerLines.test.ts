import { describe, expect, test } from '@jest/globals';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import type { Rules } from '../../schema/accreditation/rules/bodies.ts';
import type { Calculation } from '../../schema/accreditation/rules/calculation.ts';
import type { CreditFault } from '../../schema/accreditation/rules/creditFaults.ts';
import { mayOffer } from '../../schema/accreditation/rules/offerLines.ts';
import { agenda, hour, quarters, rulesIn, rulesOf } from '../support/bodies.ts';

describe('what may be offered', () => {
  const line = (amountHundredths: number, more: Partial<OfferLine> = {}): OfferLine => ({
    amountHundredths,
    format: 'SELF_PACED_READING',
    category: null,
    session: null,
    ...more,
  });
  const offered = (lines: OfferLine[], calculation: Calculation, rules: Rules) =>
    mayOffer(lines, { calculation, rules, assessed: true });
  const codesOf = (answer: ReturnType<typeof mayOffer>) =>
    answer.ok ? [] : answer.faults.map(({ code, line: at }): [CreditFault['code'], number | null] => [code, at]);
  const limited = rulesOf({
    unit: hour,
    minutesPerUnit: 60,
    ...quarters,
    smallestAwardHundredths: 100,
    largestAwardHundredths: 600,
    calculations: ['AGENDA_MINUTES'],
    formats: ['SELF_PACED_READING', 'LIVE_ONLINE'],
    categories: [
      { key: 'ethics', name: 'Ethics', kind: 'OVERLIES' },
      { key: 'general', name: 'General', kind: 'DIVIDES' },
    ],
  });

  test('lines that add up to what the calculation justifies, or to less', () => {
    const lines = [line(100), line(50, { category: 'ethics' }), line(75, { format: 'LIVE_ONLINE' })];
    expect(offered(lines, agenda(140), limited)).toMatchObject({
      ok: true,
      totalHundredths: 225,
      justifiedHundredths: 225,
      minutes: { minutesHundredths: 14_000 },
    });
    expect(offered([line(100)], agenda(140), limited)).toMatchObject({ ok: true, totalHundredths: 100 });
  });

  test.each<[string, OfferLine[], Calculation, [CreditFault['code'], number | null][]]>([
    ['nothing', [], agenda(60), [['NO_LINES', null]]],
    ['nothing of something', [line(0)], agenda(60), [['NOT_WHOLE', 0]]],
    ['less than nothing', [line(200), line(-100, { category: 'ethics' })], agenda(60), [['NOT_WHOLE', 1]]],
    ['a fraction of a hundredth', [line(100.5)], agenda(90), [['NOT_WHOLE', 0]]],
    ['no number', [line(Number.NaN)], agenda(60), [['NOT_WHOLE', 0]]],
    ['an amount off the step', [line(110)], agenda(120), [['OFF_STEP', 0]]],
    [
      'two amounts off the step that meet it together',
      [line(60), line(65, { category: 'ethics' })],
      agenda(120),
      [
        ['OFF_STEP', 0],
        ['OFF_STEP', 1],
      ],
    ],
    ['less than the smallest award', [line(75)], agenda(120), [['BELOW_SMALLEST', null]]],
    [
      'more than the largest',
      [line(625)],
      agenda(900),
      [
        ['OVER_LARGEST', null],
        ['MORE_THAN_CALCULATION', null],
      ],
    ],
    ['a step more than the calculation', [line(125)], agenda(74), [['MORE_THAN_CALCULATION', null]]],
    [
      'lines that are more together',
      [line(100), line(25, { category: 'ethics' })],
      agenda(74),
      [['MORE_THAN_CALCULATION', null]],
    ],
    [
      'another method',
      [line(100)],
      { method: 'MERGENER', words: 5_000, questions: 20, difficulty: 3 },
      [['METHOD_NOT_ACCEPTED', null]],
    ],
    [
      'a format that earns nothing',
      [line(100, { format: 'LIVE_IN_PERSON' })],
      agenda(60),
      [['FORMAT_NOT_ACCEPTED', 0]],
    ],
    ['an unknown category', [line(100, { category: 'law' })], agenda(60), [['CATEGORY_UNKNOWN', 0]]],
    ['the same line twice', [line(50), line(50)], agenda(60), [['REPEATED_LINE', 1]]],
    [
      'everything wrong at once',
      [line(610, { category: 'law', format: 'LIVE_IN_PERSON' })],
      agenda(60),
      [
        ['OFF_STEP', 0],
        ['FORMAT_NOT_ACCEPTED', 0],
        ['CATEGORY_UNKNOWN', 0],
        ['OVER_LARGEST', null],
        ['MORE_THAN_CALCULATION', null],
      ],
    ],
  ])('%s is refused', (_name, lines, calculation, codes) => {
    expect(codesOf(offered(lines, calculation, limited))).toEqual(codes);
  });

  test('a fault says the amounts in the words of the body', () => {
    const answer = offered([line(150)], agenda(50), rulesIn('nysed-social-work', quarters));
    expect(answer).toMatchObject({
      faults: [{ message: 'The total is 1.5 contact hours; the calculation justifies 1 contact hour.' }],
    });
  });

  test('NAADAC wants all of the hours', () => {
    const rules = rulesIn('naadac', { ...quarters, minutesPerUnit: 60 });
    expect(codesOf(offered([line(100)], agenda(120), rules))).toEqual([['LESS_THAN_CALCULATION', null]]);
    expect(offered([line(200)], agenda(120), rules)).toMatchObject({ ok: true });
  });

  test('a band is offered as it is', () => {
    const rules = rulesIn('aca-australia', { calculations: ['AGENDA_MINUTES'] });
    expect(offered([line(500)], agenda(60), rules)).toMatchObject({ ok: true, totalHundredths: 500 });
    for (const wrong of [300, 499, 1_000])
      expect(codesOf(offered([line(wrong)], agenda(60), rules))).toEqual([['OFF_BAND', null]]);
    expect(codesOf(mayOffer([line(500)], { calculation: agenda(60), rules, assessed: false }))).toEqual([
      ['OFF_BAND', null],
    ]);
  });

  test('a body that divides its total wants a category on each line', () => {
    const rules = rulesIn('pacfa', { ...quarters, minutesPerUnit: 60 });
    expect(codesOf(offered([line(100)], agenda(60), rules))).toEqual([['CATEGORY_MISSING', 0]]);
    expect(offered([line(100, { category: 'category-a' })], agenda(60), rules)).toMatchObject({ ok: true });
  });

  test('without a unit nothing can be offered', () => {
    const rules = rulesOf({ unit: { ...hour, kind: 'NONE' }, calculations: ['AGENDA_MINUTES'] });
    expect(codesOf(offered([line(100)], agenda(60), rules))).toEqual([['NO_UNIT', null]]);
  });

  test('every rule that is missing is named', () => {
    const answer = offered([line(100, { category: 'ethics' })], agenda(60), rulesIn('apa'));
    expect(answer.ok ? [] : answer.faults.map(({ code, rule }) => `${code} ${rule}`)).toEqual(
      [
        'calculations',
        'categories',
        'stepHundredths',
        'rounding',
        'smallestAwardHundredths',
        'largestAwardHundredths',
      ].map((rule) => `RULE_MISSING ${rule}`),
    );
  });
});
