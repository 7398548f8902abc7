import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, csvOf } from '../../schema/csv.ts';

const lineOf = (...cells: Cell[]): string => csvOf(['h'], [cells]).toString('utf8').slice('\ufeffh\r\n'.length, -2);

describe('a table for spreadsheets', () => {
  test('begins with the mark of UTF-8, and its lines end with CR and LF', () => {
    const bytes = csvOf(['Name', 'Hours'], [['Sofía', { hundredths: 150 }]]);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.subarray(3).toString('utf8')).toBe('Name,Hours\r\nSofía,1.50\r\n');
  });

  test.each([
    ['=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', '"\'\tx"'],
    ['\rx', '"\'\rx"'],
    ['\nx', '"\'\nx"'],
    ['＝1+1', "'＝1+1"],
    [' =1', "' =1"],
    ['a=b', 'a=b'],
    ['007', '007'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['', ''],
  ])('writes the text %j as %s', (text, written) => {
    expect(lineOf(text)).toBe(written);
  });

  test.each([
    [-500, '-5.00'],
    [-5, '-0.05'],
    [0, '0.00'],
    [600, '6.00'],
    [123_456_789, '1234567.89'],
  ])('writes the amount %i as a number', (hundredths, written) => {
    expect(lineOf({ hundredths })).toBe(written);
  });

  test('no text begins a formula, and every text can be read back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const cells = cellsOf(csvOf(['h'], [texts]).toString('utf8').slice('\ufeffh\r\n'.length));
        expect(cells).toHaveLength(texts.length);
        for (const [at, cell] of cells.entries()) {
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
          expect([texts[at], `'${texts[at]}`]).toContain(cell);
        }
      }),
    );
  });
});

/** The cells of the first record (RFC 4180). */
const cellsOf = (text: string): string[] => {
  const cells = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const last = cells.length - 1;
    if (quoted && character === '"' && text[at + 1] === '"') {
      cells[last] += '"';
      at += 1;
    } else if (character === '"' && (quoted || cells[last] === '')) quoted = !quoted;
    else if (!quoted && character === ',') cells.push('');
    else if (!quoted && text.startsWith('\r\n', at)) return cells;
    else cells[last] += character;
  }
  return cells;
};
