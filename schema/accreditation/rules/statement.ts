import { didYouMean } from '../../edited/faults.ts';

/** What a body's sentence leaves open. */
export const BLANKS = [
  'organization',
  'number',
  'partner',
  'partnerNumber',
  'from',
  'to',
  'amount',
  'unit',
  'category',
  'course',
] as const;
export type Blank = (typeof BLANKS)[number];

/** A blank, or a brace that belongs to none. */
const BLANK = /\{([^{}]*)\}|[{}]/g;

export type StatementFault =
  | { because: 'STRAY_BRACE' }
  | { because: 'UNKNOWN_BLANK'; blank: string }
  /** Nothing was given for it. */
  | { because: 'EMPTY_BLANK'; blank: Blank }
  /** What was given has a brace, a line break or a space at an end, so that it would not read as part of the sentence. */
  | { because: 'UNFIT_VALUE'; blank: Blank };

const isBlank = (name: string): name is Blank => BLANKS.some((blank) => blank === name);

/** The blanks of a sentence, each once in its order, and what is wrong with its braces. */
export function blanksIn(template: string): { blanks: Blank[]; faults: StatementFault[] } {
  const blanks = new Set<Blank>();
  const faults: StatementFault[] = [];
  for (const [, name] of template.matchAll(BLANK)) {
    if (name === undefined) faults.push({ because: 'STRAY_BRACE' });
    else if (isBlank(name)) blanks.add(name);
    else faults.push({ because: 'UNKNOWN_BLANK', blank: name });
  }
  return { blanks: [...blanks], faults };
}

const inBraces = (blank: string): string => `{${blank}}`;

/** What to write instead, for whoever writes a sentence. */
export function blankMessage(fault: StatementFault): string {
  if (fault.because !== 'UNKNOWN_BLANK') return 'close each { with a } around the name of a blank.';
  const known = BLANKS.map(inBraces).join(' ');
  return `there is no blank {${fault.blank}}${didYouMean(fault.blank, BLANKS) || `; known are ${known}.`}`;
}

/** Fills every blank of a body's sentence and changes nothing else of it. Answers every fault when one cannot be filled. */
export function fillStatement(
  template: string,
  values: Partial<Record<Blank, string | null>>,
): { ok: true; text: string } | { ok: false; faults: StatementFault[] } {
  const { blanks, faults } = blanksIn(template);
  const unfilled = blanks.flatMap((blank): StatementFault[] => {
    const value = values[blank] ?? '';
    if (value.trim() === '') return [{ because: 'EMPTY_BLANK', blank }];
    return /[{}\r\n]/.test(value) || value !== value.trim() ? [{ because: 'UNFIT_VALUE', blank }] : [];
  });
  const all = [...faults, ...unfilled];
  if (all.length > 0) return { ok: false, faults: all };
  // A function, because a replacement text would give "$" a meaning.
  return { ok: true, text: template.replace(BLANK, (_, name: Blank) => values[name] ?? '') };
}
