/** The part of fontkit 2 that the faces use; the package ships no types. */
declare module 'fontkit' {
  export type FontkitGlyph = { id: number; advanceWidth: number; codePoints: number[] };
  export type FontkitPath = { scale(x: number, y: number): FontkitPath; toSVG(): string };
  export type FontkitPosition = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };
  export type FontkitFont = {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    xHeight: number;
    capHeight: number;
    italicAngle: number;
    bbox: { minX: number; minY: number; maxX: number; maxY: number };
    characterSet: number[];
    /** The glyphs that were reached, by id. */
    _glyphs: Record<number, FontkitGlyph>;
    glyphForCodePoint(codePoint: number): FontkitGlyph;
    getGlyph(id: number, codePoints?: number[]): FontkitGlyph & { path: FontkitPath };
    layout(text: string, features?: string[]): { glyphs: FontkitGlyph[]; positions: FontkitPosition[] };
  };
  export function create(bytes: Uint8Array): FontkitFont;
}
