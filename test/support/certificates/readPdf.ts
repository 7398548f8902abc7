import { isRef, openPdf, type Pdf } from './openPdf.ts';
import { type Dict, operations, type Value } from './pdfSyntax.ts';

/**
 * Reads what a certificate prints out of its finished bytes: every text line with its place, by the fonts'
 * widths and ToUnicode maps. No part of the drawing code is used.
 */
export type PrintedLine = {
  page: number;
  text: string;
  x: number;
  y: number;
  /** Up to its last letter. */
  width: number;
  size: number;
  /** Not turned: true for all but the word across a page. */
  upright: boolean;
};
export type ReadPdf = { pages: number; lines: PrintedLine[]; pdf: Pdf };

export function readPdf(file: Buffer): ReadPdf {
  const pdf = openPdf(file);
  const lines = pdf.pages.flatMap(({ dict }, page) => readLines(pdf, dict, page + 1));
  return { pages: pdf.pages.length, lines, pdf };
}

/** The text of the whole file or of one page: a line that ends with a space or a hyphen runs on. */
export const textOf = ({ lines }: ReadPdf, page?: number): string =>
  lines
    .filter((line) => page === undefined || line.page === page)
    .map(({ text }) => (text.endsWith(' ') ? text : `${text} `))
    .join('')
    .trim();

export type PdfFont = { name: string; dict: Dict; text(code: number): string | undefined; width(code: number): number };

/** The fonts of a page by the names that its content uses. */
export function fontsOf(pdf: Pdf, page: Dict): Map<string, PdfFont> {
  const fonts = pdf.dict(pdf.dict(page.get('Resources')).get('Font') ?? new Map());
  return new Map([...fonts].map(([name, font]) => [name, readFont(pdf, name, pdf.dict(font))]));
}

function readFont(pdf: Pdf, name: string, dict: Dict): PdfFont {
  const map = pdf.data(dict.get('ToUnicode')).toString('latin1');
  const blocks = [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].map((block) => block[1] ?? '').join('');
  const texts = new Map(
    [...blocks.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>/g)].map(([, code = '', units = '']) => [
      Number.parseInt(code, 16),
      Buffer.from(units, 'hex').swap16().toString('utf16le'),
    ]),
  );
  const descendant = pdf.dict(pdf.list(dict.get('DescendantFonts'))[0]);
  const widths = pdf.list(pdf.list(descendant.get('W'))[1]);
  return { name, dict, text: (code) => texts.get(code), width: (code) => Number(widths[code]) };
}

/** The character codes of a string under Identity-H. */
export const codesOf = (value: Value): number[] =>
  Buffer.isBuffer(value) ? Array.from({ length: value.length / 2 }, (_, at) => value.readUInt16BE(at * 2)) : [];

function readLines(pdf: Pdf, page: Dict, number: number): PrintedLine[] {
  const fonts = fontsOf(pdf, page);
  const lines: PrintedLine[] = [];
  let line: PrintedLine | undefined;
  let font: PdfFont | undefined;
  let tracking = 0;
  let size = 0;
  let pen = 0;
  for (const { operator, operands } of operations(pdf.data(page.get('Contents')).toString('latin1'))) {
    const [first, second] = operands;
    if (operator === 'Tf') {
      font = fonts.get(String(first).slice(1));
      size = Number(second);
    } else if (operator === 'Tc') tracking = Number(first);
    else if (operator === 'Tm') {
      const [a, , , , x, y] = operands.map(Number);
      pen = 0;
      line = { page: number, text: '', x: x ?? 0, y: y ?? 0, width: 0, size: 0, upright: a === 1 };
      lines.push(line);
    } else if (operator === 'TJ' && line && Array.isArray(first)) {
      line.size = size;
      for (const piece of first) {
        if (typeof piece === 'number') pen -= (piece * size) / 1000;
        for (const code of codesOf(piece)) {
          const shown = font?.text(code) ?? '?';
          line.text += shown;
          pen += ((font?.width(code) ?? Number.NaN) * size) / 1000;
          if (shown !== ' ') line.width = pen;
          pen += tracking;
        }
      }
    }
  }
  return lines;
}

/** Every object of the file by its number, for those that look for something in particular. */
export const dictsOf = ({ objects }: Pdf): Dict[] =>
  [...objects.values()].flatMap((value) => {
    if (value instanceof Map) return [value];
    return typeof value === 'object' && value !== null && 'raw' in value ? [value.dict] : [];
  });

export const refOf = (value: Value | undefined): number => (isRef(value) ? value.ref : Number.NaN);
