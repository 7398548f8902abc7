import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { SMALLEST_SIZE } from '../layout/page.ts';
import { type Canvas, say } from './canvas.ts';
import type { Sheet } from './sheet.ts';
import { anchor, setLines } from './text.ts';

const MOST_LINES = 3;
const OVERLEAF = 'Objectives, contributors and how to verify: from page 2.';
const FURTHER = 'Further statements stand in the record of the activity.';

/** As many of the statements as fit in full. The record of the activity contains all of them. */
export function drawStatements(canvas: Canvas, { printed, plan }: Sheet): void {
  const { box, bottom, role, largest } = plan.front.statements;
  const { align } = plan.front;
  const statements = printed.statements.map(printedText);
  for (let count = statements.length; count >= 0; count--) {
    const rest = count < statements.length ? FURTHER : '';
    const text = [...statements.slice(0, count), rest, OVERLEAF].filter(Boolean).join(' ');
    for (let size = largest; size >= SMALLEST_SIZE; size -= 0.3) {
      const needed = wrap(text, faceFor(role, text), size, box.width).length;
      if (needed > MOST_LINES) continue;
      const { lines } = fitLines(text, faceFor(role, text), box.width, [{ lines: needed, largest: size, smallest: 1 }]);
      const leading = size * 1.2;
      const style = { role, size, ink: canvas.palette.gray, leading };
      const first = bottom - (lines.length - 1) * leading;
      say(canvas, 'P', () => setLines(canvas, lines, style, anchor(box, align), first, align));
      return;
    }
  }
}
