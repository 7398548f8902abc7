/** A cell: a text, an amount in hundredths or in minor units of so many digits, or nothing. */
export type Cell = string | { hundredths: number } | { minor: number; digits: number } | null;

/** A spreadsheet takes a text for a formula when it begins so; the wide forms too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const BOM = '\ufeff';

/** So many places, computed in integers: -5 hundredths is "-0.05". */
function amount(minor: number, digits: number): string {
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  const [whole, rest] = [padded.slice(0, padded.length - digits), padded.slice(padded.length - digits)];
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${rest}`}`;
}

/**
 * A text as a cell. Beginnings that a spreadsheet would run get an apostrophe before them. It is the last step of every exporter.
 */
function safe(text: string): string {
  const plain = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function printed(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return safe(cell);
  return 'minor' in cell ? amount(cell.minor, cell.digits) : amount(cell.hundredths, 2);
}

/** Rows of a CSV file, each ended by CR and LF: the part of a file that follows its beginning. */
export function csvRows(rows: readonly (readonly Cell[])[]): Buffer {
  return Buffer.from(rows.map((cells) => `${cells.map(printed).join(',')}\r\n`).join(''), 'utf8');
}

/**
 * A table as a CSV file for spreadsheets: UTF-8 with its mark, lines that end with CR and LF. Texts stay as they are, leading zeros
 * too, except that none can be run as a formula.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  return Buffer.concat([Buffer.from(BOM, 'utf8'), csvRows([header, ...rows])]);
}
