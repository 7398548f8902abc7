import { z } from 'zod';
import { calendarDate, required } from './parts.ts';
import { factsV1 } from './v1.ts';

const webAddress = z.url({ protocol: /^https?$/ }).max(300);

/** What one accrediting body grants for the course, in its own unit. Units of different bodies are never added up. */
const creditShape = z.strictObject({
  /** The name of the body, as printed. */
  body: required(160),
  /** The organization's number at the body; null when the body gives none. */
  providerNumber: required(60).nullable(),
  /** The body's unit as its rules name it, for programs. */
  unit: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
  /** The same unit as it is printed: `contact hours`. */
  unitWords: required(80),
  amountHundredths: z.int().min(1).max(1_000_000),
  /** The sentence that the body requires, word for word. */
  statement: required(1000),
  /** The approval that the credit is based on: its days, and where the body publishes it. `endsOn` is null while it is open. */
  approval: z.strictObject({ startsOn: calendarDate, endsOn: calendarDate.nullable(), url: webAddress }),
});

/** A part of a course that the holder attended. */
const sessionShape = z.strictObject({
  title: required(200),
  format: required(120),
  /** Minutes of instruction, without breaks. */
  minutes: z.int().min(1).max(100_000),
  /** Null for a session without a fixed time. RFC 3339. */
  startsAt: z.iso.datetime({ offset: true }).nullable(),
  endsAt: z.iso.datetime({ offset: true }).nullable(),
});

/** A license of the holder that a credit is for. */
const licenseShape = z.strictObject({ profession: required(120), jurisdiction: required(120), number: required(60) });

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/**
 * Version 2 of the facts: everything a certificate says. Frozen at issue, stored as JSON, drawn for as long as records are kept.
 * This shape has members that no certificate has yet; `parseFacts` refuses those until they are issued.
 */
export const factsV2 = z.strictObject({
  ...factsV1.shape,
  schema: z.literal(2),
  /** When the last requirement was met, RFC 3339; its day in `timeZone` is `completedOn`. Absent on earlier certificates. */
  completedAt: z.iso.datetime({ offset: true }).optional(),
  /** One for each accrediting body and unit. */
  credits: z.array(creditShape).max(40),
  sessions: z.array(sessionShape).max(200).optional(),
  licenses: z.array(licenseShape).max(20).optional(),
  /** The holder's name in another script. */
  secondName: required(120).optional(),
  /** The language of the fixed words, as a tag of BCP 47; English when absent. */
  wordsLanguage: z.string().max(35).refine(isLanguageTag, 'must be a language tag in its canonical form').optional(),
  /** Whether an outside authority's timestamp is in the seal. */
  timestamped: z.boolean().optional(),
});

export type CertificateFacts = z.output<typeof factsV2>;
export type Credit = CertificateFacts['credits'][number];
