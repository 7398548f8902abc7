import { z } from 'zod';
import type { ApprovalId, CourseId } from '../../../drizzle/ids.ts';
import { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import { CourseFormat } from '../../courses/graphql/course.ts';
import { day, key, line, printedLine, webAddress } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { ApprovalNotInForceError, OfferExistsError, OfferRefusedError, VersionNotOfferedError } from '../errors.ts';
import { offerCredit } from '../operations/offerCredit.ts';
import { hundredthsOf } from '../rules/amountInput.ts';
import { calculationShape, PARTS } from '../rules/calculation.ts';
import { formText, isRuleName } from '../rules/forms.ts';
import { CalculationMethodEnum, CreditOfferRef } from './creditOffer.ts';

const MOST_LINES = 50;
const MOST_STATED = 60;

const LineInput = builder.inputType('CreditLineInput', {
  description: 'A part of the amount.',
  fields: (t) => ({
    amount: t.string({ description: 'How much, in the unit of the body, as an exact decimal: "1.5".' }),
    format: t.field({ type: CourseFormat, description: 'In which format; that of the course.' }),
    category: t.string({ required: false, description: 'The category of the body, by its key.' }),
    session: t.string({ required: false, description: 'The session, of a live course.' }),
  }),
});

const PartEnum = builder.enumType('ActivityPart', {
  description: 'What a part of an activity is.',
  values: described(PARTS, {
    INSTRUCTION: 'It teaches; it counts.',
    TEST: 'The test; the body says whether it counts.',
    EVALUATION: 'The evaluation; the body says whether it counts.',
    REFLECTION: 'Reflection; the body says whether it counts.',
    BREAK: 'A break; it never counts.',
  }),
});

const PartInput = builder.inputType('ActivityPartInput', {
  description: 'A part of an activity, with its minutes.',
  fields: (t) => ({
    part: t.field({ type: PartEnum, description: 'What it is.' }),
    minutes: t.int({ description: 'How many minutes it takes.' }),
    title: t.string({ required: false, description: 'What it is about.' }),
  }),
});

const TesterInput = builder.inputType('PilotTesterInput', {
  description: 'A tester of a pilot. Name nobody.',
  fields: (t) => ({
    profession: t.string({ description: 'The profession of the tester, such as lmft.' }),
    parts: t.field({ type: [PartInput], description: 'How long each part took.' }),
  }),
});

const CalculationInput = builder.inputType('CreditCalculationInput', {
  description: 'How you show the amount. Give what the method needs, and nothing else.',
  fields: (t) => ({
    method: t.field({ type: CalculationMethodEnum, description: 'The method.' }),
    parts: t.field({ type: [PartInput], required: false, description: 'For AGENDA_MINUTES and RUN_TIME.' }),
    words: t.int({
      required: false,
      description: 'Words of instruction, for WORDS and MERGENER; not more than `course.studyCalculation.words`.',
    }),
    questions: t.int({ required: false, description: 'Questions of one test, for MERGENER.' }),
    difficulty: t.float({ required: false, description: 'From 1 to 5, for MERGENER.' }),
    testers: t.field({ type: [TesterInput], required: false, description: 'For PILOT.' }),
  }),
});

const StatedInput = builder.inputType('StatedRuleInput', {
  description: 'A rule that the file of the body does not give, with your own source.',
  fields: (t) => ({
    name: t.string({
      description:
        'Its name, as the checklist shows it in `rule`: repeats, say, or statement for the sentence of the body.',
    }),
    value: t.string({ description: 'Its value as JSON, as accreditor.values shows them.' }),
    sourceTitle: t.string({ description: 'The page or document that says it.' }),
    sourceUrl: t.string({ description: 'Its address, beginning with https://.' }),
    sourceReadOn: t.string({ description: 'The day on which you read it: 2026-11-22.' }),
    reason: t.string({ description: 'Why you state it, in 3 to 500 characters. It stands in every audit.' }),
  }),
});

const given = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(given);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one == null ? [] : [[name, given(one)]])));
};

