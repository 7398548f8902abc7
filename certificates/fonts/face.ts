import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { create, type FontkitFont } from 'fontkit';
import { remembered } from './remembered.ts';
import { newSubset, openOutlines, type Subset } from './subset.ts';

type Glyph = { id: number; advanceWidth: number; codePoints: number[] };
type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };
type Run = { glyphs: Glyph[]; positions: Position[]; advanceWidth: number };

/**
 * One parsed font, shared by every document of the process. PDFKit takes it for a fontkit font:
 * `pdfkit` holds what it reads. All its measures are thousandths of an em, so that PDFKit's own
 * scaling multiplies by one and shaped runs can be cached and handed out again.
 */
export type Face = {
  name: string;
  pdfkit: PdfkitFont;
  /** Has a glyph for this code point. */
  has(codePoint: number): boolean;
  /** Advance of one character in ems. */
  em(codePoint: number): number;
  /** Every character has a glyph and every combining mark finds its place on its letter. */
  draws(text: string): boolean;
  /** Width in points, exactly as PDFKit will set it: word by word, or at once when features are asked for. */
  width(text: string, size: number, features?: string[]): number;
};

type PdfkitFont = Pick<
  FontkitFont,
  | 'postscriptName'
  | 'unitsPerEm'
  | 'ascent'
  | 'descent'
  | 'lineGap'
  | 'xHeight'
  | 'capHeight'
  | 'italicAngle'
  | 'bbox'
  | 'OS/2'
  | 'post'
  | 'head'
> & {
  layout(text: string, features?: string[]): Run;
  createSubset(): Subset;
  getGlyph(gid: number): { advanceWidth: number };
};

const CACHED_RUNS = 5_000;
const require = createRequire(import.meta.url);

/** Opens a TrueType file of an installed package, for example `@expo-google-fonts/inter/...ttf`. */
export function openFace(file: string): Face {
  const bytes = readFileSync(require.resolve(file));
  const font = create(bytes);
  const pdfkit = facade(font, bytes);
  const drawn = new Set(font.characterSet);
  const chunkWidth = (text: string) => pdfkit.layout(text).advanceWidth;
  const width: Face['width'] = (text, size, features) => {
    const chunks = features ? [] : (text.match(/[^ \t]*[ \t]|[^ \t]+$/g) ?? []);
    const ems = features ? pdfkit.layout(text, features).advanceWidth : chunks.reduce((w, c) => w + chunkWidth(c), 0);
    return (ems * size) / 1000;
  };
  return {
    name: font.postscriptName,
    pdfkit,
    has: (codePoint) => drawn.has(codePoint),
    em: (codePoint) => font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm,
    draws: (text) => [...text].every((c) => drawn.has(c.codePointAt(0) ?? 0)) && marksAttach(font, text),
    width,
  };
}

/** A mark is attached when shaping composed it away or moved it onto its base. */
function marksAttach(font: FontkitFont, text: string): boolean {
  if (!/\p{M}/u.test(text)) return true;
  const { glyphs, positions } = font.layout(text);
  return glyphs.every((glyph, at) => {
    const isMark = glyph.codePoints.every((codePoint) => /\p{M}/u.test(String.fromCodePoint(codePoint)));
    const position = positions[at];
    return !isMark || (position !== undefined && (position.xOffset !== 0 || position.yOffset !== 0));
  });
}

/**
 * A certificate number, an address, a hash: every one is new and none needs kerning, so they are set
 * character by character from the cache. Shaping them cost more than all the rest of a page.
 */
const CODE = /^\w+:\S{12}|^[0-9A-Z]{5}-[0-9A-Z]{5}/;

const measured = ({ glyphs, positions }: Omit<Run, 'advanceWidth'>): Run => ({
  glyphs,
  positions,
  advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0),
});

const joined = (runs: Run[]): Run =>
  measured({ glyphs: runs.flatMap(({ glyphs }) => glyphs), positions: runs.flatMap(({ positions }) => positions) });

