/** Words of one voice. */
export type Piece<Role> = { text: string; role: Role };
/** Measures a text that is set in one voice. A space at its end counts. */
export type Measure<Role> = (text: string, role: Role) => number;

/** `breaks` begins a line; `glued` goes on with the word before it, which had no room in one line. */
type Word<Role> = { parts: Piece<Role>[]; breaks: boolean; glued: boolean };
/** Parts of a line, left to right. A part that another word follows ends with a space. */
export type RichLine<Role> = Piece<Role>[];

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Greedy lines for words of several voices. A word that is wider than a line breaks anywhere; a line feed begins a new line. */
export function wrapRich<Role>(
  pieces: readonly Piece<Role>[],
  width: number,
  measure: Measure<Role>,
): RichLine<Role>[] {
  const lines: Word<Role>[][] = [[]];
  for (const word of wordsOf(pieces).flatMap((word) => cut(word, width, measure))) {
    const line = lines.at(-1) ?? [];
    const begins = word.breaks || (line.length > 0 && widthOf(joined([...line, word]), measure) > width);
    if (begins) lines.push([word]);
    else line.push(word);
  }
  return lines
    .filter((line) => line.length > 0)
    .map((line, at, all) => (all[at + 1]?.[0]?.glued === false ? spaced(joined(line)) : joined(line)));
}

export function widthOf<Role>(line: RichLine<Role>, measure: Measure<Role>): number {
  return line.reduce((sum, { text, role }) => sum + measure(text, role), 0);
}

function wordsOf<Role>(pieces: readonly Piece<Role>[]): Word<Role>[] {
  const words: Word<Role>[] = [];
  let open = false;
  let breaks = false;
  for (const { text, role } of pieces) {
    if (text === '\n') {
      [open, breaks] = [false, words.length > 0];
      continue;
    }
    for (const part of text.normalize('NFC').split(/(\s+)/)) {
      if (part.trim() === '') {
        if (part !== '') open = false;
        continue;
      }
      if (open) words.at(-1)?.parts.push({ text: part, role });
      else words.push({ parts: [{ text: part, role }], breaks, glued: false });
      [open, breaks] = [true, false];
    }
  }
  return words;
}

/** The word, or as many pieces of it as have room in a line each. */
function cut<Role>(word: Word<Role>, width: number, measure: Measure<Role>): Word<Role>[] {
  if (widthOf(word.parts, measure) <= width) return [word];
  const cuts: Word<Role>[] = [{ ...word, parts: [] }];
  for (const { text, role } of word.parts)
    for (const { segment } of graphemes.segment(text)) {
      const last = cuts.at(-1);
      const longer = glued([...(last?.parts ?? []), { text: segment, role }]);
      if (last === undefined || (last.parts.length > 0 && widthOf(longer, measure) > width))
        cuts.push({ parts: [{ text: segment, role }], breaks: true, glued: true });
      else last.parts = longer;
    }
  return cuts;
}

/** Parts of one voice that touch become one. */
function glued<Role>(parts: Piece<Role>[]): Piece<Role>[] {
  const joined: Piece<Role>[] = [];
  for (const { text, role } of parts) {
    const last = joined.at(-1);
    if (last?.role === role) joined[joined.length - 1] = { role, text: last.text + text };
    else joined.push({ text, role });
  }
  return joined;
}

const spaced = <Role>(line: RichLine<Role>): RichLine<Role> =>
  line.map((part, at) => (at + 1 === line.length ? { ...part, text: `${part.text} ` } : part));

const joined = <Role>(words: Word<Role>[]): RichLine<Role> =>
  glued(words.flatMap(({ parts }, at) => (at + 1 < words.length ? spaced(parts) : parts)));
