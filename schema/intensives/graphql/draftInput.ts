import { z } from 'zod';
import type { TaxChoiceId } from '../../../drizzle/ids.ts';
import { PRICE_KINDS } from '../../../drizzle/tables/intensivePrices.ts';
import { ADMISSIONS, FOLDS, INTENSIVE_KINDS, LIVE_FORMATS, SEGMENT_KINDS } from '../../../drizzle/tables/intensives.ts';
import { day, key, line, list, printedLine, printedName, prose, whole } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { idOf } from '../../input.ts';
import { faultsBeside } from '../rules/draft.ts';
import { AdmissionEnum, FoldEnum, IntensiveKindEnum, LiveFormatEnum, PriceKindEnum, SegmentKindEnum } from './parts.ts';

const UNITS = ['HOURS', 'CALENDAR_DAYS'] as const;
const DeadlineUnitEnum = builder.enumType('DeadlineUnit', {
  description: 'What a deadline counts.',
  values: described(UNITS, {
    HOURS: 'Hours on the clock.',
    CALENDAR_DAYS: 'Days on the calendar of the intensive’s zone; the deadline is the end of that day.',
  }),
});

const DeadlineInput = builder.inputType('DeadlineInput', {
  description: 'A deadline before the start.',
  fields: (t) => ({
    unit: t.field({ type: DeadlineUnitEnum, description: 'What it counts.' }),
    count: t.int({ description: 'How many, 0 to 1000.' }),
  }),
});

const TierInput = builder.inputType('RefundTierInput', {
  description: 'What is given back to whoever withdraws in time.',
  fields: (t) => ({
    until: t.field({ type: DeadlineInput, description: 'Until when.' }),
    percent: t.int({ description: 'How much of what was paid, 1 to 100.' }),
  }),
});

const PolicyInput = builder.inputType('IntensivePolicyInput', {
  description: 'Refunds and transfers.',
  fields: (t) => ({
    refundTiers: t.field({ type: [TierInput], description: 'At most 10; empty: nothing is given back.' }),
    transferUntil: t.field({
      type: DeadlineInput,
      required: false,
      description: 'Until when a place may move; without it never. Places of couples do not.',
    }),
    text: t.string({ description: 'Your own words, in Markdown.' }),
  }),
});

const DepositInput = builder.inputType('DepositInput', {
  description: 'An invoice that is paid in two parts.',
  fields: (t) => ({
    percent: t.int({ description: 'How much is due with the invoice, 1 to 99; it gives the place.' }),
    balanceUntil: t.field({ type: DeadlineInput, description: 'The last day for the rest.' }),
  }),
});

const InstructorInput = builder.inputType('IntensiveInstructorInput', {
  description: 'Who teaches or leads.',
  fields: (t) => ({
    name: t.string({ description: 'The name.' }),
    credentials: t.string({ description: 'Degrees and licenses.' }),
    disclosure: t.string({
      description: 'Interests in what is taught; write that there are none where there are none.',
    }),
  }),
});

const SegmentInput = builder.inputType('IntensiveSegmentInput', {
  description: 'A part of the agenda.',
  fields: (t) => ({
    title: t.string({ description: 'What it is called.' }),
    kind: t.field({ type: SegmentKindEnum, description: 'What it is.' }),
    format: t.field({ type: LiveFormatEnum, description: 'How it is delivered.' }),
    day: t.string({ description: 'The day there: 2027-03-12.' }),
    wallTime: t.string({ description: 'The time on the wall there, 24 hours: 09:30.' }),
    timeZone: t.string({ required: false, description: 'Its zone, where it is not that of the intensive.' }),
    fold: t.field({
      type: FoldEnum,
      required: false,
      description: 'Only where clocks go back and the time comes twice.',
    }),
    minutes: t.int({ description: 'How long it takes, 1 to 1440.' }),
    topics: t.stringList({ required: false, description: 'What it is about; at most 20.' }),
    instructors: t.stringList({ required: false, description: 'Who teaches it, by name.' }),
  }),
});

