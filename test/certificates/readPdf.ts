import { inflateSync } from 'node:zlib';

/**
 * Reads what a certificate prints out of its finished bytes: every text line with its place, by the
 * file's own cross-reference table, fonts' widths and ToUnicode maps. No part of the drawing code is used.
 */
export type PrintedLine = { page: number; text: string; x: number; y: number; width: number; size: number };
export type ReadPdf = { pages: number; lines: PrintedLine[]; trailer: string; objects: Map<number, PdfObject> };
type PdfObject = { head: string; stream: string };

export function readPdf(file: Buffer): ReadPdf {
  const all = file.toString('latin1');
  const objects = readObjects(file, all);
  const trailer = all.slice(all.lastIndexOf('trailer'));
  const object = (id: number) => objects.get(id) ?? { head: '', stream: '' };
  const root = object(reference(trailer, 'Root'));
  const kids = object(reference(root.head, 'Pages')).head.match(/\/Kids \[([^\]]*)\]/)?.[1] ?? '';
  const pageIds = [...kids.matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1]));
  const lines = pageIds.flatMap((id, page) => {
    const { head } = object(id);
    const fonts = new Map<string, PdfFont>();
    const resources = object(reference(head, 'Resources')).head;
    for (const [, name = '', font] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name, readFont(object, Number(font)));
    }
    return readLines(object(reference(head, 'Contents')).stream, fonts, page + 1);
  });
  return { pages: pageIds.length, lines, trailer, objects };
}

/** The text of the whole file or of one page, lines joined by spaces. */
export const textOf = ({ lines }: ReadPdf, page?: number): string =>
  lines
    .filter((line) => page === undefined || line.page === page)
    .map(({ text }) => text)
    .join(' ');

const reference = (head: string, key: string): number => Number(head.match(new RegExp(`/${key} (\\d+) 0 R`))?.[1]);

function readObjects(file: Buffer, all: string): Map<number, PdfObject> {
  const table = all.slice(Number(all.match(/startxref\n(\d+)\n%%EOF/)?.[1]));
  const offsets = [...table.matchAll(/^(\d{10}) \d{5} n/gm)].map((entry) => Number(entry[1]));
  return new Map(
    offsets.map((offset, at) => {
      const end = all.indexOf('endobj', offset);
      const streamAt = all.indexOf('\nstream\n', offset);
      if (streamAt < 0 || streamAt > end) return [at + 1, { head: all.slice(offset, end), stream: '' }];
      const head = all.slice(offset, streamAt);
      const length = Number(head.match(/\/Length (\d+)/)?.[1]);
      const bytes = file.subarray(streamAt + 8, streamAt + 8 + length);
      const stream = (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
      return [at + 1, { head, stream }];
    }),
  );
}

type PdfFont = { text(code: number): string; width(code: number): number };

function readFont(object: (id: number) => PdfObject, id: number): PdfFont {
  const { head } = object(id);
  const map = object(reference(head, 'ToUnicode')).stream;
  const texts = [...map.matchAll(/\[(<[^\]]*>)\]/g)].flatMap((range) =>
    [...(range[1] ?? '').matchAll(/<([^>]*)>/g)].map((entry) =>
      String.fromCharCode(...(entry[1] ?? '').split(' ').map((unit) => Number.parseInt(unit, 16))),
    ),
  );
  const descendant = object(Number(head.match(/\/DescendantFonts \[(\d+) 0 R/)?.[1])).head;
  const widths = (descendant.match(/\/W \[0 \[([^\]]*)\]/)?.[1] ?? '').split(' ').map(Number);
  return { text: (code) => texts[code] ?? '?', width: (code) => widths[code] ?? Number.NaN };
}

function readLines(content: string, fonts: Map<string, PdfFont>, page: number): PrintedLine[] {
  const blocks = [...content.matchAll(/BT\n([\s\S]*?)\nET/g)].map((block) => block[1] ?? '');
  return blocks.map((block) => {
    const [, x = '', y = ''] = block.match(/1 0 0 1 (\S+) (\S+) Tm/) ?? [];
    const [, name = '', size = ''] = block.match(/\/(F\d+) (\S+) Tf/) ?? [];
    const tracking = Number(block.match(/(\S+) Tc/)?.[1] ?? 0);
    const font = fonts.get(name);
    const codes = [...block.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    const glyphs = codes.map((code) => Number.parseInt(code, 16));
    const text = glyphs.map((glyph) => font?.text(glyph) ?? '?').join('');
    const ems = glyphs.reduce((sum, glyph) => sum + (font?.width(glyph) ?? Number.NaN), 0);
    const width = (ems * Number(size)) / 1000 + tracking * (glyphs.length - 1);
    return { page, text, x: Number(x), y: 595.28 - Number(y), width, size: Number(size) };
  });
}
