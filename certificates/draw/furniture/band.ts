import { PAGE, PAPER } from '../../layout/page.ts';
import { mixed } from '../color.ts';
import type { Furniture } from '../forms.ts';
import type { Palette } from '../palette.ts';
import { rosette } from './guilloche.ts';
import { at, fill, paper, stroke } from './paint.ts';

export const BAND_WIDTH = 206;
const EDGE = 5;
const RECORD_BAND = 26;

const rosettes = (color: string) =>
  [
    at(BAND_WIDTH - 6, 52, 0, `${stroke(color, 0.5)}\n${rosette(46, 128, 14, 7)}`),
    at(18, PAGE.height - 20, 0, `${stroke(color, 0.5)}\n${rosette(30, 92, 12, 6)}`),
  ].join('\n');

/** Clipped to the band, so that its ornament ends at its edge. */
const band = (width: number, primary: string, accent: string, ornament: string) =>
  [
    paper(),
    `${fill(accent)} ${width} 0 ${EDGE} ${PAGE.height} re f`,
    `q 0 0 ${width} ${PAGE.height} re W n\n${fill(primary)} 0 0 ${width} ${PAGE.height} re f\n${ornament}\nQ`,
  ].join('\n');

/** MODERN: a colored band at the left edge that carries the facts, or on the record its narrow echo. */
export function broadBand({ primary, line }: Palette): Furniture {
  return {
    name: 'BroadBand',
    colors: [primary, line],
    operators: ([deep = '', bright = '']) => band(BAND_WIDTH, deep, bright, rosettes(mixed(PAPER, deep, 0.09))),
  };
}

export function narrowBand({ primary, line }: Palette): Furniture {
  return {
    name: 'NarrowBand',
    colors: [primary, line],
    operators: ([deep = '', bright = '']) => band(RECORD_BAND, deep, bright, ''),
  };
}
