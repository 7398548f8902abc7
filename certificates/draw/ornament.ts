import { artifact, type Canvas, write } from './canvas.ts';
import { rgb } from './color.ts';
import { n } from './operands.ts';

/** A thin level line of furniture. */
export function drawRule(canvas: Canvas, left: number, right: number, y: number, width = 0.6): void {
  const line = `${rgb(canvas.palette.line)} RG ${width} w ${n(left)} ${n(y)} m ${n(right)} ${n(y)} l S`;
  artifact(canvas, 'layout', () => write(canvas, line));
}

/** A rule with a lozenge on the axis. */
export function drawOrnament(canvas: Canvas, axis: number, y: number): void {
  const half = 74;
  const [a, b, c, d] = [axis - half, axis - 8, axis + 8, axis + half].map(n);
  const color = rgb(canvas.palette.line);
  const lozenge = `${n(axis - 4.2)} ${y} m ${n(axis)} ${n(y - 2.6)} l ${n(axis + 4.2)} ${y} l ${n(axis)} ${n(y + 2.6)} l h f`;
  artifact(canvas, 'layout', () =>
    write(canvas, `${color} RG ${color} rg 0.6 w ${a} ${y} m ${b} ${y} l ${c} ${y} m ${d} ${y} l S ${lozenge}`),
  );
}

/** A short strong bar. */
export function drawBar(canvas: Canvas, left: number, top: number): void {
  artifact(canvas, 'layout', () => write(canvas, `${rgb(canvas.palette.line)} rg ${n(left)} ${n(top)} 46 3 re f`));
}

/** The thin rule under a name. */
export function drawUnderline(canvas: Canvas, axis: number, { y, half }: { y: number; half: number }): void {
  drawRule(canvas, axis - half, axis + half, y, 0.5);
}
