import { printedText } from '../fonts/drawable.ts';
import { type FaceRole, faceFor } from '../fonts/faces.ts';
import type { Box } from '../layout/page.ts';
import { type Canvas, write } from './canvas.ts';
import { rgb } from './color.ts';

export type Style = {
  role: FaceRole;
  size: number;
  ink: string;
  /** OpenType features, for example small capitals, which leave the copied text as written. */
  features?: string[];
  /** Extra space between characters in points; under a tenth of the size, or readers split the words. */
  tracking?: number;
};

export type Align = 'left' | 'center' | 'right';

/** Where lines of this alignment stand in a box. */
export const anchor = (box: Box, align: Align): number =>
  align === 'left' ? box.left : align === 'center' ? box.axis : box.right;

export const SMALL_CAPITALS = ['smcp'];

/** Width in points of one line as `setLine` sets it. */
export const lineWidth = (text: string, style: Style): number => widthOf(printedText(text), style);

const widthOf = (printed: string, { role, size, features, tracking }: Style): number =>
  faceFor(role, printed).width(printed, size, features) + (tracking ? tracking * ([...printed].length - 1) : 0);

const n = (value: number): string => String(Math.round(value * 100) / 100);

/**
 * Sets one line with its baseline at y and its start, middle or end at x. A space at its end says that the
 * paragraph goes on; it has no part in the measure.
 */
export function setLine(canvas: Canvas, text: string, style: Style, x: number, y: number, align: Align = 'left'): void {
  const printed = printedText(text);
  if (printed === '') return;
  const shift = align === 'left' ? 0 : widthOf(printed, style) / (align === 'center' ? 2 : 1);
  const shown = text.endsWith(' ') ? `${printed} ` : printed;
  write(canvas, textObject(canvas, shown, style, `1 0 0 -1 ${n(x - shift)} ${n(y)}`));
}

/** A text object of one line, printed text, under a text matrix. */
export function textObject(canvas: Canvas, text: string, style: Style, matrix: string, extra = ''): string {
  const { role, size, ink, features, tracking } = style;
  const { operators, fonts } = canvas.typesetter.show(faceFor(role, text.trimEnd()), text, size, features);
  for (const name of fonts) useFont(canvas, name);
  const spaced = tracking ? `${n(tracking)} Tc ${operators} 0 Tc` : operators;
  return `BT ${rgb(ink)} rg ${matrix} Tm ${extra}${spaced} ET`;
}

/** PDFKit's types know the resources of a page as any. */
function useFont({ doc, fonts }: Canvas, name: string): void {
  const onPage: Record<string, PDFKit.PDFKitReference> = doc.page.fonts;
  if (onPage[name]) return;
  const reference = fonts.get(name) ?? doc.ref({});
  fonts.set(name, reference);
  onPage[name] = reference;
}

/** Sets lines under one another, the first baseline at y. */
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

/** The same style small enough for the text to keep inside a width. */
export function shrunk(text: string, style: Style, width: number): Style {
  const natural = lineWidth(text, style);
  if (natural <= width) return style;
  const scale = width / natural;
  return { ...style, size: style.size * scale, tracking: (style.tracking ?? 0) * scale };
}
