import { z } from 'zod';

// Control characters, marks that change the direction of text and zero-width characters hide what a text says. A lone surrogate
// is not a character, and what a private-use character shows depends on the font.
const HIDDEN = {
  /** For one line. Zero-width joiners are refused too, because two names that look the same must be the same. */
  line: /[\p{Cc}\p{Co}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u,
  /** For what a person writes for themselves: line breaks and tabs are fine, and so are joiners, for emoji and some scripts. */
  free: /[^\n\r\t\P{Cc}]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u,
  /** For files that people edit: as in free text, but separators and marks that editors leave behind are faults. */
  edited: /[^\n\t\P{Cc}]|[\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]/u,
};

/** Whether a text contains invisible characters. */
export const holdsHidden = (text: string, where: keyof typeof HIDDEN): boolean => HIDDEN[where].test(text);

/** One line that a person typed: trimmed, NFC, 1 to max characters, no invisible ones. */
export function lineOfText(max: number) {
  return z
    .string()
    .max(max * 4, `Write at most ${max} characters.`)
    .transform((text) => text.normalize('NFC').trim().replace(/ {2,}/g, ' '))
    .refine((text) => text.length > 0, { error: 'Write something here.', abort: true })
    .refine((text) => [...text].length <= max, `Write at most ${max} characters.`)
    .refine((text) => !holdsHidden(text, 'line'), 'Remove control and invisible characters.');
}

/** Names have letters, marks, digits and punctuation of every script. Markup they do not have. */
export const isName = (text: string): boolean => !/[<>]/.test(text);
export const NO_NAME = 'Write a name without < and >.';

/** The name of a person or an organization, as somebody writes it anew. Names that are stored already are read as they are. */
export function lineOfName(max: number) {
  return lineOfText(max).refine(isName, NO_NAME);
}

/** Why an operator changed a person's rights or results. */
export const reasonText = lineOfText(500).refine((text) => text.length >= 3, 'Write the reason in a few words.');

/** A longer text with line breaks: NFC, up to max characters, no invisible ones. */
export function freeText(max: number) {
  return z
    .string()
    .max(max, `Write at most ${max} characters.`)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => !holdsHidden(text, 'free'), 'Remove control and invisible characters.');
}

const words = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()} `;

/** Whether a text contains one of these names or addresses. */
export function speaksOf(text: string, names: readonly string[]): boolean {
  return names.some((name) => words(name).trim() !== '' && words(text).includes(words(name)));
}