const PriceInput = builder.inputType('IntensivePriceInput', {
  description: 'A price of one place, tax included.',
  fields: (t) => ({
    label: t.string({ description: 'What it is called.' }),
    kind: t.field({ type: PriceKindEnum, required: false, description: 'What it is for; STANDARD without it.' }),
    amountMinor: t.int({ description: 'In minor units of the currency; 0 is free.' }),
    startsAt: t.field({ type: 'DateTime', required: false, description: 'Its first instant.' }),
    endsAt: t.field({ type: 'DateTime', required: false, description: 'The instant at which it has ended.' }),
    places: t.int({ required: false, description: 'How many places are sold at it.' }),
    taxChoiceId: t.id({ required: false, description: 'Your choice of tax; every price above 0 needs one.' }),
  }),
});

/** The whole intensive, as an input. */
export const DraftInput = builder.inputType('IntensiveDraftInput', {
  description: 'An intensive, whole: saving it replaces what was there.',
  fields: (t) => ({
    kind: t.field({ type: IntensiveKindEnum, description: 'For whom it is.' }),
    courseSlug: t.string({ required: false, description: 'The published live course of a TRAINING.' }),
    title: t.string({ description: 'Its title.' }),
    neutralName: t.string({
      required: false,
      description: 'For every kind but TRAINING: what statements, mails and calendars show instead of the title.',
    }),
    description: t.string({ description: 'What it is about, in Markdown.' }),
    timeZone: t.string({ description: 'The zone in which its days and deadlines count: America/New_York.' }),
    place: t.string({ description: 'The place in public: a city, or "Online".' }),
    venue: t.string({ required: false, description: 'Where exactly; only confirmed people see it.' }),
    link: t.string({
      required: false,
      description: 'The online room, beginning with https://; only confirmed people see it.',
    }),
    capacity: t.int({
      description: 'How many places there are, 1 to 10000. Of a published one, changeCapacity changes it.',
    }),
    admission: t.field({ type: AdmissionEnum, description: 'How people come to a place.' }),
    currency: t.string({ description: 'ISO 4217; fixed at publication.' }),
    registrationOpensAt: t.field({ type: 'DateTime', description: 'From when people may register.' }),
    registrationClosesAt: t.field({ type: 'DateTime', description: 'Until when, exclusive.' }),
    offerHours: t.int({
      required: false,
      description: 'How long an offer waits for an answer, 1 to 720 hours; 48 without it.',
    }),
    delayedMethods: t.boolean({ required: false, description: 'Whether money may arrive days later.' }),
    invoiceDays: t.int({
      required: false,
      description: 'Within how many days an invoiced organization pays; without it none is invoiced.',
    }),
    deposit: t.field({
      type: DepositInput,
      required: false,
      description: 'Whether an invoice may be paid in two parts; without it, at once.',
    }),
    policy: t.field({ type: PolicyInput, description: 'Refunds and transfers.' }),
    instructors: t.field({ type: [InstructorInput], description: 'Who teaches or leads; at most 50.' }),
    segments: t.field({ type: [SegmentInput], description: 'The agenda; at most 100.' }),
    prices: t.field({ type: [PriceInput], description: 'The prices in order; at most 20.' }),
  }),
});

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const before = z.object({ unit: z.enum(UNITS), count: whole(0, 1000) });
const MARK = 8_000;

