import { printedTexts } from '../facts/texts.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import { face } from './faces.ts';
import { remembered } from './remembered.ts';

export type Drawable = { ok: true } | { ok: false; because: 'UNDRAWABLE'; characters: string[] };

const REPORTED_CHARACTERS = 20;
/** Wider than any letter: dashes of two and three ems, arrows. */
const WIDEST_LETTER_EM = 1.5;
/** Controls, bidirectional and zero-width formats, surrogates, private use, line separators, invisible fillers. */
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const PILED_MARKS = /\p{M}{3,}/gu;

/** ASCII words with one space between them, which are printed unchanged. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** The text in its printed form: composed (NFC), runs of white space as one space, trimmed. */
export function printedText(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

const refused = (characters: string[]): Drawable => ({
  ok: false,
  because: 'UNDRAWABLE',
  characters: [...new Set(characters)].slice(0, REPORTED_CHARACTERS),
});

const CACHED_VERDICTS = 2_000;
/** Longer texts are checked once, before they are stored, so they are not cached. */
const LONGEST_CACHED = 1_000;

const verdictOf = remembered(CACHED_VERDICTS, examined);

/** Whether one embedded font can draw the whole text; if not, the characters that it cannot draw. */
export function drawableText(text: string): Drawable {
  return text.length > LONGEST_CACHED ? examined(text) : verdictOf(text);
}

function examined(text: string): Drawable {
  if (PLAIN.test(text) && face('serif').draws(text)) return { ok: true };
  const characters = [...printedText(text)];
  const forbidden = characters.filter((character) => FORBIDDEN.test(character));
  if (forbidden.length > 0) return refused(forbidden);
  const piled = characters.join('').match(PILED_MARKS);
  if (piled) return refused(piled.flatMap((marks) => [...marks]));
  const faces = (['serif', 'sans'] as const).map(face);
  if (faces.some((each) => each.draws(characters.join('')))) return { ok: true };
  const missing = faces.map((each) => characters.filter((c) => !each.has(c.codePointAt(0) ?? 0)));
  const everywhere = (missing[0] ?? []).filter((c) => missing.every((list) => list.includes(c)));
  if (everywhere.length > 0) return refused(everywhere);
  const marks = characters.filter((c) => /\p{M}/u.test(c));
  return refused(marks.length > 0 ? marks : (missing[0] ?? []));
}

/**
 * Checks before issue whether this name can be printed as written. UNDRAWABLE lists the characters that no embedded font can
 * draw; the list is empty when there is nothing to draw. Refuses white space other than plain spaces, and control, bidirectional
 * and zero-width characters.
 */
export function drawableName(text: string): Drawable {
  return text.length > LONGEST_CACHED ? examinedName(text) : nameVerdictOf(text);
}

const nameVerdictOf = remembered(CACHED_VERDICTS, examinedName);

function examinedName(text: string): Drawable {
  const composed = text.normalize('NFC');
  const letters = [...composed];
  const outside = letters.filter((c) => FORBIDDEN.test(c) || (/\s/.test(c) && !/\p{Zs}/u.test(c)));
  if (outside.length > 0) return refused(outside);
  if (printedText(text) === '') return refused([]);
  if (/^\s*\p{M}/u.test(composed)) return refused(letters.filter((c) => /\p{M}/u.test(c)));
  const verdict = drawableText(text);
  if (!verdict.ok) return verdict;
  const wide = letters.filter((c) => widestEm(c) > WIDEST_LETTER_EM);
  return wide.length > 0 ? refused(wide) : { ok: true };
}

const CACHED_WIDTHS = 5_000;

const widestEm = remembered(CACHED_WIDTHS, (character) => {
  const codePoint = character.codePointAt(0) ?? 0;
  return Math.max(...(['serif', 'sans'] as const).map((role) => face(role).em(codePoint)));
});

export type DrawableFacts = { ok: true } | { ok: false; because: 'UNDRAWABLE'; field: string; characters: string[] };

/** The same check for every text of a certificate; names the first field that cannot be printed. */
export function drawableFacts(facts: CertificateFacts): DrawableFacts {
  for (const { field, text, isName } of printedTexts(facts)) {
    const verdict = isName ? drawableName(text) : drawableText(text);
    if (!verdict.ok) return { ...verdict, field };
  }
  return { ok: true };
}
