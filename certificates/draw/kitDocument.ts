/** Words of one voice. A piece that is a line feed begins a new line. */
export type KitPiece = { text: string; role: 'serif' | 'strong' | 'italic' };

/** What a printable sheet has. `write`: the paragraph ends with a line to write on. `count`: lines, or the lines that a box has room for. */
export type KitBlock =
  | { kind: 'HEADING'; level: 1 | 2; words: KitPiece[] }
  | { kind: 'PARAGRAPH'; words: KitPiece[]; write: boolean }
  | { kind: 'LIST'; marks: 'BULLET' | 'NUMBER' | 'TICK'; start: number; items: KitBlock[][] }
  | { kind: 'LINES' | 'BOX'; count: number }
  | { kind: 'TABLE'; head: KitPiece[][]; rows: KitPiece[][][] }
  | { kind: 'CAUTION'; blocks: KitBlock[] };

/** One sheet. `forWhom` is a line such as "For clinicians". */
export type KitSheet = { title: string; forWhom: string; blocks: KitBlock[]; sources: string[] };

/** Words of the paper itself, in the language of its course. */
export type KitWords = {
  kit: string;
  /** Heads of the list of sheets. */
  contents: { sheet: string; forWhom: string; page: string };
  /** With {page} and {of}. */
  page: string;
  sources: string;
  caution: string;
  /** What a place to write is called to whoever hears the page. */
  write: string;
  notTherapy: string;
};

/** Sheets of a course as paper. Every text is as it is to be read. */
export type KitDocument = {
  course: string;
  /** The course and its version. */
  from: string;
  /** Whom to name, and under which terms. */
  owner: string;
  language: string;
  words: KitWords;
  sheets: KitSheet[];
  /** Whether a list of the sheets comes first. */
  cover: boolean;
  /** Of the content, so that the same content gives the same bytes. RFC 3339. */
  madeAt: string;
};
