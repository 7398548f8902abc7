import { z } from 'zod';
import { calendarDate, required } from './parts.ts';

/** What a body may demand that a certificate shows beside name, title, date and amount. */
export const DEMANDED_FACTS = [
  'PROVIDER_NUMBER',
  'APPROVAL_PERIOD',
  'FORMAT',
  'CATEGORY',
  'LICENSE',
  'CONTRIBUTORS',
  'ASSESSMENT',
  'SIGNATORY',
  'ADDRESS',
] as const;
export type DemandedFact = (typeof DEMANDED_FACTS)[number];

/** Which day the body counts. */
export const COUNTED_DATES = ['REGISTRATION', 'SESSION', 'COMPLETION'] as const;
/** For what the holder is credited. */
const CREDIT_BASES = ['LEARNER', 'INSTRUCTOR', 'AUTHOR'] as const;

const webAddress = z.url({ protocol: /^https?$/ }).max(300);
const amount = z.int().min(1).max(1_000_000);
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A part of the amount. The lines add up to it. */
const lineShape = z.strictObject({
  amountHundredths: amount,
  /** In the body's own words. */
  format: required(200),
  category: required(160).nullable(),
  session: required(200).nullable(),
});

/** The approval that a credit is based on. Both days are included; `endsOn` is null while it is open. */
const approvalShape = z
  .strictObject({
    kind: z.enum(['PROVIDER', 'COURSE', 'CO_SPONSORED', 'JOINT']),
    /** Of the issuing organization. */
    role: z.enum(['HOLDER', 'CO_SPONSOR']),
    /** The other organization of a shared approval, and its number at the body. */
    partner: z.strictObject({ name: required(160), number: required(60).nullable() }).nullable(),
    startsOn: calendarDate,
    endsOn: calendarDate.nullable(),
    /** Where the body publishes it. */
    url: webAddress,
    /** It exists only for a demonstration. */
    specimen: z.boolean(),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'must not be before the first day',
  })
  .refine(({ kind, partner }) => kind !== 'CO_SPONSORED' || partner !== null, {
    path: ['partner'],
    message: 'must name the partner of a co-sponsored approval',
  });

/** What one accrediting body grants, in its own unit and words. Units of different bodies are never added up. */
export const creditShape = z
  .strictObject({
    /** The body's key, for programs. */
    accreditor: key.max(60),
    /** The name of the body, as printed. */
    body: required(200),
    /** The number that stands for the approval at the body; null when the body gives none. */
    providerNumber: required(60).nullable(),
    /** The body's unit: a code for programs, and its words. */
    unit: z.strictObject({
      code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
      singular: required(80),
      plural: required(80),
    }),
    amountHundredths: amount,
    lines: z.array(lineShape).min(1).max(60),
    /** Categories that lie over the amount: hours that count in it and also for a mandate, such as ethics. */
    mandates: z.array(z.strictObject({ category: required(160), amountHundredths: amount })).max(20),
    /** The sentence that the body requires, word for word. */
    statement: required(2000),
    approval: approvalShape,
    basis: z.enum(CREDIT_BASES),
    /** The day that the body counts: of a session where it took place, else in the organization's time zone. */
    counted: z.strictObject({ on: calendarDate, day: z.enum(COUNTED_DATES) }),
    demands: z.array(z.enum(DEMANDED_FACTS)).max(DEMANDED_FACTS.length),
  })
  .refine(
    ({ amountHundredths, lines }) => lines.reduce((sum, line) => sum + line.amountHundredths, 0) === amountHundredths,
    { path: ['lines'], message: 'must add up to the amount' },
  )
  .refine(
    ({ amountHundredths, mandates }) => mandates.every((mandate) => mandate.amountHundredths <= amountHundredths),
    {
      path: ['mandates'],
      message: 'must not exceed the amount',
    },
  )
  .refine(
    ({ counted: { on }, approval: { startsOn, endsOn } }) => startsOn <= on && (endsOn === null || on <= endsOn),
    { path: ['counted', 'on'], message: 'must be a day of the approval' },
  );

export type Credit = z.output<typeof creditShape>;

/** A license of the holder that a credit is for, in the words of its board. */
export const licenseShape = z.strictObject({
  profession: required(120),
  jurisdiction: required(120),
  number: required(60),
});
export type PrintedLicense = z.output<typeof licenseShape>;
