import { printedText } from '../fonts/drawable.ts';
import { face, faceFor } from '../fonts/faces.ts';
import { type FrontFact, frontFacts } from '../frontFacts.ts';
import { columns, LABEL_SIZE } from '../layout/columns.ts';
import { wrap } from '../layout/lines.ts';
import { type Box, PAPER } from '../layout/page.ts';
import { type Canvas, child, fill } from './canvas.ts';
import type { Sheet } from './sheet.ts';
import { setLine, setLines } from './text.ts';

/** Draws the labeled facts as a list of terms and values. Returns the y below which the page is free. */
export function drawFacts(canvas: Canvas, { facts, plan, preview }: Sheet): number {
  const printed = frontFacts(facts, preview).map((fact) => ({ ...fact, value: printedText(fact.value) }));
  const place = plan.front.facts;
  if (place.kind === 'row') return drawRow(canvas, printed, place.box, place.y);
  drawStack(canvas, printed, place.box, place);
  return plan.front.title.middle + 44;
}

function item(canvas: Canvas, list: ReturnType<typeof child>, label: () => void, value: () => void): void {
  const entry = child(canvas, list, 'LI');
  fill(canvas, child(canvas, entry, 'Lbl'), label);
  fill(canvas, child(canvas, entry, 'LBody'), value);
}

const VALUE_BELOW = 17;

function drawRow(canvas: Canvas, facts: FrontFact[], { left, width }: Box, y: number): number {
  const { accent, text } = canvas.palette;
  const list = child(canvas, canvas.section, 'L');
  let most = 0;
  for (const { x, width: own, label, lines, size } of columns(facts, left, width)) {
    const middle = x + own / 2;
    const value = { role: 'serif', size, ink: text, leading: size * 1.1 } as const;
    item(
      canvas,
      list,
      () => setLine(canvas, `${label} `, { role: 'italic', size: LABEL_SIZE, ink: accent }, middle, y, 'center'),
      () => setLines(canvas, lines, value, middle, y + VALUE_BELOW, 'center'),
    );
    most = Math.max(most, (lines.length - 1) * value.leading);
  }
  return y + VALUE_BELOW + most + 5;
}

const STACK = { label: 8.5, gap: 17, largest: 12.5, smallest: 7, step: 0.5, hours: 2.6 };

type StackItem = { label: string[]; lines: string[]; size: number };

const stackHeight = (items: StackItem[]): number =>
  items.reduce((sum, { label, lines, size }) => sum + label.length * 10 + lines.length * size * 1.22 + STACK.gap, 0);

/** Facts stacked on the band, the hours large; all as large as their box allows. */
function drawStack(
  canvas: Canvas,
  facts: FrontFact[],
  { left, width }: Box,
  room: { top: number; bottom: number },
): void {
  let items: StackItem[] = [];
  for (let size = STACK.largest; size >= STACK.smallest; size -= STACK.step) {
    items = facts.map(({ label, value, wraps }, at) =>
      stackItem(label, value, at === 0 && !wraps ? size * STACK.hours : size, width, wraps),
    );
    if (stackHeight(items) <= room.bottom - room.top) break;
  }
  const list = child(canvas, canvas.section, 'L');
  let y = room.top;
  for (const { label, lines, size } of items) {
    const [labelAt, valueAt] = [y + STACK.label, y + label.length * 10 + size * 0.98];
    item(
      canvas,
      list,
      () =>
        setLines(canvas, spaced(label), { role: 'sans', size: STACK.label, ink: PAPER, leading: 10 }, left, labelAt),
      () => setLines(canvas, lines, { role: 'bold', size, ink: PAPER, leading: size * 1.22 }, left, valueAt),
    );
    y += label.length * 10 + lines.length * size * 1.22 + STACK.gap;
  }
}

/** A space after the last line separates a label from its value when a reader copies them. */
const spaced = (lines: string[]): string[] => lines.map((line, at) => (at === lines.length - 1 ? `${line} ` : line));

function stackItem(label: string, value: string, size: number, width: number, wraps: boolean): StackItem {
  const natural = faceFor('bold', value).width(value, 1);
  const fitting = wraps ? size : Math.min(size, width / natural);
  return {
    label: wrap(label, face('sans'), STACK.label, width),
    lines: wrap(value, faceFor('bold', value), fitting, width + 0.01),
    size: fitting,
  };
}
