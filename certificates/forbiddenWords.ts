import { printedTexts } from './facts/texts.ts';
import type { CertificateFacts } from './facts/v2.ts';
import { remembered } from './fonts/remembered.ts';

/** One spelling for texts that people read alike: whatever the case, white space, hyphens, quotes and invisible characters. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[\s\p{Pd}_/]+/gu, ' ');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The letters of an abbreviation may have periods between them. */
const spelled = (word: string): string =>
  /^\p{Lu}{2,}$/u.test(word) ? [...folded(word)].map(escaped).join('\\.?') : escaped(folded(word).trim());

const CACHED_WORDS = 200;
/** The word alone, not as a part of another, also in the plural. */
const patternOf = remembered(
  CACHED_WORDS,
  (word) => new RegExp(`(?<![\\p{L}\\p{N}])${spelled(word)}(?:'?s)?(?![\\p{L}\\p{N}])`, 'u'),
);

/** Those of the words that stand in a text that people read. A hyphen or a space between two words is the same. */
export function forbiddenIn(text: string, words: readonly string[]): string[] {
  const read = folded(text);
  return words.filter((word) => word.trim() !== '' && patternOf(word).test(read));
}

/**
 * Where the organization wrote a word that the body of a credit forbids. Names of people are never refused, and the body's own
 * words are printed as the body demands.
 */
export function forbiddenFacts(facts: CertificateFacts, words: readonly string[]): { field: string; word: string }[] {
  return printedTexts(facts)
    .filter(({ by }) => by === 'ORGANIZATION')
    .flatMap(({ field, text }) => forbiddenIn(text, words).map((word) => ({ field, word })));
}
