import { beforeAll, describe, expect, test } from '@jest/globals';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import type { Rules } from '../../schema/accreditation/rules/bodies.ts';
import type { Calculation } from '../../schema/accreditation/rules/calculation.ts';
import { offerRulesOn } from '../../schema/accreditation/rules/inForce.ts';
import { type Measured, measuredIn } from '../../schema/accreditation/rules/measured.ts';
import { checkOffer } from '../../schema/accreditation/rules/offering.ts';
import type { Printed } from '../../schema/accreditation/rules/offerStatement.ts';
import { readyFor } from '../../schema/accreditation/rules/readyFor.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import type { CourseContent } from '../../schema/courses/rules/package/canonical.ts';
import { bodyOf, dated } from '../support/granting.ts';
import { REAL_WORDS, realCourse } from '../support/realCourse.ts';

const DAY = '2026-11-26';
const line = { amountHundredths: 175, format: 'SELF_PACED_READING', category: null, session: null } as const;
const words: Calculation = { method: 'WORDS', words: 11_452 };
const approval: Printed = {
  ...{ organization: 'Sample Institute', kind: 'PROVIDER', courseSlug: null, partners: [], number: '1975' },
  ...{ profession: null, jurisdiction: null, formats: ['SELF_PACED_READING'], specimen: false },
  ...{ startsOn: '2026-01-01', endsOn: '2028-02-29', lastOn: '2028-02-29' },
};

let real: CourseContent;
let measured: Measured;
beforeAll(async () => {
  real = await realCourse();
  measured = measuredIn(real);
});

type Change = {
  values?: Partial<AccreditorValues>;
  without?: (keyof AccreditorValues)[];
  content?: (content: CourseContent) => CourseContent;
  lines?: OfferLine[];
  calculation?: Calculation;
  approval?: Partial<Printed>;
  day?: string;
  studyTimeReason?: string | null;
  statement?: string;
};

const check = (change: Change = {}) => {
  const { values = {}, without = [], content = (one) => one, lines = [line], calculation = words, day = DAY } = change;
  const statements =
    change.statement === undefined ? {} : { statements: [{ ...dated(change.statement), kind: 'PROVIDER' as const }] };
  const accreditor = bodyOf(values, statements);
  const printed = { ...approval, ...change.approval };
  const rules: Rules = offerRulesOn(accreditor, printed.kind, day);
  for (const name of without) delete rules[name];
  const { studyTimeReason = 'The body counts words.' } = change;
  const draft = {
    ...{ accreditor, rules, content: content(real), lines, calculation, day, today: DAY },
    measured,
    studyTimeReason,
  };
  return checkOffer(draft, printed);
};
const codes = (change: Change) => {
  const checked = check(change);
  return checked.ok ? [] : checked.items.map(({ code }) => code);
};
const course = (facts: Partial<CourseContent['course']>) => (content: CourseContent) => ({
  ...content,
  course: { ...content.course, ...facts },
});
const postTest = (facts: Partial<CourseContent['quizzes'][number]>) => (content: CourseContent) => ({
  ...content,
  quizzes: content.quizzes.map((quiz) => (quiz.kind === 'POST_TEST' ? { ...quiz, ...facts } : quiz)),
});

const OF_FIFTY: Change = { values: { minutesPerUnit: 50, stepHundredths: 5, wordsPerUnit: 5_000 } };

test('the real course can be offered, in the words of the body', () => {
  expect(check()).toMatchObject({
    ok: true,
    statement: 'Sample Institute is approved by Sample Body, #1975, for 1.75 contact hours.',
    offerable: { totalHundredths: 175, justifiedHundredths: 175 },
  });
  expect(check({ approval: { specimen: true } })).toMatchObject({
    statement: expect.stringMatching(/^Specimen: no such approval exists\. Sample Institute is approved/),
  });
  expect(check({ approval: { kind: 'COURSE', courseSlug: 'better-after-betrayal' } })).toMatchObject({
    statement: 'Better After Betrayal is approved by Sample Body from 1 January 2026 to 29 February 2028.',
  });
});

const author = { name: 'Kim', credentials: 'PhD', disclosure: { text: 'Nothing to disclose.', on: '2026-11-01' } };

