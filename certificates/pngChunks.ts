import { crc32 } from 'node:zlib';

/** The facts in a PNG's header. */
export type Header = { width: number; height: number; bitsPerPixel: number; interlaced: boolean };

type ReadChunks =
  | {
      ok: true;
      header: Header;
      /** The packed pixels, joined. */
      data: Buffer;
      /** The same image with only the chunks that its pixels need: header, palette, transparency, data, end. */
      essence: Buffer;
    }
  | { ok: false; because: 'NOT_A_PNG' | 'BROKEN'; detail: string };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Color types with their channels and the bit depths they may have (PNG, table 11.1). */
const COLOR_TYPES: Record<number, { channels: number; depths: number[] }> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};
const ANIMATION = ['acTL', 'fcTL', 'fdAT'];

const broken = (detail: string): ReadChunks => ({ ok: false, because: 'BROKEN', detail });

/**
 * Splits a PNG into chunks without unpacking anything. Checks every chunk's checksum and the header's rules; refuses animation.
 */
export function readChunks(file: Buffer): ReadChunks {
  if (!file.subarray(0, 8).equals(SIGNATURE))
    return { ok: false, because: 'NOT_A_PNG', detail: `This is ${nameOf(file)}; save the image as a PNG.` };
  const chunks = chunksIn(file);
  if (chunks === null)
    return broken('The file is incomplete or its checksums are wrong; export the image as a PNG again.');
  if (chunks.some(({ type }) => ANIMATION.includes(type)))
    return broken('This is an animated PNG; save one still image.');
  const [first] = chunks;
  const header = first?.type === 'IHDR' ? headerOf(first.body) : null;
  if (header === null) return broken('The header of the file breaks the rules of PNG; export the image again.');
  const isNeeded = ({ type }: Chunk, index: number): boolean =>
    index === 0 || ['PLTE', 'IDAT', 'IEND'].includes(type) || (type === 'tRNS' && header.mayNameTransparency);
  // A reader must understand a chunk whose name begins with a capital letter (PNG, 5.4).
  if (chunks.some((chunk, index) => /^[A-Z]/.test(chunk.type) && !isNeeded(chunk, index)))
    return broken('The file contains chunks that the PNG standard does not define; export the image again.');
  const needed = chunks.filter(isNeeded);
  return {
    ok: true,
    header,
    data: Buffer.concat(needed.flatMap(({ type, body }) => (type === 'IDAT' ? [body] : []))),
    essence: Buffer.concat([SIGNATURE, ...needed.map(({ whole }) => whole)]),
  };
}

type Chunk = { type: string; body: Buffer; whole: Buffer };

/** The chunks up to IEND, where a PNG ends; null when one is incomplete, misnamed or altered. */
function chunksIn(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(type)) return null;
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    chunks.push({ type, body: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return null;
}

function headerOf(body: Buffer): (Header & { mayNameTransparency: boolean }) | null {
  if (body.length !== 13) return null;
  const [depth = 0, colorType = 0, compression, filter, interlace] = body.subarray(8);
  const color = COLOR_TYPES[colorType];
  const [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
  if (!color?.depths.includes(depth) || compression !== 0 || filter !== 0) return null;
  if ((interlace !== 0 && interlace !== 1) || width === 0 || height === 0) return null;
  return {
    width,
    height,
    bitsPerPixel: color.channels * depth,
    interlaced: interlace === 1,
    mayNameTransparency: colorType < 4,
  };
}

function nameOf(file: Buffer): string {
  const head = file.toString('latin1', 0, 200);
  if (head.startsWith('\xff\xd8\xff')) return 'a JPEG';
  if (head.startsWith('GIF8')) return 'a GIF';
  if (/<svg|<\?xml/i.test(head)) return 'an SVG or XML file';
  return file.length === 0 ? 'an empty file' : 'no PNG';
}
