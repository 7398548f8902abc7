import { z } from 'zod';
import { parseCertificateNumber } from './number.ts';

/** The built-in designs of a certificate. */
export const DESIGNS = ['CLASSIC', 'MODERN', 'QUIET'] as const;
export type Design = (typeof DESIGNS)[number];

/** How an organization's certificates look: colors as #rrggbb, images by the SHA-256 (hex) of their bytes. */
export type CertificateLook = {
  design: Design;
  primaryColor: string | null;
  accentColor: string | null;
  logoSha256: string | null;
  signatureSha256: string | null;
};

/** Everything a certificate says. Frozen at issue, stored as JSON, drawn for as long as records are kept. */
export type CertificateFacts = {
  schema: 1;
  number: string;
  specimen: boolean;
  purpose: 'CREDIT' | 'PERSONAL';
  learnerName: string;
  course: {
    slug: string;
    title: string;
    version: string;
    contentHash: string;
    language: string;
    format: string;
    level: string;
  };
  /** Hours of study (60 minutes) x 100. */
  studyHundredths: number;
  /** Calendar date YYYY-MM-DD in `timeZone`, the organization's. */
  completedOn: string;
  timeZone: string;
  /** RFC 3339. */
  issuedAt: string;
  /** The last calendar day it holds, in `timeZone`; absent when it does not expire. */
  expiresOn?: string | undefined;
  /** Absent on certificates from before organizations had looks: CLASSIC in its own colors. */
  look?: CertificateLook | undefined;
  objectives: string[];
  contributors: { role: string; name: string; credentials: string }[];
  organization: { legalName: string; address: string[]; website: string; email: string };
  signatory: { name: string; title: string } | null;
  assessment: { passPercent: number } | null;
  /** The sentences that say what this certificate is not. */
  statements: string[];
  verifyUrl: string;
};

const isCalendarDate = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

const knownZones = new Set<string>();

const isTimeZone = (zone: string): boolean => {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    knownZones.add(zone);
    return true;
  } catch {
    return false;
  }
};

/** Text of at most so many code points; the layout is proven up to these lengths. */
const text = (longest: number) =>
  z.string().refine((value) => [...value].length <= longest, `must be at most ${longest} characters`);
const required = (longest: number) => text(longest).refine((value) => value.trim() !== '', 'must not be empty');

const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDate, 'must be a date of the calendar');
const color = z.string().regex(/^#[0-9a-f]{6}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.strictObject({
  schema: z.literal(1),
  number: z.string().refine((value) => {
    const parsed = parseCertificateNumber(value);
    return parsed.ok && parsed.number === value;
  }, 'must be a certificate number as printed'),
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
  studyHundredths: z.int().min(0).max(1_000_000),
  completedOn: calendarDate,
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone'),
  issuedAt: z.iso.datetime({ offset: true }),
  expiresOn: calendarDate.optional(),
  look: z
    .strictObject({
      design: z.enum(DESIGNS),
      primaryColor: color.nullable(),
      accentColor: color.nullable(),
      logoSha256: sha256.nullable(),
      signatureSha256: sha256.nullable(),
    })
    .optional(),
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
  statements: z.array(required(1000)).max(12),
  verifyUrl: z.url({ protocol: /^https?$/ }).max(300),
});

export type ParsedFacts = { ok: true; facts: CertificateFacts } | { ok: false; because: 'MALFORMED'; faults: string[] };

/** Reads stored facts; every fault names its field. */
export function parseFacts(value: unknown): ParsedFacts {
  const read = schema.safeParse(value);
  if (read.success) return { ok: true, facts: read.data };
  const faults = read.error.issues.map((issue) => `${issue.path.join('.') || 'facts'}: ${issue.message}`);
  return { ok: false, because: 'MALFORMED', faults };
}

/** JSON whose text does not depend on the order of keys (RFC 8785 for texts, whole numbers, booleans and null). */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
};

/** The same facts give the same JSON text whatever the order of their keys (RFC 8785 for our values). */
export const canonicalFacts = (facts: CertificateFacts): string => canonicalJson(facts);

/** Hours of study from hundredths: 625 is "6.25", 600 is "6", 650 is "6.5". */
export function hoursText(hundredths: number): string {
  if (!Number.isSafeInteger(hundredths) || hundredths < 0) {
    throw new RangeError('Hours are counted in whole, non-negative hundredths.');
  }
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(hundredths / 100));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
