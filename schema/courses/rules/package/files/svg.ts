import { SaxesParser } from 'saxes';

type SvgFault = { line: number; message: string };
type ReadSvg = { faults: SvgFault[]; width: number; height: number };

/** What a still drawing needs. Whatever runs, loads, animates, embeds or filters is not among it. */
const ELEMENTS = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient radialGradient stop clipPath mask marker symbol use style'.split(
    ' ',
  ),
);
const NAMESPACES: Record<string, string> = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
};
const MAY_HAVE_COLON = ['xml:space', 'xml:lang', 'xmlns:xlink', 'xlink:href'];
/** A part of the same file. */
const OWN_PART = /^#[A-Za-z][\w-]*$/;
const OWN_PAINT = /url\(\s*(['"]?)#[A-Za-z][\w-]*\1\s*\)/gi;
/** What a style could load or hide with. A backslash can spell any of it. */
const STYLE_LOADS = /@(?!media\b)[a-z-]*|url\s*\(|image(?:-set)?\s*\(|expression|-moz-binding|behavior|\\|javascript:/i;
const VALUE_LOADS = /url\s*\(|\\|javascript:/i;
const MOST_ELEMENTS = 5_000;
const MOST_DEPTH = 50;
const MOST_FAULTS = 20;

/**
 * Reads an SVG strictly, as XML. Everything that could run, load something or look elsewhere is a fault with its line; nothing is
 * taken out in silence. Its sides are those of the viewBox.
 */
export function readSvg(text: string): ReadSvg {
  const faults: SvgFault[] = [];
  const parser = new SaxesParser();
  const see = (message: string, line = parser.line) => {
    if (faults.length < MOST_FAULTS) faults.push({ line, message });
  };
  const tree = openTree(see);
  parser.on('error', (error) => see(`This is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) see('Save the file as UTF-8.');
  });
  parser.on('doctype', () => see('Remove the DOCTYPE; it can define entities.'));
  parser.on('processinginstruction', ({ target }) => see(`Remove <?${target}?>; it can load a style sheet.`));
  parser.on('cdata', () => see('Remove the CDATA section; write the text itself.'));
  parser.on('opentagstart', ({ name }) => tree.begin(name, parser.line));
  parser.on('attribute', ({ name, value }) => tree.attribute(name, value));
  parser.on('opentag', () => tree.begun());
  parser.on('text', (words) => tree.text(words));
  parser.on('closetag', () => tree.end());
  parser.write(text.replace(/^\ufeff/, '')).close();
  const sides = tree.sides();
  if (faults.length === 0 && sides === null)
    see('Give the svg element a viewBox such as "0 0 640 360", with whole sides up to 10000.', 1);
  return { faults, ...(sides ?? { width: 1, height: 1 }) };
}

type Sides = { width: number; height: number };
type See = (message: string, line?: number) => void;
type Open = { name: string; line: number; reusable: boolean; words: string };

/** What is seen of the elements that are open, from the outermost. */
function openTree(see: See) {
  const open: Open[] = [];
  let [elements, hasNamespace] = [0, false];
  let sides: Sides | null = null;

  function begin(name: string, line: number): void {
    const outermost = open.length === 0;
    if (outermost && name !== 'svg') see('The file must begin with an svg element.');
    if (!outermost && name === 'svg') see('Keep one svg element; a nested one is not allowed.');
    if (!ELEMENTS.has(name)) see(`Remove <${name}>; a drawing has only shapes, text, gradients and styles.`);
    // Parts that use parts multiply.
    if (name === 'use' && open.some(({ reusable }) => reusable))
      see('Remove this <use>: what may be used by others may not itself use other parts.');
    elements += 1;
    if (elements === MOST_ELEMENTS + 1) see(`Simplify the drawing to at most ${MOST_ELEMENTS} elements.`);
    open.push({ name, line, reusable: name === 'defs' || name === 'symbol', words: '' });
    if (open.length === MOST_DEPTH + 1) see('The elements are nested too deeply.');
  }

  function attribute(name: string, value: string): void {
    const here = open.at(-1);
    const outermost = open.length === 1;
    if (here !== undefined && name === 'id' && !outermost) here.reusable = true;
    if (outermost && name === 'viewBox') sides = sidesOf(value);
    if (outermost && name === 'xmlns') hasNamespace = true;
    const fault = attributeFault(name, value);
    if (fault !== null) see(fault);
  }

  function begun(): void {
    if (open.length === 1 && !hasNamespace) see('Give the svg element xmlns="http://www.w3.org/2000/svg".');
  }

  function text(words: string): void {
    const here = open.at(-1);
    if (here !== undefined) here.words += words;
  }

  /** A style is judged when it is complete: comments may stand between the letters of a word. */
  function end(): void {
    const { name, line, words } = open.pop() ?? { name: '', line: 1, words: '' };
    const fault = name === 'style' ? loading(STYLE_LOADS, words) : null;
    if (fault !== null) see(fault.message, line + fault.lines);
  }

  return { begin, attribute, begun, text, end, sides: (): Sides | null => sides };
}

function sidesOf(viewBox: string): Sides | null {
  const [, , width = 0, height = 0] = viewBox
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const fits = (side: number) => side >= 1 && side <= 10_000;
  return fits(width) && fits(height) ? { width: Math.round(width), height: Math.round(height) } : null;
}

function attributeFault(name: string, value: string): string | null {
  const namespace = NAMESPACES[name];
  if (namespace !== undefined) return value === namespace ? null : `Write ${name}="${namespace}".`;
  if (/^on/i.test(name)) return `Remove ${name}; it would run a script.`;
  if (name.includes(':') && !MAY_HAVE_COLON.includes(name))
    return `Remove ${name}; save the drawing as plain SVG, without the notes of a program.`;
  if (name === 'href' || name === 'xlink:href')
    return OWN_PART.test(value)
      ? null
      : `Remove ${name}="${short(value)}"; a drawing may refer only to its own parts, such as #arrow.`;
  if (name === 'src') return 'Remove src; a drawing loads nothing.';
  const fault = loading(name === 'style' ? STYLE_LOADS : VALUE_LOADS, value);
  return fault === null ? null : `In ${name}: ${fault.message}`;
}

/** What of a style reaches outside the drawing, and how many lines below its beginning it is. */
function loading(what: RegExp, words: string): { message: string; lines: number } | null {
  const found = what.exec(words.replace(OWN_PAINT, (own) => own.replace(/[^\n]/g, ' ')));
  if (found === null) return null;
  const message = `Remove "${short(found[0])}"; a drawing may refer only to its own parts, such as url(#paint).`;
  return { message, lines: words.slice(0, found.index).split('\n').length - 1 };
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
