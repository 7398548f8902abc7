import { z } from 'zod';
import { COUNTED_DATES, DEMANDED_FACTS } from '../../../certificates/facts/credit.ts';
import { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import { LICENSE_KINDS } from '../../../drizzle/tables/licenses.ts';
import { key, line, list, printedLine, section, whole, word, yesNo } from '../../edited/text.ts';
import { blankMessage, blanksIn } from './statement.ts';

/** What the unit of a body measures: time, bands of time that earn a fixed amount, points, or nothing (a record without a unit). */
const UNIT_KINDS = ['TIMED', 'BANDED', 'POINTS', 'NONE'] as const;
export const ROUNDINGS = ['DOWN', 'NEAREST', 'UP'] as const;
/** How the minutes of an activity may be shown: an agenda, run time, a count of words, Mergener's formula, a pilot with testers. */
export const CALCULATIONS = ['AGENDA_MINUTES', 'RUN_TIME', 'WORDS', 'MERGENER', 'PILOT'] as const;
/** NEVER: once for a person. ONCE_A_CYCLE: once in each cycle of the license. */
const REPEAT_RULES = ['NEVER', 'ONCE_A_CYCLE', 'ALLOWED'] as const;
/** DIVIDES: the categories add up to the total. OVERLIES: hours count for the mandate and for the total. */
const CATEGORY_KINDS = ['DIVIDES', 'OVERLIES'] as const;
/**
 * NONE: all instruction, or nothing. PER_SESSION: each part of instruction, or nothing of it. PER_HOUR: each hour of a part, or nothing
 * of it. ACTUAL_TIME: every whole minute that the person was there.
 */
export const PARTIAL_CREDIT = ['NONE', 'PER_SESSION', 'PER_HOUR', 'ACTUAL_TIME'] as const;
/** Of a part that several taught: each has its minutes in FULL, or they are DIVIDED, so that all together have no more than the part. */
export const SHARED_PARTS = ['FULL', 'DIVIDED'] as const;
/** EACH_TRAINING: once for each training. NEVER: for the first time that the content is taught, and for no other. */
const TAUGHT_AGAIN = ['EACH_TRAINING', 'NEVER'] as const;
/** What an organization may waive for one person, where the body lets it. */
export const WAIVABLE = ['EVALUATION_DEADLINE_PASSED', 'LICENSE_EXPIRED', 'DAILY_LIMIT', 'REPEAT_CREDIT'] as const;

/** "No limit" is a value with a source, not the absence of one. */
function orNone<Shape extends z.ZodType>(shape: Shape, what: string) {
  return z.union([shape, z.literal('NONE')], { error: `write ${what}, or NONE for no limit.` });
}
const wholeOrNone = (min: number, max: number) => orNone(whole(min, max), `a whole number from ${min} to ${max}`);
const MOST_HUNDREDTHS = 1_000_000;
const hundredths = (min = 0) => whole(min, MOST_HUNDREDTHS);
const hundredthsOrNone = (min = 0) => wholeOrNone(min, MOST_HUNDREDTHS);
const formats = () => list(word(COURSE_FORMATS), 1, COURSE_FORMATS.length);

const unit = section({
  kind: word(UNIT_KINDS),
  /** For programs: CONTACT_HOURS. */
  code: line('a code such as CONTACT_HOURS', 40).refine(
    (value) => /^[A-Z][A-Z0-9_]*$/.test(value),
    'use capital letters, digits and underscores.',
  ),
  singular: printedLine('the word for one unit', 80),
  plural: printedLine('the word for several units', 80),
  abbreviation: printedLine('an abbreviation', 20).optional(),
});

/**
 * One band: activities from `fromMinutes` on, below the next band, earn these hundredths. A band that says nothing of activities
 * without an assessment gives them nothing.
 */
const band = section({
  fromMinutes: whole(0, 100_000),
  assessedHundredths: hundredths(),
  unassessedHundredths: hundredths().optional(),
});

const categories = list(
  section({
    key: key('the name of the category'),
    name: printedLine('the category in words', 120),
    kind: word(CATEGORY_KINDS),
    /** Of the board: how much of it a cycle requires. */
    requiredHundredths: hundredths().optional(),
  }),
  1,
  60,
);

const professions = () => list(key('a profession'), 1, 60);
const claimants = z.discriminatedUnion(
  'kind',
  [
    section({ kind: z.literal('ANYONE') }),
    section({ kind: z.literal('PROFESSIONS'), professions: professions() }),
    section({ kind: z.literal('ONE_LICENSE'), professions: professions() }),
  ],
  { error: 'write a section with kind: ANYONE, PROFESSIONS or ONE_LICENSE; the last two with professions.' },
);

const bodysWords = () => printedLine('the words of the body', 200).optional();
const formatWords = section({
  SELF_PACED_READING: bodysWords(),
  SELF_PACED_VIDEO: bodysWords(),
  LIVE_ONLINE: bodysWords(),
  LIVE_IN_PERSON: bodysWords(),
} satisfies Record<(typeof COURSE_FORMATS)[number], z.ZodType>);

const everywhere = {
  unit,
  minutesPerUnit: whole(1, 600),
  retentionYears: whole(0, 100),
  repeats: word(REPEAT_RULES),
  smallestAwardHundredths: hundredthsOrNone(1),
  categories,
  onlineHundredthsPerDay: hundredthsOrNone(1),
};

/** The values that an accreditor's file may give. Each is dated and has a source; one without a source is left out. */
export const ACCREDITOR_VALUES = {
  ...everywhere,
  stepHundredths: whole(1, 10_000),
  rounding: word(ROUNDINGS),
  largestAwardHundredths: hundredthsOrNone(1),
  bands: list(band, 1, 20).refine(
    (bands) =>
      bands.every(({ fromMinutes }, index) => index === 0 || fromMinutes > (bands[index - 1]?.fromMinutes ?? 0)),
    'write the bands from the shortest to the longest, each from other minutes on.',
  ),
  calculations: list(word(CALCULATIONS), 1, CALCULATIONS.length),
  wordsPerUnit: whole(1, 1_000_000),
  /** Which time of several testers counts. */
  pilotTakes: word(['MEAN', 'LOWEST']),
  /** Whether a provider may offer less than the calculation justifies. */
  mayOfferLess: yesNo(),
  testCounts: yesNo(),
  evaluationCounts: yesNo(),
  reflectionCounts: yesNo(),
  assessmentRequired: yesNo(),
  passPercent: wholeOrNone(1, 100),
  maxAttempts: wholeOrNone(1, 1_000),
  /** Questions for the first unit and for each further one, and the most that may be true or false. */
  testSize: section({
    firstUnit: whole(1, 1_000),
    furtherUnit: whole(0, 1_000),
    trueFalsePercent: whole(0, 100).optional(),
  }),
  evaluationRequired: yesNo(),
  evaluationWithinHours: wholeOrNone(1, 100_000),
  /** Whether the evaluation belongs to the date of completion. */
  evaluationCompletes: yesNo(),
  attestationRequired: yesNo(),
  countedDate: word(COUNTED_DATES),
  backdating: yesNo(),
  referenceAgeYears: wholeOrNone(1, 100),
  objectivesAtLeast: whole(0, 100),
  referencesAtLeast: whole(0, 1_000),
  /** Whether somebody must have reviewed the content before credit is offered. */
  reviewRequired: yesNo(),
  /** What of a live course must be attended, and what partial attendance earns. `percent`: the share of a part, if one is asked. */
  attendance: section({
    partial: word(PARTIAL_CREDIT),
    graceMinutes: whole(0, 240),
    gapMinutes: whole(0, 240),
    percent: whole(1, 100).optional(),
  }),
  /**
   * What instructors of a live course earn: of each minute that they taught so many percent, which is more than 100 where preparation
   * counts. Nothing without this rule.
   */
  teaching: section({
    percent: whole(1, 1_000),
    shared: word(SHARED_PARTS),
    again: word(TAUGHT_AGAIN),
    testRequired: yesNo(),
    evaluationRequired: yesNo(),
  }),
  formats: formats(),
  /** The body's own words for a format. */
  formatWords,
  forbiddenWords: list(line('a word that must not be printed', 80), 1, 40),
  demandedFacts: list(word(DEMANDED_FACTS), 1, DEMANDED_FACTS.length),
  combinedCertificates: yesNo(),
  claimants,
  waivable: list(word(WAIVABLE), 1, WAIVABLE.length),
  certificateWithinDays: wholeOrNone(1, 1_000),
  reporting: orNone(
    section({ days: whole(1, 1_000), kind: word(['CALENDAR', 'BUSINESS']) }),
    'a section with days and kind (CALENDAR or BUSINESS)',
  ),
} as const;

/** The sentence of a body for a kind of approval, word for word, with blanks. */
const sentence = printedLine('the sentence of the body, word for word', 2_000).superRefine((text, context) => {
  for (const fault of blanksIn(text).faults) context.addIssue({ code: 'custom', message: blankMessage(fault) });
});

/**
 * What an offer freezes, and an organization may state: the values of the body's file, and the sentence for the kind of its
 * approval, which the file has under `statements`.
 */
export const OFFER_VALUES = { ...ACCREDITOR_VALUES, statement: sentence } as const;

/** The values that a board's file may give for a profession. */
export const BOARD_VALUES = {
  ...everywhere,
  licenseKinds: list(word(LICENSE_KINDS), 1, LICENSE_KINDS.length),
  /** Which approvals the board accepts: all formats, or those that are named. */
  accepts: list(section({ accreditor: key('an accreditor'), formats: formats().optional() }), 1, 60),
  cycleMonths: wholeOrNone(1, 240),
  requiredHundredths: hundredthsOrNone(),
  /** How much of a cycle may be study without an instructor. */
  selfStudyHundredths: hundredthsOrNone(),
  selfStudyPercent: wholeOrNone(0, 100),
  /** Whether credit for teaching counts. */
  teachingCounts: yesNo(),
} as const;

type Values<Catalog extends Record<string, z.ZodType>> = { [Name in keyof Catalog]: z.output<Catalog[Name]> };
export type AccreditorValues = Values<typeof ACCREDITOR_VALUES>;
export type OfferValues = Values<typeof OFFER_VALUES>;
export type BoardValues = Values<typeof BOARD_VALUES>;
