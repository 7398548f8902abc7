import { printedText } from '../fonts/drawable.ts';
import { face, faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { type Canvas, child, type Element, fill } from './canvas.ts';
import { drawRule } from './ornament.ts';
import { setLines } from './text.ts';
import type { TranscriptColumn } from './transcriptDocument.ts';
import { GAP } from './transcriptWidths.ts';

const PADDING = 4;
const leadingOf = (size: number): number => size * 1.2;

/** What all rows of a table have in common. */
export type Shape = { columns: readonly TranscriptColumn[]; widths: readonly number[]; size: number };

/** The left edge and the width of each column, from x. */
function places({ widths }: Shape, x: number): { left: number; width: number }[] {
  let left = x;
  return widths.map((width) => {
    const place = { left, width };
    left += width + GAP;
    return place;
  });
}

const wholeWidth = ({ widths }: Shape): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);
const ABOVE_RULE = 3;

/** The head of the table. `within` puts each cell into its element; without elements it repeats what was read. */
export function headRow(canvas: Canvas, shape: Shape) {
  const { columns, widths, size } = shape;
  const style = { role: 'italic', size, ink: canvas.palette.accent, leading: leadingOf(size) } as const;
  const titles = columns.map(({ title }, at) => wrap(title, face('italic'), size, widths[at] ?? 0));
  const most = Math.max(...titles.map((lines) => lines.length)) * style.leading;
  const drawCells = (x: number, y: number, within: (draw: () => void) => void) => {
    for (const [at, { left, width }] of places(shape, x).entries()) {
      const { align = 'left' } = columns[at] ?? {};
      const lines = titles[at] ?? [];
      const first = y + most - (lines.length - 1) * style.leading - size * 0.2;
      within(() => setLines(canvas, lines, style, align === 'right' ? left + width : left, first, align));
    }
  };
  return {
    height: most + ABOVE_RULE * 2,
    drawCells,
    drawRule: (x: number, y: number) => drawRule(canvas, x, x + wholeWidth(shape), y + most + ABOVE_RULE),
    draw: (x: number, y: number) => drawCells(x, y, (draw) => draw()),
  };
}

/** One row: paragraphs in cells. The first paragraph of a cell is its main one. */
export function tableRow(
  canvas: Canvas,
  { cells, table, ...shape }: Shape & { cells: string[][]; table: () => Element },
): Block {
  const { text, gray } = canvas.palette;
  const { size } = shape;
  const leading = leadingOf(size);
  const set = cells.map((paragraphs, at) => {
    const width = shape.widths[at] ?? 0;
    return paragraphs
      .map(printedText)
      .filter((paragraph) => paragraph !== '')
      .map((paragraph, index) => ({
        ink: index === 0 ? text : gray,
        lines: wrap(paragraph, faceFor('serif', paragraph), size, width),
      }));
  });
  const heightOf = (paragraphs: (typeof set)[number]) =>
    paragraphs.reduce((sum, { lines }) => sum + lines.length * leading, 0);
  const height = Math.max(leading, ...set.map(heightOf)) + PADDING;
  return {
    height,
    gap: PADDING,
    keepWithNext: false,
    draw: (x, y) => {
      const row = child(canvas, table(), 'TR');
      for (const [at, { left, width }] of places(shape, x).entries()) {
        const cell = child(canvas, row, 'TD');
        const align = shape.columns[at]?.align ?? 'left';
        let from = y;
        for (const { lines, ink } of set[at] ?? []) {
          const style = { role: 'serif' as const, size, ink, leading };
          const baseline = from + size * 0.92;
          const edge = align === 'right' ? left + width : left;
          fill(canvas, child(canvas, cell, 'P'), () => setLines(canvas, lines, style, edge, baseline, align));
          from += lines.length * leading;
        }
      }
      drawRule(canvas, x, x + wholeWidth(shape), y + height, 0.3);
    },
  };
}
