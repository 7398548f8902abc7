import type { Block } from '../../layout/flow.ts';
import { artifact, type Canvas, child, type Element, fill, write } from '../canvas.ts';
import { rgb } from '../color.ts';
import type { KitPiece } from '../kitDocument.ts';
import { n } from '../operands.ts';
import { extentOf, type Line, linesOf, setRich } from './richText.ts';
import { type Ground, lazily } from './sheetPlan.ts';

type Cells = readonly KitPiece[][];
type Table = { head: Cells; rows: readonly Cells[] };
type Shape = { canvas: Canvas; widths: number[]; size: number; table: () => Element };

/** The largest of these at which every row has room on a page. */
const LEAST = 6.6;
const SIZES = [10.6, 9.6, 8.6, 7.6, LEAST];
const LEADING = 1.24;
const PAD = { x: 6, y: 4.5 };
/** Rows in which somebody writes. */
const BY_HAND = 32;
const BY_HAND_WIDTH = 75;
/** A longer head asks for a longer answer. */
const BY_HAND_SHARE = 3;
/** A table that is no higher than this share of a page stays on one. */
const TOGETHER = 0.6;

const isEmpty = (cell: readonly KitPiece[] | undefined): boolean =>
  (cell ?? []).every(({ text }) => text.trim() === '');

/** A table: a head, and rows that are never broken. Cells without words are written in by hand. The head is repeated for the eye. */
export function tableBlocks(ground: Ground, { head, rows }: Table): Block[] {
  const top: Row = { cells: head.map(strong), isHead: true };
  const all: Row[] = rows.map((cells) => ({ cells, isHead: false }));
  const tried = SIZES.map((size) => ({ size, widths: widthsOf({ head, rows }, size, ground.width) }));
  const fits = (one: Pick<Shape, 'widths' | 'size'>) =>
    [top, ...all].every((row) => heightOf(row, one) <= ground.room / 2);
  const { canvas, within } = ground;
  const table = lazily(() => child(canvas, within(), 'Table'));
  const shape: Shape = { canvas, table, size: LEAST, widths: [], ...(tried.find(fits) ?? tried.at(-1)) };
  const first = rowBlock(shape, top);
  const below = all.map((row) => rowBlock(shape, row));
  const together = below.reduce((sum, { height }) => sum + height, first.height) <= ground.room * TOGETHER;
  const again = {
    height: first.height,
    draw: (x: number, y: number) => {
      artifact(canvas, 'head', () => setCells(shape, top, [x, y], (draw) => draw()));
      drawBorders(shape, [x, y, first.height], true);
    },
  };
  return [
    { ...first, gap: 8, keepWithNext: true },
    ...below.map((row, at) => ({ ...row, again, keepWithNext: together && at + 1 < below.length })),
  ];
}

/** Columns share what their widest words leave by how much they have to say. */
function widthsOf({ head, rows }: Table, size: number, width: number): number[] {
  const count = Math.max(1, head.length);
  const needs = head.map((title, at) => {
    const cells = rows.map((row) => row[at] ?? []);
    const extents = [strong(title), ...cells].map((cell) => extentOf(cell, size));
    const byHand = cells.length > 0 && cells.every(isEmpty);
    const least = Math.min(Math.max(...extents.map((one) => one.least)), width / count - 2 * PAD.x) + 2 * PAD.x + 1;
    const most = Math.max(least, ...extents.map((one) => one.most + 2 * PAD.x + 1));
    if (!byHand) return { least, most };
    const room = Math.max(least, Math.min(BY_HAND_WIDTH, width / count));
    return { least: room, most: room + BY_HAND_SHARE * most };
  });
  const sum = (of: 'least' | 'most') => needs.reduce((total, need) => total + need[of], 0);
  const [least, most] = [sum('least'), sum('most')];
  if (least >= width || most <= least) return needs.map(({ least: one }) => (one * width) / least);
  return needs.map((one) => one.least + ((one.most - one.least) * (width - least)) / (most - least));
}

const strong = (cell: readonly KitPiece[]): KitPiece[] => cell.map(({ text }) => ({ text, role: 'strong' }));

function cellLines(row: Cells, { widths, size }: Pick<Shape, 'widths' | 'size'>): Line[][] {
  return widths.map((width, at) => linesOf(row[at] ?? [], size, width - 2 * PAD.x));
}

type Row = { cells: Cells; isHead: boolean };

/** The height of a row; one in which somebody writes has room for a hand. */
function heightOf({ cells, isHead }: Row, shape: Pick<Shape, 'widths' | 'size'>): number {
  const lines = Math.max(1, ...cellLines(cells, shape).map(({ length }) => length));
  const byHand = !isHead && shape.widths.some((_, at) => isEmpty(cells[at]));
  return Math.max(lines * shape.size * LEADING + 2 * PAD.y, byHand ? BY_HAND : 0);
}

function rowBlock(shape: Shape, row: Row): Block {
  const { canvas } = shape;
  const height = heightOf(row, shape);
  const type = row.isHead ? 'TH' : 'TD';
  return {
    ...{ height, gap: 0, keepWithNext: false },
    draw: (x, y) => {
      const line = child(canvas, shape.table(), 'TR');
      setCells(shape, row, [x, y], (draw, hasWords) => {
        const cell = child(canvas, line, type, row.isHead ? { scope: 'Column' } : undefined);
        if (hasWords) fill(canvas, child(canvas, cell, 'P'), draw);
      });
      drawBorders(shape, [x, y, height], row.isHead);
    },
  };
}

/** Draws what is in a cell. */
type Within = (draw: () => void, hasWords: boolean) => void;

function setCells(shape: Shape, { cells, isHead }: Row, [x, y]: [number, number], within: Within): void {
  const { canvas, widths, size } = shape;
  const ink = isHead ? canvas.palette.accent : canvas.palette.text;
  let left = x;
  for (const [at, lines] of cellLines(cells, shape).entries()) {
    const from: [number, number] = [left + PAD.x, y + PAD.y + size * 0.94];
    within(() => setRich(canvas, lines, { size, leading: size * LEADING, ink }, from), lines.length > 0);
    left += widths[at] ?? 0;
  }
}

function drawBorders({ canvas, widths }: Shape, [x, y, height]: [number, number, number], isHead: boolean): void {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  const sides = edges.map((edge) => `${n(x + edge)} ${n(y)} m ${n(x + edge)} ${n(y + height)} l`);
  const ends = (isHead ? [y, y + height] : [y + height]).map(
    (end) => `${n(x)} ${n(end)} m ${n(x + (edges.at(-1) ?? 0))} ${n(end)} l`,
  );
  const ink = rgb(canvas.palette.gray);
  artifact(canvas, 'layout', () => write(canvas, `q ${ink} RG 0.5 w 2 J ${[...sides, ...ends].join(' ')} S Q`));
}
