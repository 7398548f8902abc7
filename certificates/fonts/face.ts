import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type FontkitFont } from 'fontkit';
import { remembered } from './remembered.ts';
import { type Outlines, openOutlines } from './subset.ts';

/** A glyph in a line, in thousandths of an em: `kern` follows it, (dx, dy) shifts only this glyph. */
export type Glyph = { place: number; kern: number; dx: number; dy: number };
export type Run = { glyphs: Glyph[]; width: number };

/** The meaning of a place of a face: a glyph that writes these characters. Width in thousandths of an em. */
export type Place = { gid: number; codePoints: number[]; width: number };

/** The values of a font descriptor (ISO 32000-1, 9.8), in thousandths of an em. */
export type Descriptor = {
  bbox: [number, number, number, number];
  ascent: number;
  descent: number;
  capHeight: number;
  xHeight: number;
  italicAngle: number;
};

/** One parsed font, shared by every document of the process. */
export type Face = {
  name: string;
  descriptor: Descriptor;
  outlines: Outlines;
  /** The outline of a glyph as an SVG path, y growing upwards, in thousandths of an em. */
  path(gid: number): string;
  /** Has a glyph for this code point. */
  has(codePoint: number): boolean;
  /** Advance of one character in ems. */
  em(codePoint: number): number;
  /** Whether every character has a glyph and every combining mark attaches to its letter. */
  draws(text: string): boolean;
  /** The glyphs of one line: word by word, or as a whole when features are requested. */
  run(text: string, features?: string[]): Run;
  place(at: number): Place;
  /** The width in points of one set line. */
  width(text: string, size: number, features?: string[]): number;
};

const CACHED_RUNS = 2_000;
/** The letters of most texts, none of which is a mark. */
const ASCII = /^[ -~]*$/;
const PRINTABLE = Array.from({ length: 95 }, (_, at) => 32 + at);
const require = createRequire(import.meta.url);

/** Opens a TrueType file of an installed package, for example `@expo-google-fonts/inter/...ttf`. */
export function openFace(file: string): Face {
  const bytes = readFileSync(require.resolve(file));
  const font = withOwnCharacters(create(bytes));
  const drawn = new Set(font.characterSet);
  const drawsAscii = PRINTABLE.every((codePoint) => drawn.has(codePoint));
  const places = placesByCharacter();
  const run = shaper(font, places.of);
  return {
    name: font.postscriptName,
    descriptor: descriptorOf(font),
    outlines: openOutlines(bytes),
    path: (gid) =>
      font
        .getGlyph(gid)
        .path.scale(1000 / font.unitsPerEm, 1000 / font.unitsPerEm)
        .toSVG(),
    has: (codePoint) => drawn.has(codePoint),
    em: (codePoint) => font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm,
    draws: (text) =>
      (drawsAscii && ASCII.test(text)) ||
      ([...text].every((c) => drawn.has(c.codePointAt(0) ?? 0)) && marksAttach(font, text)),
    run,
    place: places.at,
    width: (text, size, features) => (run(text, features).width * size) / 1000,
  };
}

/** fontkit remembers a glyph with the characters by which it was first reached; here every text has its own. */
function withOwnCharacters(font: FontkitFont): FontkitFont {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints) => {
    delete font._glyphs[id];
    return getGlyph(id, codePoints);
  };
  return font;
}

function descriptorOf(font: FontkitFont): Descriptor {
  const scaled = (units: number) => (units * 1000) / font.unitsPerEm;
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    bbox: [scaled(minX), scaled(minY), scaled(maxX), scaled(maxY)],
    ascent: scaled(font.ascent),
    descent: scaled(font.descent),
    capHeight: scaled(font.capHeight),
    xHeight: scaled(font.xHeight),
    italicAngle: font.italicAngle,
  };
}

/** Checked word by word, as words are set. In a mixture of scripts, a single word may be shaped differently. */
const marksAttach = (font: FontkitFont, text: string): boolean =>
  text.split(/\s/).every((word) => !/\p{M}/u.test(word) || attached(font, word));

/** A mark is attached when shaping composed it with its base or moved it onto the base. */
function attached(font: FontkitFont, word: string): boolean {
  const { glyphs, positions } = font.layout(word);
  return glyphs.every((glyph, at) => {
    const isMark = glyph.codePoints.every((codePoint) => /\p{M}/u.test(String.fromCodePoint(codePoint)));
    const position = positions[at];
    return !isMark || (position !== undefined && (position.xOffset !== 0 || position.yOffset !== 0));
  });
}

/**
 * A certificate number, an address or a hash is new each time and needs no kerning, so it is set character by character from the
 * cache. Shaping them cost more than all the rest of a page.
 */
const CODE = /^\w+:\S{12}|^[0-9A-Z]{5}-|^[0-9A-Z]{5}$/;

const joined = (runs: Run[]): Run => ({
  glyphs: runs.flatMap(({ glyphs }) => glyphs),
  width: runs.reduce((sum, { width }) => sum + width, 0),
});

/** Shapes text, each word once, because shaping decodes the font's substitution and positioning tables every time. */
function shaper(font: FontkitFont, placeOf: (place: Place) => number): Face['run'] {
  const scale = 1000 / font.unitsPerEm;
  const shape = (text: string, features?: string[]): Run => {
    const { glyphs, positions } = font.layout(text, features);
    let width = 0;
    const set = glyphs.map(({ id, advanceWidth, codePoints }, at): Glyph => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {};
      width += xAdvance * scale;
      const place = placeOf({ gid: id, codePoints, width: advanceWidth * scale });
      return { place, kern: (xAdvance - advanceWidth) * scale, dx: xOffset * scale, dy: yOffset * scale };
    });
    return { glyphs: set, width };
  };
  const shaped = remembered(CACHED_RUNS, (text) => shape(text));
  const featured = remembered(CACHED_RUNS, (key) => {
    const [features = '', text = ''] = key.split('\0');
    return shape(text, features.split(','));
  });
  const spelled = (word: string): Run => (CODE.test(word) ? joined([...word].map(shaped)) : shaped(word));
  const words = remembered(CACHED_RUNS, (text) => joined((text.match(/\s|\S+/g) ?? []).map(spelled)));
  return (text, features) => (features ? featured(`${features.join()}\0${text}`) : words(text));
}

/**
 * Fonts draw some characters with one glyph (U+02BC and U+2019, iota and the African iota). A PDF stores one text per glyph, so
 * each pair of glyph and characters gets a separate place and copied text stays correct.
 */
function placesByCharacter() {
  const known = new Map<string, number>();
  const places: Place[] = [];
  return {
    of(place: Place): number {
      const key = `${place.gid}:${place.codePoints.join()}`;
      const at = known.get(key) ?? places.push(place) - 1;
      known.set(key, at);
      return at;
    },
    at(at: number): Place {
      const place = places[at];
      if (!place) throw new RangeError('A place must come from `run`.');
      return place;
    },
  };
}
