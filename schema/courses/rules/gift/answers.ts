import { type Block, lineAt } from './blocks.ts';
import { type Format, wordsOf } from './texts.ts';

/** What GIFT says of a question. A rationale is null where it says none. */
type Choice = { text: string; correct: boolean; rationale: string | null };
export type Asked =
  | { type: 'SINGLE' | 'MULTIPLE' | 'TRUE_FALSE'; options: Choice[] }
  | { type: 'MATCHING'; pairs: { left: string; right: string }[]; distractors: string[] };
/** `told` are sentences about what was changed. */
export type Answers = { asked: Asked; told: string[] };

/** Ends the reading of one question, with the line and what to write instead. */
export class Refused extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** What stands between the braces of a block, with the place of its first character and the format of its question. */
export type Braced = { block: Block; words: string; offset: number; format: Format };

const TRUE_FALSE = /^(TRUE|FALSE|T|F)$/i;

/** Reads what stands between the braces. Throws Refused. */
export function answersOf(braced: Braced): Answers {
  const { words } = braced;
  const refuse = refuserOf(braced);
  if (words === '') throw refuse(0, 'An essay cannot be graded; give its module a reflection instead.');
  if (words.startsWith('#'))
    throw refuse(0, 'A number cannot be typed as an answer; offer numbers to choose from, with = and ~.');
  if (words.includes('~')) return choicesOf(braced);
  if (words.includes('=') && words.includes('->')) return pairsOf(braced);
  if (TRUE_FALSE.test((words.split('#', 1)[0] ?? '').trim())) return { asked: trueFalse(braced), told: [] };
  throw refuse(0, 'Words cannot be typed as an answer; add wrong answers with ~, so that one chooses.');
}

const refuserOf =
  ({ block, offset }: Braced) =>
  (at: number, message: string): Refused =>
    new Refused(lineAt(block, offset + at), message);

/** As many as pairs and further right sides may be. Of options there are fewer, which course check says. */
const MAX_ANSWERS = 24;

/** The parts that begin with one of some signs, each with its place. Words before the first sign are refused. */
function partsOf(braced: Braced, signs: RegExp): { sign: string; words: string; at: number }[] {
  const starts = [...braced.words.matchAll(signs)].map(({ index, 0: sign }) => ({ index, sign }));
  if (starts.length > MAX_ANSWERS)
    throw refuserOf(braced)(
      starts[MAX_ANSWERS]?.index ?? 0,
      `A question has at most ${MAX_ANSWERS} answers; leave some out.`,
    );
  if (braced.words.slice(0, starts[0]?.index).trim() !== '')
    throw refuserOf(braced)(0, 'Words stand before the first answer; begin each answer with = or ~.');
  return starts.map(({ index, sign }, nth) => ({
    sign,
    words: braced.words.slice(index + 1, starts[nth + 1]?.index).trim(),
    at: index,
  }));
}

const WEIGHT = /^%(-?\d{1,3}(?:\.\d{1,5})?)%/;
const PARTIAL = 'An answer has a part of the points; here it is right or wrong, so it was taken as';

function choicesOf(braced: Braced): Answers {
  const refuse = refuserOf(braced);
  const parts = partsOf(braced, /[=~]/g).map((part) => {
    const weight = WEIGHT.exec(part.words);
    const percent = weight === null ? (part.sign === '=' ? 100 : 0) : Number(weight[1]);
    return { ...part, percent, words: part.words.slice(weight?.[0].length ?? 0) };
  });
  const single = parts.some(({ sign }) => sign === '=');
  const right = ({ percent }: { percent: number }) => (single ? percent === 100 : percent > 0);
  const rights = parts.filter(right);
  if (rights.length === 0)
    throw refuse(0, 'No answer is right; begin the right one with =, or give several right ones %50% or their share.');
  if (single && rights.length > 1)
    throw refuse(
      rights[1]?.at ?? 0,
      'A second answer is right though one is to be chosen; write one with =, or all right ones with ~%50% or their share.',
    );
  const partial = parts.filter(({ percent }) => percent > 0 && percent < 100 && single).length;
  const told = partial === 0 ? [] : [`${PARTIAL} wrong.`];
  const options = parts.map((part) => ({ ...choiceOf(braced, part), correct: right(part) }));
  return { asked: { type: single ? 'SINGLE' : 'MULTIPLE', options }, told };
}

function choiceOf(braced: Braced, { words, at }: { words: string; at: number }): Choice {
  const mark = words.indexOf('#');
  const text = read(braced, mark === -1 ? words : words.slice(0, mark), at, 'LINE');
  if (text === '') throw refuserOf(braced)(at, 'This answer has no words; write them, or remove its sign.');
  return { text, correct: false, rationale: mark === -1 ? null : told(braced, words.slice(mark + 1), at) };
}

const read = (braced: Braced, raw: string, at: number, as: 'PROSE' | 'LINE'): string => {
  const found = wordsOf(raw, braced.format, as);
  if (!found.ok) throw refuserOf(braced)(at, found.message);
  return found.text;
};
const told = (braced: Braced, raw: string, at: number): string | null => read(braced, raw, at, 'PROSE') || null;

/** Moodle writes first what is said of the wrong answer, then what is said of the right one. */
function trueFalse(braced: Braced): Asked {
  const [verdict = '', wrong = '', right = ''] = partedBy(braced.words, '#', 3);
  const isTrue = verdict.trim().toUpperCase().startsWith('T');
  const option = (text: 'True' | 'False') => {
    const correct = (text === 'True') === isTrue;
    return { text, correct, rationale: told(braced, correct ? right : wrong, 0) };
  };
  return { type: 'TRUE_FALSE', options: [option('True'), option('False')] };
}

/** Parts between signs; the last one has what is left. */
function partedBy(words: string, sign: string, most: number): string[] {
  const parts = words.split(sign, most - 1);
  const used = parts.join(sign).length;
  return used < words.length ? [...parts, words.slice(used + 1)] : parts;
}

function pairsOf(braced: Braced): Answers {
  const pairs: { left: string; right: string }[] = [];
  const distractors: string[] = [];
  for (const { words, at } of partsOf(braced, /=/g)) {
    const arrow = words.indexOf('->');
    if (arrow === -1) throw refuserOf(braced)(at, 'This pair has no ->; write =left -> right.');
    const left = read(braced, words.slice(0, arrow), at, 'LINE');
    const right = read(braced, words.slice(arrow + 2), at, 'LINE');
    if (right === '') throw refuserOf(braced)(at, 'Nothing stands to the right of ->; write what belongs there.');
    // Moodle writes a further right side as a pair without a left one.
    if (left === '') distractors.push(right);
    else pairs.push({ left, right });
  }
  return { asked: { type: 'MATCHING', pairs, distractors }, told: [] };
}
