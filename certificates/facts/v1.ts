import { z } from 'zod';
import { calendarDate, lookShape, printedNumber, required, text, timeZone } from './parts.ts';

/** Version 1 of the facts. No new certificate uses it. Old ones are read for as long as records are kept. */
export const factsV1 = z.strictObject({
  schema: z.literal(1),
  number: printedNumber,
  specimen: z.boolean(),
  purpose: z.enum(['CREDIT', 'PERSONAL']),
  learnerName: required(120),
  course: z.strictObject({
    slug: required(120),
    title: required(200),
    version: required(40),
    contentHash: required(160),
    language: required(60),
    format: required(120),
    level: required(60),
  }),
  /** Hours of study (60 minutes) x 100. */
  studyHundredths: z.int().min(0).max(1_000_000),
  /** A day in `timeZone`. */
  completedOn: calendarDate,
  /** The organization's time zone. */
  timeZone,
  /** RFC 3339. */
  issuedAt: z.iso.datetime({ offset: true }),
  /** The last day it is valid, in `timeZone`; absent when it does not expire. */
  expiresOn: calendarDate.optional(),
  /** Absent on certificates from before organizations had looks: CLASSIC in its own colors. */
  look: lookShape.optional(),
  objectives: z.array(required(300)).max(40),
  contributors: z.array(z.strictObject({ role: required(80), name: required(120), credentials: text(300) })).max(60),
  organization: z.strictObject({
    legalName: required(160),
    address: z.array(text(120)).max(8),
    website: text(200),
    email: text(200),
  }),
  signatory: z.strictObject({ name: required(120), title: text(120) }).nullable(),
  assessment: z.strictObject({ passPercent: z.int().min(0).max(100) }).nullable(),
  /** The sentences that say what this certificate is not. */
  statements: z.array(required(1000)).max(12),
  verifyUrl: z.url({ protocol: /^https?$/ }).max(300),
});

export type FactsV1 = z.output<typeof factsV1>;
