import { printedText } from '../fonts/drawable.ts';
import { face, faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { artifact, type Canvas, child, type Element, fill, write } from './canvas.ts';
import { rgb } from './color.ts';
import type { DoorListDocument, ListedGuest } from './doorListDocument.ts';
import { n } from './operands.ts';
import { type Style, setLine, setLines } from './text.ts';

const NUMBER = 30;
/** Of the boxes for arrival, departure and signature. */
const BOXES = [66, 66, 152];
const PADDING = 6;
/** Room for what is written by hand. */
const LEAST = 28;
const HEAD = 21;
const NAME = { size: 12, leading: 14, byHand: 22 };
const NOTE = { size: 8.5, leading: 10.5 };

export type Shape = { columns: DoorListDocument['columns']; width: number; table: () => Element };

const nameWidth = (width: number): number => width - NUMBER - BOXES.reduce((sum, one) => sum + one, 0);

/** The left edge of each column, and the right edge of the last. */
function edgesOf(width: number): number[] {
  const edges = [0, NUMBER, NUMBER + nameWidth(width)];
  for (const one of BOXES) edges.push((edges.at(-1) ?? 0) + one);
  return edges;
}

/** The lines around the cells of a row. */
function drawCells(canvas: Canvas, { width }: Shape, [x, y, height]: [number, number, number]): void {
  const ink = rgb(canvas.palette.gray);
  const sides = edgesOf(width).map((edge) => `${n(x + edge)} ${n(y)} m ${n(x + edge)} ${n(y + height)} l`);
  const ends = [y, y + height].map((end) => `${n(x)} ${n(end)} m ${n(x + width)} ${n(end)} l`);
  artifact(canvas, 'layout', () => write(canvas, `q ${ink} RG 0.5 w 2 J ${[...sides, ...ends].join(' ')} S Q`));
}

/** The head of the table; `repeat` draws it again on a further page, where nobody reads it twice. */
export function headRow(canvas: Canvas, shape: Shape) {
  const { columns, width, table } = shape;
  const style: Style = { role: 'italic', size: 11, ink: canvas.palette.accent };
  const titles = [columns.number, columns.name, ...columns.boxes];
  const drawTitles = (x: number, y: number, within: (draw: () => void) => void) => {
    const edges = edgesOf(width);
    for (const [at, title] of titles.entries())
      within(() => setLine(canvas, title, style, x + (edges[at] ?? 0) + PADDING, y + HEAD - 7));
  };
  return {
    height: HEAD,
    draw: (x: number, y: number) => {
      const row = child(canvas, table(), 'TR');
      drawTitles(x, y, (draw) => fill(canvas, child(canvas, row, 'TH', { scope: 'Column' }), draw));
      drawCells(canvas, shape, [x, y, HEAD]);
    },
    repeat: (x: number, y: number) => {
      artifact(canvas, 'head', () => drawTitles(x, y, (draw) => draw()));
      drawCells(canvas, shape, [x, y, HEAD]);
    },
  };
}

/** One person: the number, the name, and three empty boxes. */
export function guestRow(canvas: Canvas, shape: Shape, { name, note }: ListedGuest, number: number): Block {
  const { text, gray } = canvas.palette;
  const room = nameWidth(shape.width) - 2 * PADDING;
  const printed = printedText(name ?? '');
  const lines = printed === '' ? [] : wrap(printed, faceFor('serif', printed), NAME.size, room);
  const notes = note === null ? [] : wrap(note, face('sans'), NOTE.size, room);
  // Whoever has no name here gets the line on which it is written.
  const named = name === null ? NAME.byHand : lines.length * NAME.leading;
  const height = Math.max(LEAST, named + notes.length * NOTE.leading + PADDING * 2);
  const inName = { role: 'serif', size: NAME.size, ink: text, leading: NAME.leading } as const;
  const inNote = { role: 'sans', size: NOTE.size, ink: gray, leading: NOTE.leading } as const;
  return {
    ...{ height, gap: 0, keepWithNext: false },
    draw: (x, y) => {
      const row = child(canvas, shape.table(), 'TR');
      const baseline = y + (height - named - notes.length * NOTE.leading) / 2 + 10.5;
      const inNumber: Style = { ...inName, size: 10.5, ink: gray };
      fill(canvas, child(canvas, row, 'TD'), () =>
        setLine(canvas, String(number), inNumber, x + NUMBER - PADDING, baseline, 'right'),
      );
      const cell = child(canvas, row, 'TH', { scope: 'Row' });
      const left = x + NUMBER + PADDING;
      if (lines.length > 0)
        fill(canvas, child(canvas, cell, 'P'), () => setLines(canvas, lines, inName, left, baseline));
      if (notes.length > 0)
        fill(canvas, child(canvas, cell, 'P'), () => setLines(canvas, notes, inNote, left, baseline + named - 2));
      for (const _ of BOXES) child(canvas, row, 'TD');
      drawCells(canvas, shape, [x, y, height]);
    },
  };
}