/** What PDFKit's EmbeddedFont reads of a font; test/certificates/pdfkitContract.test.ts holds it to that. */
function facade(font: FontkitFont, bytes: Buffer): PdfkitFont {
  const thousandths = 1000 / font.unitsPerEm;
  const outlines = openOutlines(bytes);
  const places = placesByCharacter();
  const fontFiles = fontFilesByGlyphs();
  const shape = (text: string, features?: string[]): Run => {
    const run = font.layout(text, features);
    const glyphs = run.glyphs.map(({ id, advanceWidth, codePoints }) => ({
      id: places.of(id, codePoints),
      advanceWidth: advanceWidth * thousandths,
      codePoints,
    }));
    const positions = run.positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({
      xAdvance: xAdvance * thousandths,
      yAdvance: yAdvance * thousandths,
      xOffset: xOffset * thousandths,
      yOffset: yOffset * thousandths,
    }));
    return measured({ glyphs, positions });
  };
  const shaped = remembered(CACHED_RUNS, (text) => shape(text));
  const featured = remembered(CACHED_RUNS, (key) => {
    const [features = '', text = ''] = key.split('\0');
    return shape(text, features.split(','));
  });
  const words = remembered(CACHED_RUNS, (text) => joined((text.match(/\s|[^\s]+/g) ?? []).map(shaped)));
  const run = (text: string): Run => (CODE.test(text) ? joined([...text].map(shaped)) : words(text));
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    postscriptName: font.postscriptName,
    unitsPerEm: 1000,
    ascent: font.ascent * thousandths,
    descent: font.descent * thousandths,
    lineGap: font.lineGap * thousandths,
    xHeight: font.xHeight * thousandths,
    capHeight: font.capHeight * thousandths,
    italicAngle: font.italicAngle,
    bbox: {
      minX: minX * thousandths,
      minY: minY * thousandths,
      maxX: maxX * thousandths,
      maxY: maxY * thousandths,
    },
    'OS/2': font['OS/2'],
    post: font.post,
    head: font.head,
    layout: (text, features) => (features ? featured(`${features.join()}\0${text}`) : run(text)),
    getGlyph: (gid) => ({ advanceWidth: outlines.metrics(gid).advance * thousandths }),
    createSubset: () => {
      const subset = newSubset(outlines);
      const included = new Map<number, number>();
      return {
        encode: () => fontFiles.of([...included.keys()].map(places.gid).join(), subset.encode),
        includeGlyph: (place) => {
          const at = included.get(place) ?? subset.includeGlyph(places.gid(place));
          included.set(place, at);
          return at;
        },
      };
    },
  };
}

const CACHED_FONT_FILES = 30;
const deflated = new WeakMap<Uint8Array, Buffer>();

/** The deflated bytes of a font file that `createSubset` gave out, made once; undefined for anything else. */
export const deflatedFontFile = (file: Uint8Array): Buffer | undefined => deflated.get(file);

/** Documents that draw the same glyphs in the same order embed the same font file. */
function fontFilesByGlyphs() {
  const files = new Map<string, Uint8Array>();
  return {
    of(glyphs: string, encode: () => Uint8Array): Uint8Array {
      const known = files.get(glyphs);
      if (known) return known;
      if (files.size >= CACHED_FONT_FILES) files.clear();
      const fresh = encode();
      files.set(glyphs, fresh);
      deflated.set(fresh, deflateSync(fresh));
      return fresh;
    },
  };
}

/**
 * Fonts draw some characters with one glyph (U+02BC and U+2019, iota and the African iota). PDFKit keeps one
 * text per glyph id, so each pair of glyph and characters gets an id of its own and copied text stays true.
 */
function placesByCharacter() {
  const ids = new Map<string, number>();
  const gids: number[] = [];
  return {
    of(gid: number, codePoints: number[]): number {
      const key = `${gid}:${codePoints.join()}`;
      const known = ids.get(key);
      if (known !== undefined) return known;
      ids.set(key, gids.length);
      return gids.push(gid) - 1;
    },
    gid: (place: number): number => gids[place] ?? 0,
  };
}
