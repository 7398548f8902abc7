import { n } from '../operands.ts';

/** Curves of the frame as PDF path operators, in a coordinate system where y grows downwards. */

type Point = { x: number; y: number };

/** A smooth path through sampled points of a curve, its derivative giving the handles. */
function smooth(at: (t: number) => Point, from: number, to: number, steps: number): string {
  const h = (to - from) / steps;
  const slope = (t: number) => {
    const [a, b] = [at(t - 1e-4), at(t + 1e-4)];
    return { x: (b.x - a.x) / 2e-4, y: (b.y - a.y) / 2e-4 };
  };
  const start = at(from);
  const path = [`${n(start.x)} ${n(start.y)} m`];
  for (let step = 0; step < steps; step++) {
    const [t0, t1] = [from + step * h, from + (step + 1) * h];
    const [p0, p1, d0, d1] = [at(t0), at(t1), slope(t0), slope(t1)];
    const handles = [p0.x + (d0.x * h) / 3, p0.y + (d0.y * h) / 3, p1.x - (d1.x * h) / 3, p1.y - (d1.y * h) / 3];
    path.push(`${[...handles, p1.x, p1.y].map(n).join(' ')} c`);
  }
  return path.join('\n');
}

const TURN = 2 * Math.PI;

/** One period of the woven band, `length` long, centered on y = 0, `amplitude` high to each side. */
export function bandTile(length: number, amplitude: number): string {
  const strands: string[] = [];
  for (let strand = 0; strand < 8; strand++) {
    const phase = (strand / 8) * TURN;
    const wave = (t: number) => {
      const envelope = amplitude * (0.72 + 0.28 * Math.cos(TURN * t));
      return { x: t * length, y: envelope * Math.sin(TURN * t + phase) };
    };
    strands.push(smooth(wave, 0, 1, 8));
  }
  return `${strands.join('\n')}\nS`;
}

/** A rosette of petals between two radii around the origin, of several turned strands. */
export function rosette(inner: number, outer: number, petals: number, strands: number): string {
  const middle = (inner + outer) / 2;
  const swing = (outer - inner) / 2;
  const paths = Array.from({ length: strands }, (_, strand) => {
    const phase = (strand / strands) * TURN;
    const curve = (t: number) => {
      const radius = middle + swing * Math.cos(petals * t + phase);
      return { x: radius * Math.cos(t), y: radius * Math.sin(t) };
    };
    return `${smooth(curve, 0, TURN, petals * 6)}\nh`;
  });
  return `${paths.join('\n')}\nS`;
}

export function circle(radius: number): string {
  return `${smooth((t) => ({ x: radius * Math.cos(t), y: radius * Math.sin(t) }), 0, TURN, 8)}\nh`;
}
