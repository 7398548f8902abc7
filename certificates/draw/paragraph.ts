import { printedText } from '../fonts/drawable.ts';
import { faceFor } from '../fonts/faces.ts';
import type { Block } from '../layout/flow.ts';
import { wrap } from '../layout/lines.ts';
import { type Canvas, say } from './canvas.ts';
import { type Style, setLines } from './text.ts';

/** A paragraph, wrapped to a width in points. */
export function paragraph(
  canvas: Canvas,
  text: string,
  { ink = canvas.palette.text, width, ...style }: Pick<Style, 'role' | 'size'> & { ink?: string; width: number },
): Block {
  const leading = style.size * 1.22;
  const printed = printedText(text);
  const lines = wrap(printed, faceFor(style.role, printed), style.size, width);
  return {
    height: lines.length * leading,
    gap: 4,
    keepWithNext: false,
    draw: (x, y) =>
      void say(canvas, 'P', () => setLines(canvas, lines, { ...style, ink, leading }, x, y + style.size * 0.92)),
  };
}
