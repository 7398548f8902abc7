import type { CourseContent } from '../../courses/rules/package/canonical.ts';
import { speaksOf } from '../../plainText.ts';
import type { RuleName, Rules } from './bodies.ts';
import { type ChecklistItem, missing, ofFaults } from './checklist.ts';
import { needed } from './creditFaults.ts';
import { denialIn } from './denial.ts';

/** What is offered of a course: the total in hundredths, null while it is not known, from a day on. */
export type Asked = { totalHundredths: number | null; day: string };

/** What the rules of a body ask of a course before its credit can be offered, and what each offer needs. */
export function courseDuties(content: CourseContent, rules: Rules, asked: Asked): ChecklistItem[] {
  return [
    ...missingRules(content, rules),
    ...authorFaults(content, rules, asked),
    ...referenceFaults(content, rules, asked),
    ...testFaults(content, rules, asked),
    ...gateFaults(content, rules),
    ...forbiddenFaults(textsOf(content), rules),
    ...denialFaults(content, rules),
  ];
}

const ALWAYS = [
  'assessmentRequired',
  'evaluationRequired',
  'countedDate',
  'repeats',
  'claimants',
  'retentionYears',
] as const;
const OF_ATTENDANCE = ['attendance'] as const;
const OF_TEST = ['passPercent', 'maxAttempts'] as const;
const OF_EVALUATION = ['evaluationWithinHours', 'evaluationCompletes'] as const;

/**
 * What the claim will be judged by: where the file says nothing, the organization states it, so that nothing is guessed. Where it does
 * not even say whether a test or an evaluation is required, the rules of these are named at once.
 */
function missingRules({ course, quizzes }: CourseContent, rules: Rules): ChecklistItem[] {
  const tested = quizzes.some(({ kind }) => kind === 'POST_TEST');
  const names: RuleName[] = [
    ...ALWAYS,
    ...(course.format.startsWith('LIVE_') ? OF_ATTENDANCE : []),
    ...((rules.assessmentRequired?.value ?? tested) ? OF_TEST : []),
    ...((rules.evaluationRequired?.value ?? true) ? OF_EVALUATION : []),
  ];
  const rule = needed(rules, names);
  return rule.ok ? [] : ofFaults(rule.faults, rules);
}

function authorFaults({ course, evaluation }: CourseContent, rules: Rules, { day }: Asked): ChecklistItem[] {
  const items: ChecklistItem[] = [];
  const add = (...[code, message, rule]: [ChecklistItem['code'] & string, string, RuleName?]) =>
    items.push(missing(code as Parameters<typeof missing>[0], message, rules, rule === undefined ? {} : { rule }));
  const { contributors, objectives, review } = course;
  const atLeast = rules.objectivesAtLeast?.value ?? 1;
  if (objectives.length < atLeast)
    add(
      'OBJECTIVES_TOO_FEW',
      `The course has ${objectives.length} objectives; ${atLeast} are needed.`,
      'objectivesAtLeast',
    );
  const qualified = contributors.some(
    ({ role, name, credentials }) => ['AUTHOR', 'PRESENTER'].includes(role) && name !== '' && credentials !== '',
  );
  if (!qualified) add('AUTHOR_MISSING', 'Name an author or presenter of the course, with credentials.');
  for (const { name, disclosure } of contributors)
    if (disclosure.text === '' || disclosure.on > day)
      add('DISCLOSURE_MISSING', `${name} has not disclosed their interests by ${day}.`);
  if (rules.reviewRequired?.value === true && review.status !== 'REVIEWED')
    add('REVIEW_MISSING', 'The content was not reviewed; record who reviewed it and when.', 'reviewRequired');
  if (rules.evaluationRequired?.value === true && !evaluates(evaluation))
    add('EVALUATION_MISSING', 'The course has no evaluation to fill in.', 'evaluationRequired');
  return items;
}

const evaluates = ({ items, perObjective }: CourseContent['evaluation']): boolean =>
  items.length > 0 || perObjective !== '';

function referenceFaults({ course: { references } }: CourseContent, rules: Rules, { day }: Asked): ChecklistItem[] {
  const { referencesAtLeast, referenceAgeYears } = rules;
  const items: ChecklistItem[] = [];
  const wanted = referencesAtLeast?.value ?? 0;
  if (references.length < wanted)
    items.push(
      missing('REFERENCES_TOO_FEW', `The course has ${references.length} references; ${wanted} are needed.`, rules, {
        rule: 'referencesAtLeast',
      }),
    );
  const age = referenceAgeYears?.value ?? 'NONE';
  const oldest = age === 'NONE' ? null : Number(day.slice(0, 4)) - age;
  const old = references.filter(({ year }) => oldest !== null && year < oldest).map(({ id }) => id);
  if (old.length > 0)
    items.push(
      missing('REFERENCE_TOO_OLD', `These references appeared before ${oldest}: ${old.join(', ')}.`, rules, {
        rule: 'referenceAgeYears',
      }),
    );
  return items;
}

