import type { Fault } from '../../../edited/faults.ts';
import { holdsHidden } from '../../../plainText.ts';
import { MAX_QUESTIONS } from '../package/quizShape.ts';
import { type Asked, answersOf, Refused } from './answers.ts';
import { type Block, blocksOf, lineAt, MAX_QUESTION, STAND_INS, standsFor } from './blocks.ts';
import { type Format, formatted, wordsOf } from './texts.ts';

/** Larger files hold more questions than quizzes may have. */
export const MAX_GIFT_BYTES = 5_000_000;
/** Nobody mends more at once. */
const MAX_REFUSED = 100;

export type GiftQuestion = {
  line: number;
  title: string | null;
  category: string | null;
  prompt: string;
  /** What Moodle shows whatever was answered. */
  general: string | null;
  asked: Asked;
};
export type ReadGift = { questions: GiftQuestion[]; refused: Fault[]; told: Fault[] };

/**
 * Reads Moodle's GIFT: what can be asked here, and by line what cannot, with what to write instead. A question that is refused
 * takes no other along, because empty lines part them.
 */
export function readGift(file: string, text: string): ReadGift {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const hidden = hiddenLine(plain);
  if (hidden !== null)
    return { questions: [], refused: [{ file, line: hidden, message: 'Remove a control character.' }], told: [] };
  const read: ReadGift = { questions: [], refused: [], told: [] };
  for (const block of blocksOf(plain)) {
    if (read.refused.length === MAX_REFUSED) break;
    if (read.questions.length === MAX_QUESTIONS) {
      const message = `A quiz has at most ${MAX_QUESTIONS} questions; part the file here.`;
      read.refused.push({ file, line: block.line, message });
      break;
    }
    try {
      const { told, ...question } = questionOf(block);
      read.questions.push(question);
      read.told.push(...told.map((message) => ({ file, line: block.line, message })));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      read.refused.push({ file, line: error.line, message: error.message });
    }
  }
  return read;
}

/** Noncharacters stand for escaped signs while a question is read. */
const STRANGE = /[\ufdd0-\ufdef]/;

function hiddenLine(text: string): number | null {
  if (!holdsHidden(text, 'edited') && !STRANGE.test(text)) return null;
  const at = text.split('\n').findIndex((words) => holdsHidden(words, 'edited') || STRANGE.test(words));
  return at + 1;
}

function questionOf(block: Block): GiftQuestion & { told: string[] } {
  if (block.text.length > MAX_QUESTION)
    throw new Refused(block.line, 'This question is very long; part questions by empty lines.');
  const { title, offset } = titleOf(block);
  const { open, close } = bracesOf(block, offset);
  const inner = block.text.slice(open + 1, close);
  const general = inner.lastIndexOf('####');
  const words = (general === -1 ? inner : inner.slice(0, general)).trimEnd();
  const stem = block.text.slice(offset, open);
  const { format } = formatted(stem, 'moodle');
  const leading = words.length - words.trimStart().length;
  const { asked, told } = answersOf({ block, words: words.trim(), offset: open + 1 + leading, format });
  const whole = joined(block, { stem, tail: block.text.slice(close + 1), close, asked });
  const prompt = proseOf(block, { raw: whole, offset, format: 'moodle' });
  if (prompt === '') throw new Refused(block.line, 'There are no words before the braces; write the question.');
  const said = general === -1 ? '' : proseOf(block, { raw: inner.slice(general + 4), offset: open, format });
  const { line, category } = block;
  return { line, title, category, prompt, general: said || null, asked, told };
}

function proseOf(block: Block, { raw, offset, format }: { raw: string; offset: number; format: Format }): string {
  const read = wordsOf(raw, format, 'PROSE');
  if (!read.ok) throw new Refused(lineAt(block, offset), read.message);
  return read.text;
}

/** `::title::` at the beginning, and where the question begins after it. */
function titleOf({ text }: Block): { title: string | null; offset: number } {
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end === -1) return { title: null, offset: 0 };
  const title = text.slice(2, end).replace(STAND_INS, standsFor).replace(/\s+/g, ' ').trim();
  return { title: title || null, offset: end + 2 };
}

function bracesOf(block: Block, from: number): { open: number; close: number } {
  const { text } = block;
  const [open, close] = [text.indexOf('{', from), text.indexOf('}', from)];
  const refuse = (at: number, message: string) => new Refused(lineAt(block, Math.max(at, 0)), message);
  if (open === -1 && close === -1)
    throw refuse(from, 'Words without braces ask nothing; put them into the text of a module.');
  if (close === -1)
    throw refuse(
      open,
      'No } follows this {. An empty line ends a question: remove it, or write }. For the sign itself, write \\{.',
    );
  if (open === -1 || close < open)
    throw refuse(close, 'No { stands before this }; write it, or \\} for the sign itself.');
  const more = [text.indexOf('{', open + 1), text.indexOf('}', close + 1)].filter((at) => at !== -1);
  if (more.length > 0)
    throw refuse(
      Math.min(...more),
      'A question has one pair of braces. Part two questions by an empty line; for the sign itself, write \\{ or \\}.',
    );
  return { open, close };
}

const PUNCTUATION = /^[\s.,;:?!…)\]"'’”»]*$/;

/** The question with a blank for a missing word, where words follow the braces. */
function joined(
  block: Block,
  { stem, tail, close, asked }: { stem: string; tail: string; close: number; asked: Asked },
): string {
  if (tail.trim() === '') return stem;
  if (asked.type === 'SINGLE') {
    // A paragraph of HTML that ends before the braces goes on after them.
    const before = stem
      .trimEnd()
      .replace(/<\/p>$/i, '')
      .trimEnd();
    return `${before} _____${/^\s/.test(tail) ? ' ' : ''}${tail.trim()}`;
  }
  if (PUNCTUATION.test(tail)) return `${stem.trimEnd()}${tail.trim()}`;
  throw new Refused(
    lineAt(block, close),
    'Words follow the braces; put the braces at the end. Only a question with one right answer has a blank.',
  );
}
