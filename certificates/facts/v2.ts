import { z } from 'zod';
import { creditShape, licenseShape } from './credit.ts';
import { required } from './parts.ts';
import { factsV1 } from './v1.ts';

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
  /** The one credit of an award's certificate; empty on a plain one. */
  credits: z.array(creditShape).max(1),
  /**
   * ATTENDANCE: that the holder attended a training, TEACHING: that they taught it, not that they completed the course. Absent on every
   * other certificate.
   */
  certifies: z.enum(['ATTENDANCE', 'TEACHING']).optional(),
  sessions: z.array(sessionShape).max(200).optional(),
  /** Of an award: the licenses that the holder claimed it for. */
  licenses: z.array(licenseShape).max(20).optional(),
  /** The holder's name in another script. */
  secondName: required(120).optional(),
  /** The language of the fixed words, as a tag of BCP 47; English when absent. */
  wordsLanguage: z.string().max(35).refine(isLanguageTag, 'must be a language tag in its canonical form').optional(),
  /** Whether an outside authority's timestamp is in the seal. */
  timestamped: z.boolean().optional(),
});

export type CertificateFacts = z.output<typeof factsV2>;
