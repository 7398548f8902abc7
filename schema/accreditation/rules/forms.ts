import { z } from 'zod';
import type { RuleName } from './bodies.ts';
import { OFFER_VALUES, type OfferValues } from './values.ts';

/** A value of each rule as an organization may state it. */
export const EXAMPLES: OfferValues = {
  statement: '{organization}, #{number}, is approved by the Sample Body for {amount} {unit}.',
  unit: { kind: 'TIMED', code: 'CONTACT_HOURS', singular: 'contact hour', plural: 'contact hours' },
  minutesPerUnit: 60,
  retentionYears: 7,
  repeats: 'NEVER',
  smallestAwardHundredths: 100,
  categories: [{ key: 'ethics', name: 'Ethics', kind: 'OVERLIES' }],
  onlineHundredthsPerDay: 'NONE',
  stepHundredths: 25,
  rounding: 'DOWN',
  largestAwardHundredths: 'NONE',
  bands: [{ fromMinutes: 30, assessedHundredths: 100, unassessedHundredths: 50 }],
  calculations: ['WORDS', 'MERGENER'],
  wordsPerUnit: 6_000,
  pilotTakes: 'MEAN',
  mayOfferLess: true,
  testCounts: true,
  evaluationCounts: false,
  reflectionCounts: false,
  assessmentRequired: true,
  passPercent: 80,
  maxAttempts: 'NONE',
  testSize: { firstUnit: 10, furtherUnit: 5, trueFalsePercent: 50 },
  evaluationRequired: true,
  evaluationWithinHours: 'NONE',
  evaluationCompletes: true,
  attestationRequired: true,
  countedDate: 'COMPLETION',
  backdating: false,
  referenceAgeYears: 10,
  objectivesAtLeast: 3,
  referencesAtLeast: 5,
  reviewRequired: false,
  attendance: { partial: 'NONE', graceMinutes: 15, gapMinutes: 15 },
  teaching: { percent: 100, shared: 'DIVIDED', again: 'NEVER', testRequired: false, evaluationRequired: false },
  formats: ['SELF_PACED_READING'],
  formatWords: { SELF_PACED_READING: 'Home study' },
  forbiddenWords: ['accredited course'],
  demandedFacts: ['LICENSE'],
  combinedCertificates: false,
  claimants: { kind: 'ANYONE' },
  waivable: ['EVALUATION_DEADLINE_PASSED'],
  certificateWithinDays: 30,
  reporting: { days: 10, kind: 'BUSINESS' },
};

/** Whether an offer freezes a rule of this name. */
export const isRuleName = (name: string): name is RuleName => Object.hasOwn(OFFER_VALUES, name);

const TYPES: Record<string, string> = { number: 'number', boolean: 'true or false', array: 'list', object: 'object' };

/** The parts of a union, and what is inside an optional or a transformed value. */
function insideOf(shape: z.core.$ZodType): readonly z.core.$ZodType[] | null {
  if (shape instanceof z.ZodUnion) return shape.options;
  return shape instanceof z.ZodOptional ? [shape.unwrap()] : null;
}

/** The types in JSON of what a shape takes: "number", "text", "list". */
function typesOf(shape: z.core.$ZodType): string[] {
  return [...new Set(insideOf(shape)?.flatMap(typesOf) ?? [TYPES[shape._zod.def.type] ?? 'text'])];
}

const eitherOf = (words: readonly string[]): string =>
  words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** What a shape takes, in the words of JSON. */
function allowedBy(shape: z.core.$ZodType): string {
  const described = z.globalRegistry.get(shape)?.description;
  if (described !== undefined) return described;
  const inside = insideOf(shape);
  if (inside !== null) return inside.map(allowedBy).join(' or ');
  if (shape instanceof z.ZodEnum) return eitherOf(shape.options.map((word) => JSON.stringify(word)));
  if (shape instanceof z.ZodLiteral) return [...shape.values].map((word) => JSON.stringify(word)).join(' or ');
  if (shape instanceof z.ZodArray) return `a list of ${allowedBy(shape.element)}`;
  if (!(shape instanceof z.ZodObject)) return 'true or false';
  const keys = Object.entries(shape.shape as Record<string, z.core.$ZodType>).map(
    ([key, value]) => `"${key}"${value instanceof z.ZodOptional ? ' if there is one' : ''}: ${allowedBy(value)}`,
  );
  return `an object {${keys.join('; ')}}`;
}

export type Form = { type: string; allowed: string; example: string };

/** How a rule is stated: its type in JSON, what it may be, and an example. */
export function formOf(name: RuleName): Form {
  const shape = OFFER_VALUES[name];
  const type = typesOf(shape).join(' or ');
  return { type, allowed: allowedBy(shape), example: JSON.stringify(EXAMPLES[name]) };
}

/** The same in a sentence, without its end. */
export function formText(name: RuleName): string {
  const { allowed, example } = formOf(name);
  return `JSON: ${allowed}; for example ${example}`;
}

/** A stated value of a rule, or what is wrong with it, in the words of JSON. */
export function readStated(
  name: RuleName,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; message: string } {
  const read = OFFER_VALUES[name].safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  return {
    ok: false,
    message: [...read.error.issues.flatMap((issue) => adviceOn(name, issue)), `Write ${formText(name)}.`].join(' '),
  };
}

/** What a fault adds to the form of the rule. What it says of lists and objects is in the words of the files. */
function adviceOn(name: RuleName, issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `"${key}" is not known here.`);
  const isForm = issue.code === 'invalid_type' && ['array', 'object', 'record'].includes(issue.expected);
  return isForm || issue.code === 'invalid_union' ? [] : [`${[name, ...issue.path].join('.')}: ${issue.message}`];
}
