import type { Block } from '../../layout/flow.ts';
import { type Canvas, child, type Element, fill, write } from '../canvas.ts';
import { rgb } from '../color.ts';
import { n } from '../operands.ts';
import { BY_HAND, type Ground, lazily } from './sheetPlan.ts';

const LINE = 0.6;
const BORDER = 0.8;
/** The longest text that a field is called by. */
const LONGEST = 200;

const field = (canvas: Canvas, parent: Element, role: 'cb' | 'tv', says: string): Element =>
  child(canvas, parent, 'Form', { printField: { role, says: says.slice(0, LONGEST) } });

const stroke = ({ palette }: Canvas, width: number, path: string): string =>
  `${rgb(palette.gray)} RG ${width} w ${path} S`;

/** A line to write on, as a field of its own. */
export function drawLine(
  canvas: Canvas,
  parent: Element,
  says: string,
  [left, right, y]: [number, number, number],
): void {
  fill(canvas, field(canvas, parent, 'tv', says), () =>
    write(canvas, stroke(canvas, LINE, `${n(left)} ${n(y)} m ${n(right)} ${n(y)} l`)),
  );
}

const TICK = 9.5;
/** A box to tick that stands on a baseline. */
export function drawTick(canvas: Canvas, parent: Element, says: string, [x, baseline]: [number, number]): void {
  fill(canvas, field(canvas, parent, 'cb', says), () =>
    write(canvas, stroke(canvas, BORDER, `${n(x)} ${n(baseline - TICK + 1)} ${TICK} ${TICK} re`)),
  );
}

/** Lines to write on: one field, each line a block, so that a page may end between them. Two lines stay together at either end. */
export function lineBlocks({ canvas, words, width, within }: Ground, count: number): Block[] {
  const paragraph = lazily(() => child(canvas, within(), 'P'));
  const all = lazily(() => field(canvas, paragraph(), 'tv', words.write));
  return Array.from({ length: count }, (_, at) => ({
    ...{ height: BY_HAND, gap: at === 0 ? 2 : 0, keepWithNext: at + 1 < count && (at === 0 || at === count - 2) },
    draw: (x, y) => {
      const bottom = y + BY_HAND - 2;
      fill(canvas, all(), () =>
        write(canvas, stroke(canvas, LINE, `${n(x)} ${n(bottom)} m ${n(x + width)} ${n(bottom)} l`)),
      );
    },
  }));
}

/** A box to write in, with room for so many lines. */
export function boxBlock({ canvas, words, width, within, room }: Ground, count: number): Block {
  const height = Math.min(count * BY_HAND, room);
  return {
    ...{ height, gap: 6, keepWithNext: false },
    draw: (x, y) => {
      const place = field(canvas, child(canvas, within(), 'P'), 'tv', words.write);
      fill(canvas, place, () => write(canvas, stroke(canvas, BORDER, `${n(x)} ${n(y)} ${n(width)} ${n(height)} re`)));
    },
  };
}
