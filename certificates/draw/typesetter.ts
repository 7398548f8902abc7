import type { Face, Glyph } from '../fonts/face.ts';
import { type FontProgram, fontProgram } from '../fonts/program.ts';
import { remembered } from '../fonts/remembered.ts';
import { n } from './operands.ts';

/** The letters of most certificates. Every document embeds them in the same font files, which are made once per process. */
const USUAL =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 . , : ; - – — ( ) / & % ? ! ' ’ “ ” @ # = _ + " +
  'fi ff fl ffi ffl áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿß ÁÀÂÄÅÇÉÈÊËÍÓÖØÚÜ';

/** Levels of deflate: for what is made once per process, and once per certificate. */
const THOROUGH = 9;
const QUICK = 1;

type Shared = { usual: FontProgram; line(text: string): string | null; featured(key: string): string | null };
const shared = new WeakMap<Face, Shared>();
const CACHED_LINES = 2_000;

/** The usual letters of a face and the operators of lines that need only those. */
function sharedOf(face: Face): Shared {
  const known = shared.get(face);
  if (known) return known;
  const places = [face.run(USUAL), face.run('abcdefghijklmnopqrstuvwxyz', ['smcp'])].flatMap(({ glyphs }) => glyphs);
  const usual = fontProgram(face, [...new Set(places.map(({ place }) => place))], THOROUGH);
  const fresh: Shared = {
    usual,
    line: remembered(CACHED_LINES, (text) => plainOperators(face.run(text).glyphs, usual)),
    featured: remembered(CACHED_LINES, (key) => {
      const [features = '', text = ''] = key.split('\0');
      return plainOperators(face.run(text, features.split(',')).glyphs, usual);
    }),
  };
  shared.set(face, fresh);
  return fresh;
}

const code = (program: FontProgram, place: number): string =>
  (program.codes.get(place) ?? 0).toString(16).padStart(4, '0');

const showing = (pieces: string): string => (pieces === '' ? '' : `[${pieces}] TJ`);

/**
 * One TJ operator for a line of usual letters in their usual place; null for any other line. It is joined at once, because every
 * document would walk the parts of a text that grew letter by letter.
 */
function plainOperators(glyphs: Glyph[], usual: FontProgram): string | null {
  if (glyphs.length === 0) return '';
  const parts = ['['];
  let open = false;
  for (const { place, kern, dx, dy } of glyphs) {
    if (dx !== 0 || dy !== 0 || !usual.codes.has(place)) return null;
    parts.push(open ? '' : '<', code(usual, place), kern === 0 ? '' : `>${n(-kern)}`);
    open = kern === 0;
  }
  parts.push(open ? '>] TJ' : '] TJ');
  return parts.join('');
}

/** A font of one document: the usual letters of a face under `name`, others of the same face under `rareName`. */
type Used = { face: Face; shared: Shared; name: string; rareName: string; rare: Map<number, number> };

export type EmbeddedFont = { name: string; face: Face; program: FontProgram };

export type Typesetter = {
  /** Text operators that show a line, between BT and ET, and the fonts that the page must list. */
  show(face: Face, text: string, size: number, features?: string[]): { operators: string; fonts: string[] };
  /** The fonts to embed at the end. */
  fonts(): EmbeddedFont[];
};

const CACHED_PROGRAMS = 60;
const rarePrograms = new WeakMap<Face, (places: string) => FontProgram>();

function rareProgram(face: Face, places: string): FontProgram {
  const known = rarePrograms.get(face);
  if (known) return known(places);
  const fresh = remembered(CACHED_PROGRAMS, (key) => fontProgram(face, key.split(',').map(Number), QUICK));
  rarePrograms.set(face, fresh);
  return fresh(places);
}

/** Sets lines for one document and records the glyphs that it used. */
export function newTypesetter(): Typesetter {
  const used = new Map<Face, Used>();
  const use = (face: Face): Used => {
    const known = used.get(face);
    if (known) return known;
    const name = `F${used.size + 1}`;
    const fresh = { face, shared: sharedOf(face), name, rareName: `${name}x`, rare: new Map<number, number>() };
    used.set(face, fresh);
    return fresh;
  };
  return {
    show(face, text, size, features) {
      const font = use(face);
      const plain = features ? font.shared.featured(`${features.join()}\0${text}`) : font.shared.line(text);
      if (plain !== null) return { operators: `/${font.name} ${n(size)} Tf ${plain}`, fonts: [font.name] };
      return mixedOperators(font, face.run(text, features).glyphs, size);
    },
    fonts: () =>
      [...used.values()].flatMap(({ face, shared: { usual }, name, rareName, rare }) => [
        { name, face, program: usual },
        ...(rare.size > 0 ? [{ name: rareName, face, program: rareProgram(face, [...rare.keys()].join()) }] : []),
      ]),
  };
}

/** A line with rare letters or shifted marks: the font and the rise change between glyphs. */
function mixedOperators(font: Used, glyphs: Glyph[], size: number): { operators: string; fonts: string[] } {
  const parts: string[] = [];
  const fonts = new Set<string>();
  let pieces = '';
  let now = '';
  let rise = 0;
  for (const { place, kern, dx, dy } of glyphs) {
    const isUsual = font.shared.usual.codes.has(place);
    const name = isUsual ? font.name : font.rareName;
    if (name !== now || dy !== rise) {
      parts.push(showing(pieces));
      pieces = '';
      if (name !== now) parts.push(`/${name} ${n(size)} Tf`);
      if (dy !== rise) parts.push(`${n((dy * size) / 1000)} Ts`);
      [now, rise] = [name, dy];
      fonts.add(name);
    }
    if (!isUsual && !font.rare.has(place)) font.rare.set(place, font.rare.size + 1);
    const shown = isUsual ? code(font.shared.usual, place) : (font.rare.get(place) ?? 0).toString(16).padStart(4, '0');
    pieces += `${dx === 0 ? '' : n(-dx)}<${shown}>${kern === dx ? '' : n(dx - kern)}`;
  }
  parts.push(showing(pieces), rise === 0 ? '' : '0 Ts');
  return { operators: parts.filter(Boolean).join(' '), fonts: [...fonts] };
}