/** Reads JSON; undefined for a text that is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const stated = z
  .object({
    name: line('the name of a rule', 80),
    value: z.string().max(5_000, 'Write at most 5000 characters.'),
    sourceTitle: line('the title of your source', 300),
    sourceUrl: webAddress(),
    sourceReadOn: day(),
    reason: reasonText,
  })
  .transform(({ name, value: text, sourceTitle: title, sourceUrl: url, sourceReadOn: readOn, reason }, context) => {
    const value = readJson(text);
    if (value !== undefined) return { name, value, reason, source: { title, url, readOn } };
    const form = isRuleName(name) ? formText(name) : 'JSON: a number, a text in quotes, true, a list or an object';
    context.addIssue({ code: 'custom', path: ['value'], message: `Write ${form}. A text stands in quotes.` });
    return z.NEVER;
  });

const amountLine = z
  .object({
    amount: z.string(),
    format: z.enum(COURSE_FORMATS),
    category: key('a category').nullish(),
    session: printedLine('the session', 120).nullish(),
  })
  .transform(({ amount, format, category = null, session = null }, context) => {
    const amountHundredths = hundredthsOf(amount);
    if (amountHundredths !== null) return { amountHundredths, format, category, session };
    const message = 'Write an exact decimal with at most two places, such as "1.5".';
    context.addIssue({ code: 'custom', path: ['amount'], message });
    return z.NEVER;
  });

const dayOrNull = day()
  .nullish()
  .transform((value) => value ?? null);

const read = z.object({
  approvalId: idOf<ApprovalId>('Approval'),
  courseId: idOf<CourseId>('Course'),
  lines: z.array(amountLine).min(1, 'Give at least one amount.').max(MOST_LINES, `Give at most ${MOST_LINES} amounts.`),
  calculation: z.unknown().transform(given).pipe(calculationShape),
  studyTimeReason: reasonText.nullish().transform((reason) => reason ?? null),
  stated: z
    .array(stated)
    .max(MOST_STATED, `State at most ${MOST_STATED} rules.`)
    .nullish()
    .transform((rules) => rules ?? []),
  opensOn: day(),
  lastEnrollmentOn: dayOrNull,
  lastCompletionOn: dayOrNull,
});

mutation('offerCredit', {
  description:
    'Offers the credit of a body for the version of a course that is taught now, for an owner or organizer. Refuses with everything that is missing. The rules and words of the day are frozen with the offer; nothing changes for anyone who enrolled before.',
  errors: [
    NotFoundError,
    ForbiddenError,
    InvalidInputError,
    VersionNotOfferedError,
    ApprovalNotInForceError,
    OfferExistsError,
    OfferRefusedError,
  ],
  input: {
    description: 'What is offered. Days are in the zone of the organization.',
    fields: (t) => ({
      approvalId: t.id({ description: 'A confirmed approval.' }),
      courseId: t.id({ description: 'The course.' }),
      version: t.string({ description: 'Its version (course.version), so that you offer what you have looked at.' }),
      lines: t.field({ type: [LineInput], description: `The amounts, at most ${MOST_LINES}.` }),
      calculation: t.field({ type: CalculationInput, description: 'How you show them.' }),
      studyTimeReason: t.string({
        required: false,
        description:
          'Why the amount stands for more minutes than the version requires anyone to study, in 3 to 500 characters; needed only then. It stands in every audit.',
      }),
      stated: t.field({
        type: [StatedInput],
        required: false,
        description: 'Rules that the file of the body does not give.',
      }),
      opensOn: t.string({ description: 'The first day: 2026-11-22.' }),
      lastEnrollmentOn: t.string({ required: false, description: 'The last day of enrolling for it.' }),
      lastCompletionOn: t.string({ required: false, description: 'The last day of completing the course for it.' }),
    }),
  },
  read,
  run: ({ db }, act, input) => offerCredit(db, act, input),
  payload: {
    description: 'The offer.',
    fields: (t) => ({
      offer: t.field({ type: CreditOfferRef, description: 'The offer.', resolve: ({ offerId }) => offerId }),
    }),
  },
});
