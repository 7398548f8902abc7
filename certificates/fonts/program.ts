import { hash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Face } from './face.ts';
import { newSubset } from './subset.ts';

/** A subset of a face as a PDF embeds it: character code = CID = glyph in `file` (Identity-H). */
export type FontProgram = {
  /** With a subset tag: six letters that are derived from its glyphs (ISO 32000-1, 9.6.4). */
  name: string;
  codes: Map<number, number>;
  /** By code, in thousandths of an em; code 0 is .notdef. */
  widths: number[];
  /** Deflated. */
  file: Buffer;
  fileLength: number;
  /** Deflated. */
  toUnicode: Buffer;
};

/** Embeds these places of a face, each under the next code from 1. `level` is the deflate level. */
export function fontProgram(face: Face, places: number[], level: number): FontProgram {
  const subset = newSubset(face.outlines);
  const codes = new Map<number, number>();
  const widths = [(face.outlines.metrics(0).advance * 1000) / face.outlines.unitsPerEm];
  const texts = [''];
  for (const at of places) {
    const { gid, codePoints, width } = face.place(at);
    const code = subset.includeGlyph(gid);
    codes.set(at, code);
    widths[code] = width;
    texts[code] = String.fromCodePoint(...codePoints);
  }
  const file = subset.encode();
  return {
    name: `${subsetTag(file)}+${face.name}`,
    codes,
    widths,
    file: deflateSync(file, { level }),
    fileLength: file.length,
    toUnicode: deflateSync(Buffer.from(toUnicode(texts), 'latin1'), { level }),
  };
}

const subsetTag = (file: Uint8Array): string =>
  Array.from(hash('sha256', file, 'buffer').subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');

const hex = (code: number): string => code.toString(16).padStart(4, '0');
const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => hex(text.charCodeAt(at))).join('');

/** A CMap takes at most a hundred entries at once (Adobe technical note 5014). */
const MOST_ENTRIES = 100;

function toUnicode(texts: string[]): string {
  const entries = texts.flatMap((text, code) => (text === '' ? [] : [`<${hex(code)}> <${utf16(text)}>`]));
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += MOST_ENTRIES) {
    const block = entries.slice(at, at + MOST_ENTRIES);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
