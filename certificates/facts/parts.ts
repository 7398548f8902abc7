import { z } from 'zod';
import { parseCertificateNumber } from '../number.ts';

/** The built-in designs of a certificate. */
export const DESIGNS = ['CLASSIC', 'MODERN', 'QUIET'] as const;
export type Design = (typeof DESIGNS)[number];

/** Text of at most this many code points. Tests prove the layout up to these lengths. */
export function text(longest: number) {
  return z.string().refine((value) => [...value].length <= longest, `must be at most ${longest} characters`);
}
export const required = (longest: number) => text(longest).refine((value) => value.trim() !== '', 'must not be empty');

function isCalendarDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** YYYY-MM-DD. */
export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDate, 'must be a date of the calendar');

const knownZones = new Set<string>();

function isTimeZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    knownZones.add(zone);
    return true;
  } catch {
    return false;
  }
}

export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone');

export const printedNumber = z.string().refine((value) => {
  const parsed = parseCertificateNumber(value);
  return parsed.ok && parsed.number === value;
}, 'must be a certificate number as printed');

const color = z.string().regex(/^#[0-9a-f]{6}$/);
const hexSha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The look of an organization's certificates: colors as #rrggbb, images by the SHA-256 (hex) of their bytes. */
export const lookShape = z.strictObject({
  design: z.enum(DESIGNS),
  primaryColor: color.nullable(),
  accentColor: color.nullable(),
  logoSha256: hexSha256.nullable(),
  signatureSha256: hexSha256.nullable(),
});

export type CertificateLook = z.output<typeof lookShape>;
