import { PAGE } from '../layout/page.ts';
import type { Canvas } from './canvas.ts';
import type { Furniture } from './forms.ts';
import type { Picture } from './picture.ts';
import { isTextOperator, type Letters, lettersOf } from './svgLetters.ts';
import { hex, segment } from './svgPath.ts';

/** What a page refers to by name: `furniture` by its own, `pictures` as I1, I2 in the order in which they were drawn. */
type Parts = { furniture: Furniture[]; pictures: (Picture | null)[] };
/** Each shape stands once, by its path; a corner of the frame comes four times. */
type All = Parts & { letters: Letters; shapes: Map<string, string> };

type Paint = { fill: string; stroke: string; width: number };

/** A number, a name, a string of codes in angle brackets, an array, or an operator. */
const TOKEN = /\[[^\]]*\]|[^\s[\]]+/g;
/** Marks for the structure of a document, which a picture does not have. */
const isMark = (operators: string): boolean => operators === 'EMC' || operators.endsWith(' BDC');

/**
 * The open page as SVG, from the very operators that a PDF would have. Letters are outlines of the document's own fonts, so that it
 * looks the same everywhere; it has no text. Throws RangeError for an operator that no page of ours uses.
 */
export function pageAsSvg(canvas: Canvas, parts: Parts): string {
  const letters = lettersOf(canvas.typesetter.fonts());
  const all = { ...parts, letters, shapes: new Map<string, string>() };
  const body = drawn(canvas.operators.filter((some) => !isMark(some)).join('\n'), all);
  const shapes = [...all.shapes].map(([d, id]) => `<path id="${id}" d="${d}"/>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}"><defs>${letters.outlines()}${shapes.join('')}</defs>` +
    `<g transform="matrix(1 0 0 -1 0 ${PAGE.height})">${body}</g></svg>`
  );
}

/** One run of operators, whose state and groups end with it. */
function drawn(operators: string, all: All): string {
  const { letters, shapes } = all;
  const out: string[] = [];
  const saved: { paint: Paint; groups: number }[] = [];
  let paint: Paint = { fill: '#000000', stroke: '#000000', width: 1 };
  let groups = 0;
  let path = '';
  /** The name of the path so far, and a new path. */
  const ended = (): string => {
    const id = shapes.get(path) ?? `s${shapes.size}`;
    shapes.set(path, id);
    path = '';
    return id;
  };
  const painted = (attributes: string) => {
    out.push(`<use href="#${ended()}" ${attributes}/>`);
  };
  const acts: Record<string, (operands: string[]) => void> = {
    q: () => {
      saved.push({ paint, groups });
      groups = 0;
    },
    Q: () => {
      out.push('</g>'.repeat(groups));
      ({ paint, groups } = saved.pop() ?? { paint, groups: 0 });
    },
    cm: (matrix) => {
      groups += 1;
      out.push(`<g transform="matrix(${matrix.join(' ')})">`);
    },
    rg: (color) => {
      paint = { ...paint, fill: hex(color) };
    },
    RG: (color) => {
      paint = { ...paint, stroke: hex(color) };
    },
    w: ([width]) => {
      paint = { ...paint, width: Number(width) };
    },
    f: () => painted(`fill="${paint.fill}"`),
    S: () => painted(`fill="none" stroke="${paint.stroke}" stroke-width="${paint.width}"`),
    // A clip holds until what was saved comes back.
    W: () => {
      const shape = ended();
      groups += 1;
      out.push(`<clipPath id="c-${shape}"><use href="#${shape}"/></clipPath><g clip-path="url(#c-${shape})">`);
    },
    n: () => {},
    Do: ([name = '']) => {
      out.push(placed(name.slice(1), all));
    },
  };
  let operands: string[] = [];
  for (const token of operators.match(TOKEN) ?? []) {
    if (!/^[A-Za-z]/.test(token)) operands.push(token);
    else {
      if (isTextOperator(token)) out.push(letters.act(token, operands, paint));
      else if (acts[token] === undefined) path += segment(token, operands, tenths);
      else acts[token](operands);
      operands = [];
    }
  }
  return `${out.join('')}${'</g>'.repeat(groups)}`;
}

/** What stands under a name: furniture, or the image of an organization, which fills a unit of the page upside down. */
function placed(name: string, all: All): string {
  const piece = all.furniture.find((one) => one.name === name);
  if (piece !== undefined) return drawn(piece.operators(piece.colors), all);
  const pictures = all.pictures.filter((picture) => picture !== null);
  const picture = pictures[Number(/^I(\d+)$/.exec(name)?.[1]) - 1];
  if (picture === undefined) throw new RangeError(`The page has no ${name}.`);
  const data = `data:image/png;base64,${picture.png.toString('base64')}`;
  return `<image width="1" height="1" preserveAspectRatio="none" transform="matrix(1 0 0 -1 0 1)" href="${data}"/>`;
}

/** A tenth of a point is finer than a screen shows, and a third of the bytes less. */
const tenths = (operand: string): string => String(Math.round(Number(operand) * 10) / 10);
