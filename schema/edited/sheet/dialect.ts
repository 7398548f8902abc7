type Form = { name: string; write: string; printed: string };

/** What a printable sheet of a course may have. `docs/guides/courses.md` prints the rows; anything else is refused. */
export const SHEET_DIALECT: readonly Form[] = [
  { name: 'heading', write: '`## Words`, below it `### Words`, with something below either', printed: 'a heading' },
  {
    name: 'paragraph, line break',
    write: 'an empty line; two spaces or `\\` at the end of a line',
    printed: 'a paragraph; a new line within it',
  },
  { name: 'emphasis', write: '`*so*`, `**so**`', printed: 'slanted, strong' },
  { name: 'list', write: '`- one`, `1. one`, and one list within another', printed: 'a list' },
  {
    name: 'boxes to tick',
    write: '`- [ ] words`, in front of every entry of the list',
    printed: 'a box to tick before each entry',
  },
  {
    name: 'a line to write on',
    write: '`Name: [line]`, at the end of a paragraph or an entry',
    printed: 'a line from the words to the margin',
  },
  {
    name: 'lines, a box',
    write: '`[lines 3]` or `[box 6]`, as a paragraph of its own; at most 20',
    printed: 'so many lines; a box with room for so many lines',
  },
  {
    name: 'table',
    write: '`| a | b |` below `| - | - |`; at most six columns, and 240 characters a cell',
    printed: 'a table; a cell without words is high enough to write in',
  },
  { name: 'caution', write: '`> [!CAUTION]`, then `> words` or a list', printed: 'the words beside a red bar' },
];

export const MOST_LINES = 20;
export const MOST_COLUMNS = 6;
export const MOST_CELL = 240;
export const MOST_HEADING = 120;
export const MOST_SHEET = 12_000;
/** Lists within lists. */
export const MOST_DEPTH = 2;

/** A paragraph that is a place to write. */
export const PLACE = /^\[(?<kind>line|lines|box)(?: (?<count>\d{1,3}))?\]$/;
/** Ends words with a line to write on. */
export const ENDS_WITH_LINE = /\s*\[line\]\s*$/;
/** What looks like a place to write and stands where none is known. */
export const STRAY_PLACE = /\[(?:line|lines|box)\b[^\]\n]{0,20}\]/i;
