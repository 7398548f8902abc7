import { describe, expect, test } from '@jest/globals';
import { PAPERS } from '../../support/certificates/archivalSamples.ts';
import { walkPages } from '../../support/certificates/contentWalk.ts';
import { dictsOf, refOf } from '../../support/certificates/readPdf.ts';

/** A TrueType file's tables, without the drawing's reader. */
function openFont(file: Buffer) {
  const tables = new Map(
    Array.from({ length: file.readUInt16BE(4) }, (_, at) => {
      const entry = 12 + at * 16;
      const start = file.readUInt32BE(entry + 8);
      return [file.toString('latin1', entry, entry + 4), file.subarray(start, start + file.readUInt32BE(entry + 12))];
    }),
  );
  const table = (tag: string) => tables.get(tag) ?? Buffer.alloc(0);
  const [metrics, glyphs] = [table('hhea').readUInt16BE(34), table('maxp').readUInt16BE(4)];
  const unitsPerEm = table('head').readUInt16BE(18);
  return {
    tables,
    glyphs,
    width: (gid: number) => (table('hmtx').readUInt16BE(Math.min(gid, metrics - 1) * 4) * 1000) / unitsPerEm,
    /** Bytes of outline; none for a space. */
    outline: (gid: number) => table('loca').readUInt32BE(gid * 4 + 4) - table('loca').readUInt32BE(gid * 4),
  };
}

/** 6.2.11 of ISO 19005-3 and 7.21 of ISO 14289-1 ask the same of fonts. */
describe.each(PAPERS)('fonts (ISO 19005-3, 6.2.11; ISO 14289-1, 7.21): $name', ({ pdf }) => {
  const fonts = dictsOf(pdf).filter((dict) => dict.get('Subtype') === '/Type0');
  const parts = fonts.map((font) => {
    const descendant = pdf.dict(pdf.list(font.get('DescendantFonts'))[0]);
    const descriptor = pdf.dict(descendant.get('FontDescriptor'));
    const program = openFont(pdf.data(descriptor.get('FontFile2')));
    return { font, descendant, descriptor, program };
  });
  const painted = walkPages(pdf).flatMap(({ walk }) => walk.painted);
  /** Every code that is shown, once, with its font. */
  const shown = new Map(
    painted.flatMap(({ font, codes }) =>
      codes.map((code) => [`${font?.dict.get('BaseFont')} ${code}`, { font, code }]),
    ),
  );

  test('6.2.11.2, 7.21.2 there are composite TrueType fonts and no others', () => {
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    const kinds = dictsOf(pdf)
      .filter((dict) => dict.get('Type') === '/Font')
      .map((dict) => dict.get('Subtype'));
    expect(new Set(kinds)).toEqual(new Set(['/Type0', '/CIDFontType2']));
  });

  test('6.2.11.3.1, 7.21.3.1 the character collection fits the encoding Identity-H', () => {
    for (const { font, descendant } of parts) {
      expect(font.get('Encoding')).toBe('/Identity-H');
      const system = pdf.dict(descendant.get('CIDSystemInfo'));
      expect([system.get('Registry'), system.get('Ordering')].map(String)).toEqual(['Adobe', 'Identity']);
    }
  });

  test('6.2.11.3.2, 7.21.3.2 CIDs are glyphs: CIDToGIDMap is Identity', () => {
    for (const { descendant } of parts) expect(descendant.get('CIDToGIDMap')).toBe('/Identity');
  });

  test('6.2.11.4.1, 7.21.4.1 every font is embedded, a whole TrueType file with every glyph that is shown', () => {
    for (const { descriptor, program } of parts) {
      expect(pdf.stream(descriptor.get('FontFile2')).dict.get('Length1')).toBe(
        pdf.data(descriptor.get('FontFile2')).length,
      );
      for (const tag of ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']) expect(program.tables.has(tag)).toBe(true);
    }
    for (const { font, code } of shown.values()) {
      const part = parts.find((each) => each.font === font?.dict);
      expect(code).toBeLessThan(part?.program.glyphs ?? 0);
      expect(part?.program.outline(code) === 0).toBe(font?.text(code) === ' ');
    }
  });

  test('6.2.11.4.2 subsets say so by six letters, alike in font, descendant and descriptor', () => {
    const names = parts.map(({ font, descendant, descriptor }) => {
      expect(descendant.get('BaseFont')).toBe(font.get('BaseFont'));
      expect(descriptor.get('FontName')).toBe(font.get('BaseFont'));
      expect(descriptor.has('CIDSet')).toBe(false);
      return String(font.get('BaseFont'));
    });
    for (const name of names) expect(name).toMatch(/^\/[A-Z]{6}\+[A-Za-z-]+$/);
    expect(new Set(names).size).toBe(names.length);
  });

  test('6.2.11.5, 7.21.5 widths in the file are those in the font, to a thousandth of an em', () => {
    for (const { descendant, program } of parts) {
      const [first, widths] = pdf.list(descendant.get('W'));
      expect(first).toBe(0);
      for (const [code, width] of pdf.list(widths).entries()) {
        expect(Math.abs(Number(width) - program.width(code))).toBeLessThanOrEqual(1);
      }
    }
  });

  test('6.2.11.7.2, 7.21.7 every character shown has its Unicode, none of them 0, FEFF or FFFE', () => {
    expect(shown.size).toBeGreaterThan(80);
    for (const { font, code } of shown.values()) expect(font?.text(code)).toMatch(/^[^\0\ufeff\ufffe]+$/);
  });

  test('6.2.11.7.3 no character of a private use area, which would need ActualText', () => {
    for (const { font, code } of shown.values()) expect(font?.text(code)).not.toMatch(/\p{Co}/u);
  });

  test('6.2.11.8, 7.21.8 .notdef is never shown', () => {
    for (const { code } of shown.values()) expect(code).not.toBe(0);
  });

  test('no font is embedded that no page uses', () => {
    const used = new Set(
      pdf.pages.flatMap(({ dict }) => [...pdf.dict(pdf.dict(dict.get('Resources')).get('Font')).values()].map(refOf)),
    );
    expect(used.size).toBe(fonts.length);
  });
});