/** How many questions a body wants for so many hundredths of its unit; a part of a unit counts as a whole one. */
function questionsFor(total: number, size: { firstUnit: number; furtherUnit: number }): number {
  return size.firstUnit + Math.max(0, Math.ceil((total - 100) / 100)) * size.furtherUnit;
}

function testFaults({ quizzes }: CourseContent, rules: Rules, { totalHundredths }: Asked): ChecklistItem[] {
  const test = quizzes.find(({ kind }) => kind === 'POST_TEST');
  const { assessmentRequired, passPercent, testSize } = rules;
  if (test === undefined) {
    if (assessmentRequired?.value === true)
      return [missing('TEST_MISSING', 'The course has no post-test.', rules, { rule: 'assessmentRequired' })];
    return typeof passPercent?.value === 'number'
      ? [missing('TEST_MISSING', 'Without a post-test nobody reaches the pass mark.', rules, { rule: 'passPercent' })]
      : [];
  }
  if (testSize === undefined) return [];
  const items: ChecklistItem[] = [];
  const wanted = totalHundredths === null ? testSize.value.firstUnit : questionsFor(totalHundredths, testSize.value);
  const rule = { rule: 'testSize' } as const;
  if (test.draw < wanted)
    items.push(missing('TEST_TOO_SMALL', `A post-test has ${test.draw} questions; ${wanted} are needed.`, rules, rule));
  const share = testSize.value.trueFalsePercent;
  const most = Math.min(test.draw, test.questions.filter(({ type }) => type === 'TRUE_FALSE').length);
  if (share !== undefined && most * 100 > share * test.draw) {
    const message = `${most} of ${test.draw} questions can be true or false; at most ${share} percent may be.`;
    items.push(missing('TOO_MANY_TRUE_FALSE', message, rules, rule));
  }
  return items;
}

/** Whoever studies must be able to reach every item of the gate. */
function gateFaults({ quizzes }: CourseContent, rules: Rules): ChecklistItem[] {
  return quizzes
    .filter(({ kind, draw, questions, attempts }) => kind !== 'PRE_TEST' && (draw > questions.length || attempts === 0))
    .map(({ key, draw, questions }) =>
      missing(
        'GATE_OUT_OF_REACH',
        `The quiz ${key} draws ${draw} questions of ${questions.length}, so that nobody can take it.`,
        rules,
      ),
    );
}

/** What people read of a course: each text with where it stands. */
function textsOf({ course }: CourseContent): [string, string][] {
  const { title, subtitle, summary, notice, objectives, limitationsAndRisks, commercialSupport, review } = course;
  return [
    ['title', title],
    ['subtitle', subtitle],
    ['summary', summary],
    ['notice', notice],
    ...objectives.map(({ id, text }): [string, string] => [`objective ${id}`, text]),
    ...limitationsAndRisks.map((text): [string, string] => ['limitations and risks', text]),
    ['commercial support', commercialSupport],
    ['review note', review.note],
  ];
}

/** A learner must not accept that no body approved a course that earns the credit of one. */
function denialFaults({ course: { subtitle, summary, notice, limitationsAndRisks } }: CourseContent, rules: Rules) {
  const texts = [
    ['subtitle', subtitle],
    ['summary', summary],
    ['notice', notice],
    ...limitationsAndRisks.map((text) => ['limitations and risks', text]),
  ] as [string, string][];
  return texts.flatMap(([place, text]) => {
    const denial = denialIn(text);
    const message = `The ${place} says “${denial}”. Publish a version without it: what is approved stands in the offers.`;
    return denial === null ? [] : [missing('APPROVAL_DENIED', message, rules)];
  });
}

/** Where words stand that the body forbids, whatever their case, spaces and hyphens. */
export function forbiddenFaults(texts: readonly (readonly [string, string])[], rules: Rules): ChecklistItem[] {
  const words = rules.forbiddenWords?.value ?? [];
  return texts.flatMap(([place, text]) =>
    words
      .filter((word) => speaksOf(text, [word]))
      .map((word) =>
        missing('FORBIDDEN_WORDS', `The ${place} says "${word}", which the body forbids.`, rules, {
          rule: 'forbiddenWords',
        }),
      ),
  );
}
