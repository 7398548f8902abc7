import { z } from 'zod';
import { holdsHidden } from '../../plainText.ts';

const LONGEST = 60;
const MALFORMED = `Write the number as the board writes it, in at most ${LONGEST} characters.`;
/** Characters that show nothing, beyond those that no line of text may hold. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cn}]/u;

/** A license's number, kept as typed but for blanks at its ends. Letters of any script; no invisible characters. */
export const licenseNumber = z
  .string({ error: MALFORMED })
  .max(LONGEST * 4, MALFORMED)
  .transform((text) => text.trim())
  .refine((text) => [...text].length <= LONGEST, MALFORMED)
  .refine((text) => !holdsHidden(text, 'line') && !INVISIBLE.test(text), 'Remove control and invisible characters.')
  .refine((text) => /[\p{L}\p{N}]/u.test(text), 'Write at least one letter or digit.');

/**
 * The form in which two numbers are compared: NFKC, upper case, without spaces, dots and hyphens. Leading zeros stay, because
 * boards give out both 012345 and 12345.
 */
export function comparableNumber(number: string): string {
  const upper = number.normalize('NFKC').toUpperCase().normalize('NFKC');
  return upper.replace(/[\p{Z}\p{Pd}.\u2212]/gu, '');
}
