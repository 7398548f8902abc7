import { create } from 'qrcode';
import { type Canvas, write } from './canvas.ts';
import { rgb } from './color.ts';

const QUIET_MODULES = 4;
const DARK = '#14233a';

/** A QR code (error level M) in a white square with its quiet zone, drawn as one filled path. */
export function drawQr(canvas: Canvas, content: string, left: number, top: number, side: number): void {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const unit = side / (modules.size + 2 * QUIET_MODULES);
  const path = [`1 1 1 rg ${left.toFixed(2)} ${top.toFixed(2)} ${side} ${side} re f ${rgb(DARK)} rg`];
  for (let row = 0; row < modules.size; row++) {
    for (const [start, end] of darkRuns((column) => modules.get(row, column) !== 0, modules.size)) {
      const x = left + (start + QUIET_MODULES) * unit;
      const y = top + (row + QUIET_MODULES) * unit;
      path.push(`${x.toFixed(3)} ${y.toFixed(3)} ${((end - start) * unit).toFixed(3)} ${unit.toFixed(3)} re`);
    }
  }
  write(canvas, `${path.join('\n')}\nf`);
}

function darkRuns(isDark: (column: number) => boolean, size: number): [number, number][] {
  const runs: [number, number][] = [];
  for (let column = 0; column < size; column++) {
    const last = runs.at(-1);
    if (!isDark(column)) continue;
    if (last && last[1] === column) last[1] = column + 1;
    else runs.push([column, column + 1]);
  }
  return runs;
}
