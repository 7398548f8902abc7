import { type Box, PAGE } from '../layout/page.ts';
import { artifact, type Canvas, write } from './canvas.ts';
import { rgb } from './color.ts';
import { lineWidth, type Style, textObject } from './text.ts';

const n = (value: number): string => String(Math.round(value * 10_000) / 10_000);

/** The share of the diagonal that the word fills. */
const SHARE = 0.7;

/** A word along the rising diagonal of a part of the page, in its middle. */
function diagonal(canvas: Canvas, word: string, within: Box, extra = ''): string {
  const tracked: Style = { role: 'serif', size: 100, ink: canvas.palette.ghost, tracking: 8 };
  const scale = (SHARE * Math.hypot(within.width, PAGE.height)) / lineWidth(word, tracked);
  const style = { ...tracked, size: 100 * scale, tracking: 8 * scale };
  const half = lineWidth(word, style) / 2;
  const drop = style.size * 0.325;
  const angle = Math.atan2(PAGE.height, within.width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = within.axis - half * cos + drop * sin;
  const y = PAGE.height / 2 + half * sin + drop * cos;
  return textObject(canvas, word, style, `${n(cos)} ${n(-sin)} ${n(-sin)} ${n(-cos)} ${n(x)} ${n(y)}`, extra);
}

/** The word under all other content. */
export function drawUnder(canvas: Canvas, word: 'SPECIMEN' | 'PREVIEW', within: Box): void {
  artifact(canvas, 'watermark', () => write(canvas, diagonal(canvas, word, within)));
}

/** The outline of its letters over all other content, which leaves the text readable. */
export function drawOver(canvas: Canvas, word: 'PREVIEW', within: Box): void {
  const outline = `${rgb(canvas.palette.warning)} RG 1.1 w 1 Tr `;
  artifact(canvas, 'watermark', () => write(canvas, `q ${diagonal(canvas, word, within, outline)} Q`));
}
