import { z } from 'zod';
import { drawableText } from '../../certificates/fonts/drawable.ts';
import { holdsHidden, isName, NO_NAME } from '../plainText.ts';
import { markdownFaults } from './markdown.ts';

/** How text is stored and hashed: NFC, line feeds, trimmed ends. */
export const normalized = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();

const TAG_START = /<(?!https?:|mailto:)\/?[a-z!]/i;

function holdsTag(value: string): boolean {
  const start = value.search(TAG_START);
  return start >= 0 && value.includes('>', start);
}

type RawIssue = { code?: string; input?: unknown };
const missing = (what: string) => (issue: RawIssue) => {
  if (issue.input === undefined) return `is missing; write ${what}.`;
  if (issue.input === null) return `is empty; write ${what}, or remove the line.`;
  if (typeof issue.input === 'number' || typeof issue.input === 'boolean')
    return `is read as a ${typeof issue.input}; put it in quotes: "${issue.input}".`;
  return `write ${what}.`;
};

const text = (what: string, max: number) =>
  z
    .string({ error: missing(what) })
    .transform(normalized)
    .refine((value) => value.length > 0, { error: `is empty; write ${what}.`, abort: true })
    .refine((value) => value.length <= max, { error: `is too long; write at most ${max} characters.`, abort: true })
    .refine((value) => !holdsHidden(value, 'edited'), 'remove control and invisible characters.')
    .describe(what);

/** One line of plain text. */
export function line(what = 'a line of text', max = 300) {
  return text(what, max)
    .refine((value) => !value.includes('\n'), 'keep it on one line.')
    .refine((value) => !holdsTag(value), 'write it without HTML.');
}

/** Markdown of one or more paragraphs, without HTML. */
export function prose(what = 'a paragraph', max = 8_000) {
  return text(what, max).superRefine((value, context) => {
    for (const fault of markdownFaults(value)) context.addIssue({ code: 'custom', message: fault.message });
  });
}

/** Whether a text has the form of a slug or an id: lowercase letters, digits and single hyphens, 80 at most. */
export const isSlug = (value: string): boolean => value.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);

/** A short lowercase name that other parts refer to. */
export function key(
  what = 'an id',
  otherwise = 'use lowercase letters, digits and single hyphens only, for example safe-haven.',
) {
  return line(`${what} in lowercase letters, digits and hyphens`, 80).refine(isSlug, otherwise);
}

export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `write one of ${words.join(', ')}.` });
}

const REAL = 'write a date that exists, from 1900 to 2199, as year-month-day: 2026-11-22.';

/** A date that isDay takes. */
export function day() {
  return z.string({ error: missing('a date such as 2026-11-22') }).refine(isDay, REAL);
}

/**
 * Whether a text is a date that exists, as YYYY-MM-DD, from 1900 to 2199. PostgreSQL has no year 0, and a day after 9999 is no
 * longer compared as text.
 */
export function isDay(value: string): boolean {
  if (!/^(19|2[01])\d\d-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

export function webAddress() {
  return line('an address that begins with https://', 2_000).refine(
    (value) => /^https:\/\/[^\s]+$/.test(value) && URL.canParse(value),
    'write an address that begins with https:// and contains no space.',
  );
}

export function emailAddress() {
  return line('an e-mail address', 254).refine(
    (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    'write an e-mail address.',
  );
}

export function whole(min: number, max: number) {
  return z
    .number({ error: `write a whole number from ${min} to ${max}.` })
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `write a whole number from ${min} to ${max}.`,
    )
    .describe(`a whole number from ${min} to ${max}`);
}

export const yesNo = () => z.boolean({ error: 'write true or false.' });

export function list<Item extends z.ZodType>(item: Item, min = 0, max = 200) {
  return z
    .array(item, { error: 'write a list: each entry on a separate line that begins with "- ".' })
    .min(min, { error: min === 1 ? 'write at least one entry.' : `write at least ${min} entries.` })
    .max(max, { error: `write at most ${max} entries.` });
}

const KNOWN_KEYS = 'known keys: ';

/** A section with exactly these keys. An unknown key's message carries the known ones, for "did you mean". */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${KNOWN_KEYS}${Object.keys(shape).join(' ')}`
        : `write a section with ${Object.keys(shape).join(', ')}.`,
  });
}

export const unknownKeysOf = (message: string): string[] => message.slice(KNOWN_KEYS.length).split(' ');

/** A line that certificates print: no character that their fonts cannot draw. */
export function printedLine(what: string, max?: number) {
  return line(what, max).refine((value) => drawableText(value).ok, {
    error: (issue) => {
      const drawable = drawableText(String(issue.input));
      const characters = drawable.ok ? [] : drawable.characters;
      return `a certificate cannot print ${characters.join(' ') || 'this'}; write it in Latin, Greek or Cyrillic letters.`;
    },
  });
}

/** The name of a person or an organization that certificates or other papers print. */
export function printedName(what: string, max?: number) {
  return printedLine(what, max).refine(isName, NO_NAME);
}
