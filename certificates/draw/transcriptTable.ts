import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { type Canvas, child, type Element, fill } from './canvas.ts';
import { drawRule } from './ornament.ts';
import { type Style, setLine, setLines } from './text.ts';
import type { TranscriptColumn } from './transcriptDocument.ts';

const GAP = 12;
const SIZE = 10;
const LEADING = 12;
const PADDING = 4;

export function tableWidths(columns: readonly TranscriptColumn[], width: number): number[] {
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const room = width - GAP * (columns.length - 1);
  return columns.map((column) => (room * column.width) / shares);
}

type Cells = { columns: readonly TranscriptColumn[]; widths: readonly number[] };

/** The left edge and the width of each column, from x. */
function places({ widths }: Cells, x: number): { left: number; width: number }[] {
  let left = x;
  return widths.map((width) => {
    const place = { left, width };
    left += width + GAP;
    return place;
  });
}

/** The head of the table. `within` puts each cell into its element; without elements it repeats what was read. */
export function headRow(canvas: Canvas, cells: Cells) {
  const style: Style = { role: 'italic', size: SIZE, ink: canvas.palette.accent };
  const drawCells = (x: number, y: number, within: (draw: () => void) => void) => {
    for (const [at, { left, width }] of places(cells, x).entries()) {
      const { title = '', align = 'left' } = cells.columns[at] ?? {};
      within(() => setLine(canvas, title, style, align === 'right' ? left + width : left, y + 10, align));
    }
  };
  const whole = cells.widths.reduce((sum, width) => sum + width + GAP, -GAP);
  return {
    drawCells,
    drawRule: (x: number, y: number) => drawRule(canvas, x, x + whole, y + 15),
    draw: (x: number, y: number) => drawCells(x, y, (draw) => draw()),
  };
}

/** One row: paragraphs in cells. The first paragraph of a cell is its main one. */
export function tableRow(
  canvas: Canvas,
  { cells, table, ...shape }: Cells & { cells: string[][]; table: () => Element },
): Block {
  const { text, gray } = canvas.palette;
  const set = cells.map((paragraphs, at) => {
    const width = shape.widths[at] ?? 0;
    return paragraphs
      .map(printedText)
      .filter((paragraph) => paragraph !== '')
      .map((paragraph, index) => ({
        ink: index === 0 ? text : gray,
        lines: wrap(paragraph, faceFor('serif', paragraph), SIZE, width),
      }));
  });
  const heightOf = (paragraphs: (typeof set)[number]) =>
    paragraphs.reduce((sum, { lines }) => sum + lines.length * LEADING, 0);
  const height = Math.max(LEADING, ...set.map(heightOf)) + PADDING;
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
          const style = { role: 'serif' as const, size: SIZE, ink, leading: LEADING };
          const baseline = from + SIZE * 0.92;
          const edge = align === 'right' ? left + width : left;
          fill(canvas, child(canvas, cell, 'P'), () => setLines(canvas, lines, style, edge, baseline, align));
          from += lines.length * LEADING;
        }
      }
      const whole = shape.widths.reduce((sum, width) => sum + width + GAP, -GAP);
      drawRule(canvas, x, x + whole, y + height, 0.3);
    },
  };
}
