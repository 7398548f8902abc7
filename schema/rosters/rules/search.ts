import { parseCertificateNumber } from '../../../certificates/number.ts';
import { wordsLookedFor } from '../../names.ts';

/** What was typed to find certificates: nothing, a whole number, or words of a name. */
export type Search =
  | { by: 'NOTHING' }
  | { by: 'NUMBER'; number: string }
  | { by: 'NAME'; first: string; others: string[]; whole: string };

/** A name on paper has few words. More are not looked for. */
const MOST_WORDS = 12;

/** Reads what was typed. The longest word comes first, because it is likely the rarest. */
export function searchOf(text: string): Search {
  const typed = text.trim();
  if (typed === '') return { by: 'NOTHING' };
  const parsed = parseCertificateNumber(typed);
  if (parsed.ok) return { by: 'NUMBER', number: parsed.number };
  const { words, whole } = wordsLookedFor(typed);
  const [first = whole, ...others] = words.slice(0, MOST_WORDS).toSorted((a, b) => b.length - a.length);
  return { by: 'NAME', first, others, whole };
}
