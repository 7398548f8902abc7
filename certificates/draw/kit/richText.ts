import { faceFor } from '../../fonts/faces.ts';
import { type RichLine, widthOf, wrapRich } from '../../layout/richLines.ts';
import type { Canvas } from '../canvas.ts';
import type { KitPiece } from '../kitDocument.ts';
import { setLine } from '../text.ts';

type Role = KitPiece['role'];
export type Line = RichLine<Role>;

/** The width of a part as `setLine` sets it, and of the space after it. */
const measureAt =
  (size: number) =>
  (text: string, role: Role): number => {
    const words = text.trimEnd();
    const face = faceFor(role, words);
    return face.width(words, size) + (words === text ? 0 : face.width(' ', size));
  };

export function linesOf(words: readonly KitPiece[], size: number, width: number): Line[] {
  return wrapRich(words, width, measureAt(size));
}

export const lineWidth = (line: Line, size: number): number => widthOf(line, measureAt(size));

/** The widest word, and all words on one line. */
export function extentOf(words: readonly KitPiece[], size: number): { least: number; most: number } {
  const measure = measureAt(size);
  const parts = words.flatMap(({ text, role }) => text.split(/\s+/).map((word) => measure(word, role)));
  return { least: Math.max(0, ...parts), most: words.reduce((sum, { text, role }) => sum + measure(text, role), 0) };
}

/** Sets lines one below the other, the first baseline at y. */
export function setRich(
  canvas: Canvas,
  lines: readonly Line[],
  { size, leading, ink }: { size: number; leading: number; ink: string },
  [x, y]: [x: number, y: number],
): void {
  const measure = measureAt(size);
  for (const [row, line] of lines.entries()) {
    let at = x;
    for (const { text, role } of line) {
      setLine(canvas, text, { role, size, ink }, at, y + row * leading);
      at += measure(text, role);
    }
  }
}

export function plain(words: readonly KitPiece[]): string {
  return words
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
