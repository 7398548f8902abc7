import { PAGE, PAPER } from '../../layout/page.ts';
import type { Furniture } from '../forms.ts';
import type { Palette } from '../palette.ts';
import { bandTile, circle, rosette } from './guilloche.ts';
import { at, fill, paper, stroke } from './paint.ts';

const BAND = { center: 32, amplitude: 8.6, tile: 26 };
const CORNER = { center: 36, radius: 24 };

/** A rectangle whose corners are left to the rosettes. */
function rules(inset: number): string {
  const cut = CORNER.center + Math.sqrt(CORNER.radius ** 2 - (CORNER.center - inset) ** 2) - 0.5;
  const [right, bottom] = [PAGE.width, PAGE.height];
  const across = [inset, bottom - inset].map((y) => `${cut} ${y} m ${right - cut} ${y} l`);
  const down = [inset, right - inset].map((x) => `${x} ${cut} m ${x} ${bottom - cut} l`);
  return `${[...across, ...down].join('\n')} S`;
}

/** The band along all four sides. It repeats one tile, so it deflates to almost nothing. */
function band(): string {
  const sides = [
    { length: PAGE.width - 2 * BAND.center, turned: 0, far: PAGE.height - BAND.center },
    { length: PAGE.height - 2 * BAND.center, turned: 90, far: PAGE.width - BAND.center },
  ] as const;
  return sides
    .flatMap(({ length, turned, far }) => {
      const count = Math.round(length / BAND.tile);
      const tile = bandTile(length / count, BAND.amplitude);
      const starts = Array.from({ length: count }, (_, index) => BAND.center + (index * length) / count);
      return [BAND.center, far].flatMap((across) =>
        starts.map((along) => (turned === 0 ? at(along, across, 0, tile) : at(across, along, 90, tile))),
      );
    })
    .join('\n');
}

function corners(primary: string, line: string): string {
  const { center, radius } = CORNER;
  const drawing = [
    `${fill(PAPER)}\n${circle(radius)} f`,
    `${stroke(primary, 0.9)}\n${circle(radius - 0.6)} S`,
    `${stroke(line, 0.4)}\n${rosette(9, radius - 2.6, 12, 4)}`,
    `${stroke(primary, 0.4)}\n${rosette(2.2, 10.5, 8, 3)}`,
    `${fill(primary)}\n${circle(1.5)} f`,
  ].join('\n');
  return [center, PAGE.width - center]
    .flatMap((x) => [center, PAGE.height - center].map((y) => at(x, y, 0, drawing)))
    .join('\n');
}

/** CLASSIC: a woven band between two rules, rosettes in its corners. */
export function frame({ primary, line }: Palette): Furniture {
  return {
    name: 'Frame',
    colors: [primary, line],
    operators: ([navy = '', gold = '']) =>
      [
        paper(),
        `${stroke(gold, 0.35)}\n${band()}`,
        `${stroke(navy, 1.3)} ${rules(17.5)}`,
        `${stroke(navy, 0.5)} ${rules(46)}`,
        corners(navy, gold),
      ].join('\n'),
  };
}

/** CLASSIC: a large rosette under the name. */
export function halo({ tint }: Palette): Furniture {
  return {
    name: 'Halo',
    colors: [tint],
    operators: ([color = '']) => at(PAGE.axis, 296, 0, `${stroke(color, 0.45)}\n${rosette(84, 190, 16, 6)}`),
  };
}
