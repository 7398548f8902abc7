/** What stands between two empty lines of a GIFT file, without its comments: one question, or what should be one. */
export type Block = {
  /** Escaped signs are stand-ins: see escaped(). It has as many lines as in the file. */
  text: string;
  /** The line of the file on which it begins. */
  line: number;
  category: string | null;
};

/** Moodle's escapes. Each stands as one character that no text may have until its part of the question is known. */
const ESCAPED = '\\:#={}~\n';
const FIRST_STAND_IN = 0xfdd0;
export const STAND_INS = /[\ufdd0-\ufdd7]/g;

/** Far more than any question of a quiz may have, with its explanations. */
export const MAX_QUESTION = 60_000;

/** Two characters become one, so that a text of twice the length is too long whatever it says; it is left as it is. */
const escaped = (text: string): string =>
  text.length > MAX_QUESTION * 2
    ? text
    : text.replace(/\\([\\:#={}~n])/g, (_, sign: string) =>
        String.fromCharCode(FIRST_STAND_IN + ESCAPED.indexOf(sign === 'n' ? '\n' : sign)),
      );

/** The sign for which a stand-in stands. A line break that was written as \n stays apart from one of the file. */
export const standsFor = (standIn: string): string => ESCAPED[standIn.charCodeAt(0) - FIRST_STAND_IN] ?? '';

const CATEGORY = '$CATEGORY:';

type Open = { lines: string[]; line: number };

/** The questions of a GIFT file in their order, as Moodle parts them: by empty lines. Lines that begin with // are comments. */
export function* blocksOf(text: string): Generator<Block> {
  let category: string | null = null;
  let open: Open | null = null;
  for (const [at, raw] of text.split('\n').entries()) {
    const words = raw.trim();
    if (words === '') {
      if (open !== null) yield blockOf(open, category);
      open = null;
    } else if (open === null && words.startsWith(CATEGORY)) category = words.slice(CATEGORY.length).trim() || null;
    else {
      const kept = words.startsWith('//') ? '' : words;
      // A comment before a question is not its first line.
      if (open !== null) open.lines.push(kept);
      else if (kept !== '') open = { lines: [kept], line: at + 1 };
    }
  }
  if (open !== null) yield blockOf(open, category);
}

const blockOf = ({ lines, line }: Open, category: string | null): Block => ({
  text: escaped(lines.join('\n')),
  line,
  category,
});

/** The line of the file on which a character of a block stands. */
export function lineAt(block: Block, offset: number): number {
  let line = block.line;
  for (let at = block.text.indexOf('\n'); at !== -1 && at < offset; at = block.text.indexOf('\n', at + 1)) line += 1;
  return line;
}
