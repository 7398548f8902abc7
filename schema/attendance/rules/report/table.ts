import { CsvError, parse } from 'csv-parse/sync';
import { type DeclaredColumns, type Header, headerOf, type ReportField } from './headers.ts';

/** The most rows of people that a report has. */
export const MOST_ROWS = 20_000;
/** Lines of a file around its rows: headers, titles and blank ones. */
const OTHER_LINES = 500;
/** The header stands among so many first lines. */
const BEGINNING = 100;
/** So much of a text tells its delimiter. */
const SAMPLE = 32_768;

/** The delimiters that spreadsheets and platforms write. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A row of a person, with the line as a spreadsheet counts them. */
export type TableRow = { line: number; header: Header; cells: readonly string[] };

export type ReadTable =
  | { ok: true; delimiter: Delimiter; headers: Partial<Record<ReportField, string>>; rows: TableRow[] }
  | { ok: false; because: 'NO_HEADER'; found: string[] }
  | { ok: false; because: 'OPEN_QUOTE'; line: number }
  | { ok: false; because: 'TOO_LONG' };

/** The lines of a text; `openAt` is that of a quotation mark which nothing closes, and ends them. */
type Parsed = { lines: string[][]; openAt: number | null };

function parsed(text: string, delimiter: string, to: number): Parsed {
  const lines: string[][] = [];
  const keep = (cells: string[]) => {
    lines.push(cells);
    return null;
  };
  try {
    parse(text, { delimiter, to, relax_quotes: true, relax_column_count: true, on_record: keep });
    return { lines, openAt: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { lines, openAt: lines.length + 1 };
  }
}

/** Reads a table of text: finds its delimiter and its header, and the rows below. Its time grows with the length of the text alone. */
export function readTable(text: string, declared: DeclaredColumns): ReadTable {
  const delimiter = delimiterOf(text, declared);
  const { lines, openAt } = parsed(text, delimiter, MOST_ROWS + OTHER_LINES + 1);
  if (openAt !== null) return { ok: false, because: 'OPEN_QUOTE', line: openAt };
  if (lines.length > MOST_ROWS + OTHER_LINES) return { ok: false, because: 'TOO_LONG' };
  const headers = lines.map((cells) => headerOf(cells, declared));
  const ranks = headers.flatMap((header) => header?.rank ?? []);
  if (ranks.length === 0) return { ok: false, because: 'NO_HEADER', found: likelyHeader(lines) };
  const rows = rowsBelow(lines, headers, Math.min(...ranks));
  return rows.length > MOST_ROWS
    ? { ok: false, because: 'TOO_LONG' }
    : { ok: true, delimiter, headers: namesOf(lines, headers, Math.min(...ranks)), rows };
}

/** What Excel writes on the first line to name its delimiter. */
const NAMED = /^sep=([,;\t|])\r?\n/;

function delimiterOf(text: string, declared: DeclaredColumns): Delimiter {
  const named = NAMED.exec(text)?.[1];
  if (named !== undefined) return named as Delimiter;
  const tried = DELIMITERS.map((delimiter) => {
    const { lines } = parsed(text.slice(0, SAMPLE), delimiter, BEGINNING);
    const understood = Math.max(0, ...lines.map((cells) => headerOf(cells, declared)?.columns.size ?? 0));
    return { delimiter, understood, cells: Math.max(0, ...lines.map(({ length }) => length)) };
  });
  const [best] = tried.toSorted((a, b) => b.understood - a.understood || b.cells - a.cells);
  return best?.delimiter ?? ',';
}

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

/**
 * The rows of the tables that say best when each person was there. A report may have several tables: one a kind of guest, or a summary
 * above the single times. A line with one cell above a header is the title of its table.
 */
function rowsBelow(lines: readonly string[][], headers: readonly (Header | null)[], rank: number): TableRow[] {
  const rows: TableRow[] = [];
  let current: Header | null = null;
  for (const [at, cells] of lines.entries()) {
    const header = headers[at] ?? null;
    if (header !== null) {
      if (current !== null) dropTitle(rows, at);
      current = header;
    } else if (current?.rank === rank && filled(cells) > 0) rows.push({ line: at + 1, header: current, cells });
  }
  return rows;
}

function dropTitle(rows: TableRow[], before: number): void {
  const last = rows.at(-1);
  if (last !== undefined && last.line >= before - 1 && filled(last.cells) === 1) rows.pop();
}

function namesOf(
  lines: readonly string[][],
  headers: readonly (Header | null)[],
  rank: number,
): Partial<Record<ReportField, string>> {
  const at = headers.findIndex((header) => header?.rank === rank);
  const entries = [...(headers[at]?.columns ?? [])].map(([field, column]) => [
    field,
    lines[at]?.[column]?.trim() ?? '',
  ]);
  return Object.fromEntries(entries);
}

/** How much of an unknown header an error repeats. */
const [MOST_FOUND, LONGEST_FOUND] = [30, 60];

/** The line that is most likely meant as the header: the first with the most cells. */
function likelyHeader(lines: readonly string[][]): string[] {
  const beginning = lines.slice(0, BEGINNING);
  const most = Math.max(0, ...beginning.map(filled));
  const line = beginning.find((cells) => filled(cells) === most) ?? [];
  return line.slice(0, MOST_FOUND).map((cell) => cell.trim().slice(0, LONGEST_FOUND));
}
