import { face } from '../fonts/faces.ts';
import { fitLines, wrap } from '../layout/lines.ts';
import { PAPER, SMALLEST_SIZE } from '../layout/page.ts';
import { type Canvas, child, link, say } from './canvas.ts';
import { drawQr } from './qr.ts';
import type { Sheet } from './sheet.ts';
import { anchor, lineWidth, type Style, setLines } from './text.ts';

export const linkContents = (number: string, url: string): string => `Verify certificate ${number} at ${url}`;

/** The QR code and the address under it, as a link. A preview has neither. */
export function drawVerification(canvas: Canvas, { facts, plan, preview }: Sheet): void {
  if (preview) return;
  const { top, side, box, onBand } = plan.front.qr;
  const { verifyUrl, number } = facts;
  const align = onBand ? 'left' : 'center';
  const left = onBand ? box.left : box.axis - side / 2;
  const alt = `QR code of the address where this certificate is verified: ${verifyUrl}`;
  say(canvas, 'Figure', () => drawQr(canvas, verifyUrl, left, top, side), {
    alt,
    bbox: [left, top, left + side, top + side],
  });
  const style: Style = { role: 'sans', size: 7, ink: onBand ? PAPER : canvas.palette.gray };
  const largest = onBand || lineWidth(verifyUrl, style) <= box.width ? style.size : SMALLEST_SIZE;
  const needed = wrap(verifyUrl, face('sans'), largest, box.width).length;
  const { lines, size } = fitLines(verifyUrl, face('sans'), box.width, [{ lines: needed, largest, smallest: largest }]);
  const first = top + side + (onBand ? 14 : 9);
  const leading = size + 1;
  const area: [number, number, number, number] = [box.left, first - size, box.width, lines.length * leading + 2];
  link(
    canvas,
    child(canvas, canvas.section, 'P'),
    { url: verifyUrl, contents: linkContents(number, verifyUrl), area },
    () => setLines(canvas, lines, { ...style, size, leading }, anchor(box, align), first, align),
  );
}
