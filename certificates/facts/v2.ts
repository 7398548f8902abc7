import { z } from 'zod';
import { creditShape, licenseShape } from './credit.ts';
import { calendarDate, required, timeZone } from './parts.ts';
import { factsV1 } from './v1.ts';

/** A day of a training, in one format: that the holder attended or, of teaching, taught. */
const sessionShape = z.strictObject({
  /** The calendar day in `timeZone`, where it took place. */
  on: calendarDate,
  timeZone,
  /** As the organization published it, and never the venue, which only registered people may know; "Online" of a session that was. */
  place: required(160),
  /** In the words of the credit's body, where it has its own. */
  format: required(200),
});
export type PrintedSession = z.output<typeof sessionShape>;

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
  /** The time zone of `completedOn` where it is that of a training; `timeZone` when absent. */
  completedIn: timeZone.optional(),
  /** Of a training, in order. Certificates from before this was a fact have none. */
  sessions: z.array(sessionShape).min(1).max(200).optional(),
  /**
   * The place at the training that was attended. `id` ties the certificate to it and is never printed: at the door it stands for its
   * holder. `reference` is the short name by which the organization speaks of it.
   */
  registration: z.strictObject({ id: z.uuid(), reference: required(20) }).optional(),
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
