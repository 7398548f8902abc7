import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrast, readableOn } from '../../../certificates/draw/color.ts';
import { type Palette, paletteOf } from '../../../certificates/draw/palette.ts';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import { faceFor } from '../../../certificates/fonts/faces.ts';
import { frontFacts } from '../../../certificates/frontFacts.ts';
import { columns } from '../../../certificates/layout/columns.ts';
import { type Block, flow } from '../../../certificates/layout/flow.ts';
import { fitLines, wrap } from '../../../certificates/layout/lines.ts';
import { PAPER, TEXT } from '../../../certificates/layout/page.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrastOf = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};
const colors = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const inksOf = ({ text, gray, warning, primary, accent }: Palette) => [text, gray, warning, primary, accent];

describe('colors', () => {
  test('whatever an organization chose, every ink is read on paper, halo and ghosted word (AA)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DESIGNS), colors, colors, (design, primaryColor, accentColor) => {
        const look = { design, primaryColor, accentColor, logoSha256: null, signatureSha256: null };
        for (const palette of [paletteOf(design, look), paletteOf(design, undefined)]) {
          for (const ground of [PAPER, palette.tint, palette.ghost]) {
            for (const ink of inksOf(palette)) expect(contrastOf(ink, ground)).toBeGreaterThanOrEqual(4.5);
          }
          expect(contrastOf(PAPER, palette.primary)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  test('a readable color is not changed', () => {
    const look = { primaryColor: '#6b1f3a', accentColor: '#1d6b52', logoSha256: null, signatureSha256: null };
    expect(paletteOf('MODERN', { design: 'MODERN', ...look })).toMatchObject({ primary: '#6b1f3a', accent: '#1d6b52' });
  });

  test('readableOn draws the line of AA at 4.5', () => {
    expect(readableOn('#767676', '#ffffff')).toBe(true);
    expect(readableOn('#777777', '#ffffff')).toBe(false);
    fc.assert(
      fc.property(colors, colors, (a, b) => {
        expect(contrast(a, b)).toBeCloseTo(contrastOf(a, b), 9);
        expect(readableOn(a, b)).toBe(readableOn(b, a));
      }),
    );
  });
});

describe('running text', () => {
  test('no line is wider than its column and no character is lost', () => {
    const word = fc.oneof(fc.stringMatching(/^[a-z,;-]{1,14}$/), fc.stringMatching(/^[a-z/.-]{60,120}$/));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 120, max: 400 }),
        (words, width) => {
          const text = words.join(' ');
          const face = faceFor('serif', text);
          const lines = wrap(text, face, 10, width);
          for (const line of lines) expect(face.width(line.trimEnd(), 10)).toBeLessThanOrEqual(width);
          expect(lines.join('')).toBe(text);
        },
      ),
    );
  });
});

describe('the row of facts', () => {
  const words = (longest: number) =>
    fc
      .array(fc.stringMatching(/^[A-Za-z-]{1,16}$/), { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join(' ').slice(0, longest).trim())
      .filter((text) => text !== '');

  test('columns stay on the page, beside one another, over at most three lines', () => {
    fc.assert(
      fc.property(words(120), words(60), fc.nat({ max: 1_000_000 }), (format, level, studyHundredths) => {
        const facts = sampleFacts({ studyHundredths, course: { ...sampleFacts().course, format, level } });
        const row = columns(frontFacts(facts), TEXT.left, TEXT.width);
        let edge = TEXT.left - 0.01;
        for (const { x, width, lines, size } of row) {
          const widest = Math.max(...lines.map((line) => faceFor('serif', line).width(line, size)));
          expect(x + (width - widest) / 2).toBeGreaterThanOrEqual(edge);
          edge = x + (width + widest) / 2;
          expect(lines.length).toBeLessThanOrEqual(3);
          expect(size).toBeGreaterThanOrEqual(6.5);
        }
        expect(edge).toBeLessThanOrEqual(TEXT.right + 0.1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the flow of the record', () => {
  const block = fc.record({
    height: fc.integer({ min: 5, max: 90 }),
    gap: fc.integer({ min: 0, max: 15 }),
    keepWithNext: fc.boolean(),
  });
  const columnsOf = (page: { column: number; y: number; block: Block }[]) =>
    [0, 1].map((column) => page.filter((placed) => placed.column === column));

  test('every block is placed once, in order, inside its column, without overlap', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 60 }), (shapes) => {
        const blocks = shapes.map((shape, at) => ({
          ...shape,
          keepWithNext: shape.keepWithNext && at % 3 === 0,
          draw: () => {},
        }));
        const pages = flow(blocks, 300, 2);
        expect(pages.flat().map((placed) => placed.block)).toEqual(blocks);
        for (const column of pages.flatMap(columnsOf)) {
          let bottom = 0;
          for (const placed of column) {
            expect(placed.y).toBeGreaterThanOrEqual(bottom);
            bottom = placed.y + placed.block.height;
          }
          expect(bottom).toBeLessThanOrEqual(300);
          if (column.at(-1)?.block.keepWithNext) expect(column.at(-1)?.block).toBe(blocks.at(-1));
        }
      }),
    );
  });

  test('columns of the last page end as high as they can: a step lower holds no longer all blocks', () => {
    const shapes = fc.array(
      fc.record({ height: fc.integer({ min: 5, max: 40 }), gap: fc.integer({ min: 0, max: 15 }) }),
      {
        minLength: 8,
        maxLength: 24,
      },
    );
    fc.assert(
      fc.property(shapes, (some) => {
        const blocks = some.map((shape) => ({ ...shape, keepWithNext: false, draw: () => {} }));
        const pages = flow(blocks, 1_000, 2);
        expect(pages).toHaveLength(1);
        const bottom = Math.max(...pages.flat().map((placed) => placed.y + placed.block.height));
        const lower = 40 + 6 * (Math.ceil((bottom - 40) / 6) - 1);
        if (lower >= 40) expect(flow(blocks, lower, 2).length).toBeGreaterThan(1);
      }),
    );
  });

  test('the height of the last page is found in a few tries, however high its columns', () => {
    const triesOf = (count: number) => {
      let read = 0;
      const blocks = Array.from({ length: count }, () => ({
        get height() {
          read += 1;
          return 30;
        },
        gap: 5,
        keepWithNext: false,
        draw: () => {},
      }));
      flow(blocks, 40 * count, 2);
      return read / count;
    };
    expect(triesOf(40)).toBeLessThan(2 * triesOf(4));
  });
});

describe('a text that is set again', () => {
  test('is not measured again at the same sizes, and is at others', () => {
    const face = faceFor('serif', 'abc');
    let measured = 0;
    const counting = {
      ...face,
      width: (...asked: Parameters<typeof face.width>) => {
        measured += 1;
        return face.width(...asked);
      },
    };
    const text = 'Words of a course that stand on every one of its certificates';
    const steps = () => [{ lines: 2, largest: 20, smallest: 8 }];
    const set = (width: number) => [wrap(text, counting, 10, width), fitLines(text, counting, width, steps())];
    const measuresOf = (width: number) => {
      const before = measured;
      return { lines: set(width), measures: measured - before };
    };
    const first = measuresOf(100);
    expect(first.measures).toBeGreaterThan(0);
    expect(measuresOf(100)).toEqual({ lines: first.lines, measures: 0 });
    // More widths than are kept for one text: each is still right.
    for (let width = 80; width < 100; width++) expect(set(width)[0]).toEqual(wrap(text, face, 10, width));
    expect(set(100)).toEqual(first.lines);
  });
});
