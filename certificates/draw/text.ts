import { printedText } from '../fonts/drawable.ts';
import type { Face } from '../fonts/face.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { remembered } from '../fonts/remembered.ts';
import type { Box } from '../layout/page.ts';
import { type Canvas, write } from './canvas.ts';
import { rgb } from './color.ts';
import { n } from './operands.ts';

export type Style = {
  role: FaceRole;
  size: number;
  ink: string;
  /** OpenType features, for example small capitals. They do not change the copied text. */
  features?: string[];
  /** Extra space between characters in points; under a tenth of the size, or readers split the words. */
  tracking?: number;
};

export type Align = 'left' | 'center' | 'right';

/** The x positions of lines of this alignment in a box. */
export function anchor(box: Box, align: Align): number {
  return align === 'left' ? box.left : align === 'center' ? box.axis : box.right;
}

export const SMALL_CAPITALS = ['smcp'];

/** The facts of a line at any size: its face, how it is shown, and its width in ems. */
type Line = { face: Face; shown: string; em: number; characters: number };

const CACHED_LINES = 2_000;
const kinds = new Map<string, (text: string) => Line>();

function measure(role: FaceRole, text: string, features?: string[]): Line {
  const printed = printedText(text);
  const face = faceFor(role, printed);
  const shown = printed !== '' && text.endsWith(' ') ? `${printed} ` : printed;
  return { face, shown, em: face.width(printed, 1, features), characters: [...printed].length };
}

function lineOf(text: string, { role, features }: Style): Line {
  const kind = features ? `${role} ${features}` : role;
  const known = kinds.get(kind) ?? remembered(CACHED_LINES, (line) => measure(role, line, features));
  kinds.set(kind, known);
  return known(text);
}

/** Width in points of one line as `setLine` sets it. */
export const lineWidth = (text: string, style: Style): number => widthOf(lineOf(text, style), style);

const widthOf = ({ em, characters }: Line, { size, tracking }: Style): number =>
  em * size + (tracking ? tracking * (characters - 1) : 0);

/**
 * Sets one line with its baseline at y and its start, middle or end at x. A trailing space means that the paragraph continues; it
 * does not count in the width.
 */
export function setLine(canvas: Canvas, text: string, style: Style, x: number, y: number, align: Align = 'left'): void {
  const line = lineOf(text, style);
  if (line.shown === '') return;
  const shift = align === 'left' ? 0 : widthOf(line, style) / (align === 'center' ? 2 : 1);
  write(canvas, operatorsOf(canvas, line, style, `1 0 0 -1 ${n(x - shift)} ${n(y)}`));
}

/** A text object of one line under a text matrix. */
export function textObject(canvas: Canvas, text: string, style: Style, matrix: string, extra = ''): string {
  return operatorsOf(canvas, lineOf(text, style), style, matrix, extra);
}

function operatorsOf(canvas: Canvas, { face, shown }: Line, style: Style, matrix: string, extra = ''): string {
  const { size, ink, features, tracking } = style;
  const { operators, fonts } = canvas.typesetter.show(face, shown, size, features);
  for (const name of fonts) useFont(canvas, name);
  const spaced = tracking ? `${n(tracking)} Tc ${operators} 0 Tc` : operators;
  return `BT ${rgb(ink)} rg ${matrix} Tm ${extra}${spaced} ET`;
}

/** PDFKit's types declare the resources of a page as any. */
function useFont({ doc, fonts }: Canvas, name: string): void {
  const onPage: Record<string, PDFKit.PDFKitReference> = doc.page.fonts;
  if (onPage[name]) return;
  const reference = fonts.get(name) ?? doc.ref({});
  fonts.set(name, reference);
  onPage[name] = reference;
}

/** Sets lines one below the other, the first baseline at y. */
export function setLines(
  canvas: Canvas,
  lines: string[],
  style: Style & { leading: number },
  x: number,
  y: number,
  align: Align = 'left',
): void {
  for (const [at, line] of lines.entries()) setLine(canvas, line, style, x, y + at * style.leading, align);
}

/** The same style at a size where the text fits a width. */
export function shrunk(text: string, style: Style, width: number): Style {
  const natural = lineWidth(text, style);
  if (natural <= width) return style;
  const scale = width / natural;
  return { ...style, size: style.size * scale, tracking: (style.tracking ?? 0) * scale };
}
