import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { PAPER } from './layout/page.ts';
import { type Header, readChunks } from './pngChunks.ts';

/** Limits for an uploaded image: bytes, pixels and pixels per side; and the limit for the stored bytes. */
export const IMAGE_LIMITS = { bytes: 1_000_000, pixels: 1_000_000, side: 4_000, keptBytes: 262_144 } as const;

/** An image as certificates embed it; `sha256` (hex) is of `png`. */
export type KeptImage = { png: Buffer; width: number; height: number; sha256: string };

export type ReadImage =
  | ({ ok: true } & KeptImage)
  | { ok: false; because: 'NOT_A_PNG' | 'TOO_MANY_PIXELS' | 'TOO_LARGE' | 'BROKEN'; detail: string };

const refuse = (because: Extract<ReadImage, { ok: false }>['because'], detail: string): ReadImage => ({
  ok: false,
  because,
  detail,
});

/**
 * Reads an uploaded PNG and writes it again as opaque 8-bit RGB on the certificate's paper, not interlaced, with its pixels only,
 * so that a PDF can embed it without decoding. The same image gives the same bytes. `sha256` is their hash, in hex. The size is
 * checked before anything is unpacked; memory stays within some 40 bytes per pixel.
 */
export function readImage(bytes: Uint8Array): ReadImage {
  if (bytes.length > IMAGE_LIMITS.bytes)
    return refuse('TOO_LARGE', 'The file is larger than 1 MB; save a smaller image.');
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!chunks.ok) return chunks;
  const { header } = chunks;
  const { width, height } = header;
  if (width > IMAGE_LIMITS.side || height > IMAGE_LIMITS.side || width * height > IMAGE_LIMITS.pixels)
    return refuse(
      'TOO_MANY_PIXELS',
      `The image has ${width} by ${height} pixels; the most is 4000 per side and one million in total.`,
    );
  const pixels = decoded(header, chunks.data, chunks.essence);
  if (pixels === null)
    return refuse('BROKEN', 'The image in the file is damaged or incomplete; save it again as a PNG.');
  const png = written(pixels);
  if (png.length > IMAGE_LIMITS.keptBytes)
    return refuse('TOO_LARGE', 'The image takes more than 256 kB when prepared for print; use fewer pixels or colors.');
  return { ok: true, png, width, height, sha256: createHash('sha256').update(png).digest('hex') };
}

/** The pixels; null unless the data unpacks to exactly what the header promises. */
function decoded(header: Header, data: Buffer, essence: Buffer): PNG | null {
  try {
    const expected = unpackedBytes(header);
    // The decoder would unpack without a limit, and would draw an incomplete image.
    if (inflateSync(data, { maxOutputLength: expected }).length !== expected) return null;
    return PNG.sync.read(essence);
  } catch {
    return null;
  }
}

/** Adam7: where each pass begins and the distance between its pixels, x then y (PNG, 8.2). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Every row is one byte that names its filter, then its pixels' bits in whole bytes. */
function unpackedBytes({ width, height, bitsPerPixel, interlaced }: Header): number {
  const bytesOf = (columns: number, rows: number) =>
    columns <= 0 || rows <= 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!interlaced) return bytesOf(width, height);
  return PASSES.reduce(
    (sum, [x, y, stepX, stepY]) => sum + bytesOf(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)),
    0,
  );
}

const SMALL_BYTES = 65_536;

const paper = (at: number): number => Number.parseInt(PAPER.slice(at, at + 2), 16);

/** The filter that compresses shaded images well without trying all five (PNG, 9.4). */
const PAETH = 4;

/** Flat drawings compress best unfiltered, shaded images filtered. */
function written(picture: PNG): Buffer {
  const write = (filterType: number) =>
    PNG.sync.write(picture, {
      colorType: 2,
      bgColor: { red: paper(1), green: paper(3), blue: paper(5) },
      filterType,
      deflateLevel: 6,
      deflateStrategy: 0,
    });
  const plain = write(0);
  if (plain.length <= SMALL_BYTES) return plain;
  const filtered = write(PAETH);
  return filtered.length < plain.length ? filtered : plain;
}