describe('the checklist', () => {
  test.each<[string, Change, string[]]>([
    ['off the step', { lines: [{ ...line, amountHundredths: 130 }] }, ['OFF_STEP']],
    ['below the smallest', { lines: [{ ...line, amountHundredths: 75 }] }, ['BELOW_SMALLEST']],
    ['above the largest', { values: { largestAwardHundredths: 100 } }, ['OVER_LARGEST', 'MORE_THAN_CALCULATION']],
    ['more than the calculation', { lines: [{ ...line, amountHundredths: 200 }] }, ['MORE_THAN_CALCULATION']],
    ['another method', { values: { calculations: ['PILOT'] } }, ['METHOD_NOT_ACCEPTED']],
    ['no amount', { lines: [] }, ['NO_LINES']],
    ['a format that the body gives nothing for', { values: { formats: ['LIVE_ONLINE'] } }, ['FORMAT_NOT_ACCEPTED']],
    ['a format that is not approved', { approval: { formats: ['LIVE_ONLINE'] } }, ['FORMAT_NOT_APPROVED']],
    [
      'a format of another course',
      { lines: [{ ...line, format: 'LIVE_ONLINE' }], approval: { formats: ['LIVE_ONLINE'] } },
      ['FORMAT_OF_ANOTHER_COURSE'],
    ],
    ['a session of a self-paced course', { lines: [{ ...line, session: 'Evening' }] }, ['FORMAT_OF_ANOTHER_COURSE']],
    ['the approval of another course', { approval: { kind: 'COURSE', courseSlug: 'other' } }, ['OTHER_COURSE']],
    ['a day before today', { day: '2026-11-25' }, ['BACKDATED']],
    ['a day before today where the body allows it', { day: '2026-11-25', values: { backdating: true } }, []],
    [
      'more words than the version has',
      { calculation: { method: 'WORDS', words: REAL_WORDS + 1 } },
      ['MORE_THAN_MEASURED'],
    ],
    ['fewer words, which still justify the amount', { calculation: { method: 'WORDS', words: 10_600 } }, []],
    [
      'more questions and difficulty than the version has',
      {
        values: { calculations: ['MERGENER'] },
        lines: [{ ...line, amountHundredths: 125 }],
        calculation: { method: 'MERGENER', words: 11_452, questions: 21, difficulty: 2.5 },
      },
      ['MORE_THAN_MEASURED', 'MORE_THAN_MEASURED'],
    ],
    ['more minutes than the version requires, without a reason', { studyTimeReason: null }, ['MORE_THAN_STUDY_TIME']],
    [
      'as many minutes as it requires',
      { studyTimeReason: null, lines: [{ ...line, amountHundredths: 100 }], values: { mayOfferLess: true } },
      [],
    ],
    [
      'units of 50 minutes that are no more than it requires',
      { ...OF_FIFTY, studyTimeReason: null, lines: [{ ...line, amountHundredths: 150 }] },
      [],
    ],
    [
      'units of 50 minutes that are more',
      { ...OF_FIFTY, studyTimeReason: null, lines: [{ ...line, amountHundredths: 155 }] },
      ['MORE_THAN_STUDY_TIME'],
    ],
    [
      'an agenda of more minutes than it requires',
      {
        studyTimeReason: null,
        values: { calculations: ['AGENDA_MINUTES'] },
        calculation: { method: 'AGENDA_MINUTES', parts: [{ part: 'INSTRUCTION', minutes: 600 }] },
      },
      ['MORE_THAN_STUDY_TIME'],
    ],
    ['no unit', { without: ['unit'] }, ['RULE_MISSING', 'STATEMENT_BLANK']],
    ['no pass mark', { without: ['passPercent'] }, ['RULE_MISSING']],
    ['no rule on repeats or retention', { without: ['repeats', 'retentionYears'] }, ['RULE_MISSING', 'RULE_MISSING']],
    ['too few objectives', { values: { objectivesAtLeast: 40 } }, ['OBJECTIVES_TOO_FEW']],
    ['too few references', { values: { referencesAtLeast: 900 } }, ['REFERENCES_TOO_FEW']],
    ['old references', { values: { referenceAgeYears: 1 } }, ['REFERENCE_TOO_OLD']],
    ['no review', { values: { reviewRequired: true } }, ['REVIEW_MISSING']],
    ['a test that is too small', { values: { testSize: { firstUnit: 10, furtherUnit: 11 } } }, ['TEST_TOO_SMALL']],
    ['a test that is just large enough', { values: { testSize: { firstUnit: 10, furtherUnit: 10 } } }, []],
    [
      'too many true or false',
      { values: { testSize: { firstUnit: 5, furtherUnit: 5, trueFalsePercent: 0 } } },
      ['TOO_MANY_TRUE_FALSE'],
    ],
    [
      'no author with credentials',
      { content: course({ contributors: [{ ...author, role: 'PLANNER' }] }) },
      ['AUTHOR_MISSING'],
    ],
    [
      'a disclosure after the day',
      {
        content: course({
          contributors: [{ ...author, role: 'AUTHOR', disclosure: { text: 'None.', on: '2026-11-27' } }],
        }),
      },
      ['DISCLOSURE_MISSING'],
    ],
    ['no post-test', { content: (one) => ({ ...one, quizzes: [] }) }, ['TEST_MISSING']],
    ['a draw beyond the pool', { content: postTest({ draw: 199 }) }, ['GATE_OUT_OF_REACH']],
    [
      'no evaluation',
      { content: (one) => ({ ...one, evaluation: { ...one.evaluation, items: [], perObjective: '' } }) },
      ['EVALUATION_MISSING'],
    ],
    [
      'a forbidden title',
      { values: { forbiddenWords: ['Forbidden-Thing'] }, content: course({ title: 'A forbidden thing' }) },
      ['FORBIDDEN_WORDS'],
    ],
    [
      'a forbidden objective, whatever its hyphens',
      {
        values: { forbiddenWords: ['APA approved course'] },
        content: course({ objectives: [{ id: 'o1', text: 'Name an apa-approved  Course' }] }),
      },
      ['FORBIDDEN_WORDS'],
    ],
    [
      'no number, which certificates show',
      { values: { demandedFacts: ['PROVIDER_NUMBER'] }, statement: 'Approved.', approval: { number: null } },
      ['DEMANDED_FACT_MISSING'],
    ],
    ['a number, which they show', { values: { demandedFacts: ['PROVIDER_NUMBER'] } }, []],
    ['no category, which they show', { values: { demandedFacts: ['CATEGORY'] } }, ['DEMANDED_FACT_MISSING']],
    [
      'a notice that denies every approval',
      { content: course({ notice: '**No accrediting body\nhas approved this course,** and it is new.' }) },
      ['APPROVAL_DENIED'],
    ],
    ['a forbidden sentence', { values: { forbiddenWords: ['by Sample Body'] } }, ['FORBIDDEN_WORDS']],
    ['no sentence', { approval: { kind: 'JOINT' } }, ['STATEMENT_MISSING']],
    ['a blank without a category', { statement: 'For {category}.' }, ['STATEMENT_BLANK']],
    ['a blank without an end', { statement: 'Until {to}.', approval: { lastOn: null } }, ['STATEMENT_BLANK']],
    [
      'a pilot without times',
      {
        calculation: {
          method: 'PILOT',
          testers: [
            { profession: 'lmft', parts: [{ part: 'INSTRUCTION', minutes: 120 }] },
            { profession: 'lmft', parts: [{ part: 'BREAK', minutes: 120 }] },
          ],
        },
      },
      ['MORE_THAN_CALCULATION', 'PILOT_TIMES_MISSING'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test('lists everything at once, each with where it comes from', () => {
    const checked = check({
      ...{ values: { referencesAtLeast: 900, reviewRequired: true }, lines: [{ ...line, amountHundredths: 130 }] },
      ...{ approval: { formats: ['LIVE_ONLINE'] }, day: '2026-11-25' },
    });
    if (checked.ok) throw new Error('it should be refused');
    expect(checked.items.map(({ code, rule, source }) => [code, rule, source?.title ?? null])).toEqual([
      ['OFF_STEP', 'stepHundredths', 'Handbook'],
      ['REVIEW_MISSING', 'reviewRequired', 'Handbook'],
      ['REFERENCES_TOO_FEW', 'referencesAtLeast', 'Handbook'],
      ['FORMAT_NOT_APPROVED', null, null],
      ['BACKDATED', 'backdating', null],
    ]);
  });
});

test('before publication the same check says what is missing, and how much the words justify', () => {
  const ready = readyFor(bodyOf(), real, DAY);
  expect(ready).toMatchObject({ method: 'WORDS', amount: '2.5 contact hours' });
  expect(ready.items.map(({ code, message }) => [code, message])).toEqual([
    ['MORE_THAN_STUDY_TIME', expect.stringContaining('150.00 minutes; the version requires 75.00 minutes')],
  ]);
  const silent = readyFor(bodyOf({}, { statements: [] }), real, DAY);
  expect(silent.items).toContainEqual(
    expect.objectContaining({ code: 'STATEMENT_MISSING', rule: 'statement', source: null }),
  );
  const { amount, items } = readyFor({ ...bodyOf(), values: {} }, real, DAY);
  expect(amount).toBeNull();
  expect(new Set(items.map(({ code }) => code))).toEqual(new Set(['RULE_MISSING']));
  expect(items.map(({ rule }) => rule)).toEqual([...new Set(items.map(({ rule }) => rule))]);
});
