import { n } from './operands.ts';
import type { EmbeddedFont } from './typesetter.ts';

type Paint = { fill: string; stroke: string; width: number };
const TEXT_OPERATORS = ['BT', 'ET', 'Tm', 'Tf', 'Tc', 'Tr', 'Ts', 'TJ'] as const;
type TextOperator = (typeof TEXT_OPERATORS)[number];

export function isTextOperator(operator: string): operator is TextOperator {
  return TEXT_OPERATORS.some((known) => known === operator);
}

/** Letters as outlines: each outline stands once, and lines refer to it. */
export type Letters = {
  /** What an operator of text draws. */
  act(operator: TextOperator, operands: string[], paint: Paint): string;
  /** The outlines of all letters that were drawn. */
  outlines(): string;
};

/** A string of codes, or a number that moves what follows. */
const PIECE = /<([0-9a-f]+)>|-?[\d.]+/g;

export function lettersOf(fonts: EmbeddedFont[]): Letters {
  const outlines = new Map<string, string>();
  const state = { font: '', size: 0, tracking: 0, rise: 0, stroked: false, matrix: '' };
  const known = new Map(
    fonts.map(({ name, face, program }) => [
      name,
      { face, widths: program.widths, places: new Map([...program.codes].map(([place, code]) => [code, place])) },
    ]),
  );
  let x = 0;

  const fontNow = () => {
    const font = known.get(state.font);
    if (font === undefined) throw new RangeError(`The page has no font ${state.font}.`);
    return font;
  };

  /** A letter at the pen, in thousandths of an em; moves the pen behind it. */
  const letter = (code: number): string => {
    const { face, widths, places } = fontNow();
    const id = `${state.font}-${code}`;
    const place = places.get(code);
    if (!outlines.has(id)) outlines.set(id, place === undefined ? '' : face.path(face.place(place).gid));
    const used = outlines.get(id) === '' ? '' : `<use href="#${id}" x="${n(x)}"/>`;
    x += (widths[code] ?? 0) + (state.tracking * 1000) / state.size;
    return used;
  };

  /** A piece of a line, where the pen stands. */
  const show = (pieces: string, { fill, stroke, width }: Paint): string => {
    const drawn = [...pieces.matchAll(PIECE)].map(([piece, codes]) => {
      if (codes !== undefined)
        return (codes.match(/.{4}/g) ?? []).map((code) => letter(Number.parseInt(code, 16))).join('');
      x -= Number(piece);
      return '';
    });
    const scale = state.size / 1000;
    const ink = state.stroked ? `fill="none" stroke="${stroke}" stroke-width="${n(width / scale)}"` : `fill="${fill}"`;
    const raised = state.rise === 0 ? '' : ` translate(0 ${n(state.rise / scale)})`;
    return `<g transform="matrix(${state.matrix}) scale(${scale})${raised}" ${ink}>${drawn.join('')}</g>`;
  };

  return {
    outlines: () => [...outlines].map(([id, d]) => (d === '' ? '' : `<path id="${id}" d="${d}"/>`)).join(''),
    act(operator, operands, paint) {
      const [first = ''] = operands;
      if (operator === 'TJ') return show(first, paint);
      if (operator === 'BT') Object.assign(state, { tracking: 0, rise: 0, stroked: false });
      if (operator === 'BT' || operator === 'Tm') x = 0;
      if (operator === 'Tm') state.matrix = operands.join(' ');
      if (operator === 'Tf') Object.assign(state, { font: first.slice(1), size: Number(operands[1]) });
      if (operator === 'Tc') state.tracking = Number(first);
      if (operator === 'Tr') state.stroked = first === '1';
      if (operator === 'Ts') state.rise = Number(first);
      return '';
    },
  };
}