const fields = z.object({
  kind: z.enum(INTENSIVE_KINDS),
  courseSlug: key('the slug of a course').nullish().transform(absent),
  title: printedLine('a title', 160),
  neutralName: printedLine('a neutral name', 60).nullish().transform(absent),
  description: prose('a description', MARK),
  timeZone: line('a time zone', 60),
  place: printedLine('a place', 120),
  venue: line('a venue', 400).nullish().transform(absent),
  link: line('an address that begins with https://', 1_000)
    .refine(
      (value) => /^https:\/\/[^\s]+$/.test(value) && URL.canParse(value),
      'write an address that begins with https:// and contains no space.',
    )
    .nullish()
    .transform(absent),
  capacity: whole(1, 10_000),
  admission: z.enum(ADMISSIONS),
  currency: z.string().max(10),
  registrationOpensAt: z.date(),
  registrationClosesAt: z.date(),
  offerHours: whole(1, 720)
    .nullish()
    .transform((hours) => hours ?? 48),
  delayedMethods: z
    .boolean()
    .nullish()
    .transform((yes) => yes ?? false),
  invoiceDays: whole(1, 365).nullish().transform(absent),
  deposit: z
    .object({ percent: whole(1, 99), balanceUntil: before })
    .nullish()
    .transform(absent),
  policy: z.object({
    refundTiers: list(z.object({ until: before, percent: whole(1, 100) }), 0, 10),
    transferUntil: before.nullish().transform(absent),
    text: prose('a policy', MARK),
  }),
  instructors: list(
    z.object({
      name: printedName('a name', 120),
      credentials: printedLine('credentials', 300),
      disclosure: line('a disclosure', 1_000),
    }),
    0,
    50,
  ),
  segments: list(
    z.object({
      title: printedLine('a title', 160),
      kind: z.enum(SEGMENT_KINDS),
      format: z.enum(LIVE_FORMATS),
      day: day(),
      wallTime: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'write a time of 24 hours: 09:30.'),
      timeZone: line('a time zone', 60).nullish().transform(absent),
      fold: z.enum(FOLDS).nullish().transform(absent),
      minutes: whole(1, 1_440),
      topics: list(line('a topic', 160), 0, 20)
        .nullish()
        .transform((topics) => topics ?? []),
      instructors: list(line('a name', 120), 0, 50)
        .nullish()
        .transform((names) => names ?? []),
    }),
    0,
    100,
  ),
  prices: list(
    z.object({
      label: printedLine('a label', 80),
      kind: z
        .enum(PRICE_KINDS)
        .nullish()
        .transform((kind) => kind ?? 'STANDARD'),
      amountMinor: whole(0, 99_999_999),
      startsAt: z.date().nullish().transform(absent),
      endsAt: z.date().nullish().transform(absent),
      places: whole(1, 10_000).nullish().transform(absent),
      taxChoiceId: idOf<TaxChoiceId>('TaxChoice').nullish().transform(absent),
    }),
    0,
    20,
  ),
});

/** A segment without a zone is in that of the intensive. */
const inZones = (draft: z.output<typeof fields>) => ({
  ...draft,
  segments: draft.segments.map((segment) => ({ ...segment, timeZone: segment.timeZone ?? draft.timeZone })),
});

type Fields = z.output<typeof fields>;

/** Of a draft that cannot be read whole: what the rules refuse in the fields that can be read. */
function faultsOfRest(sent: unknown, unread: ReadonlySet<PropertyKey | undefined>) {
  const known = Object.entries(fields.shape).filter(([name]) => !unread.has(name));
  const read = known.map(([name, field]) => [name, field.parse((sent as Record<string, unknown>)[name])]);
  const draft: Fields = { segments: [], ...Object.fromEntries(read) };
  return faultsBeside(inZones(draft), unread);
}

/** Reads a draft; the rules of rules/draft.ts say more. A draft that can be read is left to the verb, which also knows courses and taxes. */
export const readDraft = z.unknown().transform((sent, context): ReturnType<typeof inZones> => {
  const whole = fields.safeParse(sent);
  if (whole.success) return inZones(whole.data);
  const { issues } = whole.error;
  const others = faultsOfRest(sent, new Set(issues.map(({ path: [name] }) => name)));
  const listed = [...issues, ...others.map(({ path, message }) => ({ path: path.split('.'), message }))];
  for (const { path, message } of listed) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});
