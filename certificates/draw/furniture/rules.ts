import { PAGE } from '../../layout/page.ts';
import type { Furniture } from '../forms.ts';
import type { Palette } from '../palette.ts';
import { paper, stroke } from './paint.ts';

const INSET = 40;
/** A thick rule and a thin one inside it, as letterpress printers set them. */
const RULES = [
  { inset: 36, width: 1.5 },
  { inset: 39.6, width: 0.4 },
];

/** QUIET: paper, and a double rule at its head and foot. */
export function rules({ primary }: Palette): Furniture {
  return {
    name: 'Rules',
    colors: [primary],
    operators: ([ink = '']) =>
      [
        paper(),
        ...RULES.flatMap(({ inset, width }) =>
          [inset, PAGE.height - inset].map(
            (y) => `${stroke(ink, width)} ${INSET} ${y} m ${PAGE.width - INSET} ${y} l S`,
          ),
        ),
      ].join('\n'),
  };
}
