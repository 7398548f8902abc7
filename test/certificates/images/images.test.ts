import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { PNG } from 'pngjs';
import { IMAGE_LIMITS, readImage } from '../../../certificates/images.ts';
import { PAPER } from '../../../certificates/layout/page.ts';
import { chunkNames, data, end, head, plainPng, pngOf } from '../../support/pngs.ts';

const kept = (bytes: Uint8Array) => {
  const image = readImage(bytes);
  if (!image.ok) throw new Error(`${image.because}: ${image.detail}`);
  return image;
};
const colorsOf = (png: Buffer): string[] => {
  const { data: pixels } = PNG.sync.read(png);
  const all = Array.from({ length: pixels.length / 4 }, (_, at) => pixels.subarray(at * 4, at * 4 + 3).toString('hex'));
  return all.map((hex) => `#${hex}`);
};

/** Rows as the passes of a PNG hold them, every sample bit set by chance; a palette image points only into its palette. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const rowsOf = (columns: number, rows: number, bits: number, fill: number): Buffer =>
  columns <= 0 || rows <= 0
    ? Buffer.alloc(0)
    : Buffer.concat(
        Array.from({ length: rows }, () =>
          Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.ceil((columns * bits) / 8), fill)]),
        ),
      );

const kinds = fc.record({
  kind: fc.constantFrom(
    ...[1, 2, 4, 8, 16].map((depth) => ({ colorType: 0, depth })),
    ...[8, 16].map((depth) => ({ colorType: 2, depth })),
    ...[1, 2, 4, 8].map((depth) => ({ colorType: 3, depth })),
    ...[8, 16].flatMap((depth) => [4, 6].map((colorType) => ({ colorType, depth }))),
  ),
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 40 }),
  interlace: fc.constantFrom(0, 1),
  fill: fc.integer({ min: 0, max: 255 }),
});

test('every kind of PNG becomes opaque 8-bit RGB, not interlaced, with its pixels only', () => {
  fc.assert(
    fc.property(kinds, ({ kind: { colorType, depth }, width, height, interlace, fill }) => {
      const bits = (CHANNELS[colorType] ?? 0) * depth;
      const rows =
        interlace === 0
          ? rowsOf(width, height, bits, fill)
          : Buffer.concat(
              ADAM7.map(([x, y, stepX, stepY]) =>
                rowsOf(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY), bits, fill),
              ),
            );
      const palette: Parameters<typeof pngOf> = colorType === 3 ? [['PLTE', Buffer.alloc(768, 200)]] : [];
      const image = kept(pngOf(head({ width, height, depth, colorType, interlace }), ...palette, data(rows), end));
      expect(image).toMatchObject({ width, height });
      expect(chunkNames(image.png)).toEqual(['IHDR', 'IDAT', 'IEND']);
      expect(image.png.subarray(16, 29)).toEqual(Buffer.concat([sides(width, height), Buffer.from([8, 2, 0, 0, 0])]));
      expect(image.sha256).toBe(createHash('sha256').update(image.png).digest('hex'));
      expect(kept(image.png).png).toEqual(image.png);
    }),
    { numRuns: 200 },
  );
});

const sides = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  return bytes;
};

describe('transparency lies on the paper', () => {
  const rgba = (...pixels: number[][]) =>
    pngOf(head({ width: pixels.length, height: 1, colorType: 6 }), data(Buffer.from([0, ...pixels.flat()])), end);

  test('by how much it lets through', () => {
    const { png } = kept(rgba([0, 0, 0, 0], [255, 0, 0, 255], [0, 0, 0, 128]));
    expect(colorsOf(png)).toEqual([PAPER, '#ff0000', '#7e7e7c']);
  });

  test('of one named color, and of a palette', () => {
    const named = pngOf(
      head({ width: 2, height: 1 }),
      ['tRNS', Buffer.from([0, 1, 0, 2, 0, 3])],
      data(Buffer.from([0, 1, 2, 3, 9, 9, 9])),
      end,
    );
    expect(colorsOf(kept(named).png)).toEqual([PAPER, '#090909']);
    const indexed = pngOf(
      head({ width: 2, height: 1, colorType: 3 }),
      ['PLTE', Buffer.from([1, 2, 3, 4, 5, 6])],
      ['tRNS', Buffer.from([255, 0])],
      data(Buffer.from([0, 0, 1])),
      end,
    );
    expect(colorsOf(kept(indexed).png)).toEqual(['#010203', PAPER]);
  });
});

test('comments, profiles, gamma and a second file behind the image are removed', () => {
  const [signature, ...rest] = [head({ width: 3, height: 2 }), data(Buffer.alloc(2 * 10, 0)), end];
  const dressed = Buffer.concat([
    pngOf(
      signature,
      ['gAMA', Buffer.from([0, 0, 1, 0])],
      ['iCCP', Buffer.from('a profile that is none')],
      ['tEXt', Buffer.from('Comment\0<script>alert(1)</script>')],
      ...rest,
    ),
    Buffer.from('%PDF-1.7 PK\u0003\u0004 <svg onload="alert(1)">'),
  ]);
  const plain = pngOf(signature, ...rest);
  expect(kept(dressed).png).toEqual(kept(plain).png);
});

test('PDFKit embeds a stored image unchanged, without unpacking it', async () => {
  const { png } = kept(plainPng(20, 10));
  const doc = new PDFDocument({ compress: false });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  doc.image(png, 0, 0);
  const ended = new Promise((resolve) => doc.on('end', resolve));
  doc.end();
  await ended;
  const idat = png.subarray(png.indexOf('IDAT') + 4, png.length - 16);
  expect(Buffer.concat(parts).includes(idat)).toBe(true);
});

describe('what is refused, with a sentence for the person who chose the file', () => {
  const row = Buffer.alloc(10);
  const rows = Buffer.concat([row, row]);
  const good = plainPng();
  const flipped = Buffer.from(good);
  flipped[40] = (flipped[40] ?? 0) ^ 1;
  const cases: [string, Uint8Array, string, RegExp][] = [
    ['nothing', Buffer.alloc(0), 'NOT_A_PNG', /an empty file/],
    ['a JPEG called .png', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'NOT_A_PNG', /a JPEG/],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'NOT_A_PNG', /an SVG/],
    ['a GIF', Buffer.from('GIF89a'), 'NOT_A_PNG', /a GIF/],
    ['a PDF', Buffer.from('%PDF-1.7'), 'NOT_A_PNG', /PNG/],
    ['a signature alone', good.subarray(0, 8), 'BROKEN', /incomplete/],
    ['a wrong checksum', flipped, 'BROKEN', /checksums/],
    [
      'an animation',
      pngOf(head({ width: 3, height: 2 }), ['acTL', Buffer.alloc(8)], data(rows), end),
      'BROKEN',
      /animated/,
    ],
    [
      '50,000 a side',
      pngOf(head({ width: 50_000, height: 50_000 }), data(rows), end),
      'TOO_MANY_PIXELS',
      /50000 by 50000/,
    ],
    [
      'a thread of pixels',
      pngOf(head({ width: 4_001, height: 1 }), data(rows), end),
      'TOO_MANY_PIXELS',
      /4000 per side/,
    ],
    [
      'one pixel too many',
      pngOf(head({ width: 1_000, height: 1_001 }), data(rows), end),
      'TOO_MANY_PIXELS',
      /one million/,
    ],
    ['no width', pngOf(head({ width: 0, height: 2 }), data(rows), end), 'BROKEN', /head/],
    ['a depth that is none', pngOf(head({ width: 3, height: 2, depth: 3 }), data(rows), end), 'BROKEN', /head/],
    [
      'a palette of 16 bits',
      pngOf(head({ width: 3, height: 2, colorType: 3, depth: 16 }), data(rows), end),
      'BROKEN',
      /head/,
    ],
    [
      'a color type that is none',
      pngOf(head({ width: 3, height: 2, colorType: 7 }), data(rows), end),
      'BROKEN',
      /head/,
    ],
    ['a third interlacing', pngOf(head({ width: 3, height: 2, interlace: 2 }), data(rows), end), 'BROKEN', /head/],
    ['a short head', pngOf(['IHDR', Buffer.alloc(12)], data(rows), end), 'BROKEN', /head/],
    ['no head', pngOf(data(rows), end), 'BROKEN', /head/],
    [
      'two heads',
      pngOf(head({ width: 3, height: 2 }), head({ width: 9, height: 9 }), data(rows), end),
      'BROKEN',
      /again/,
    ],
    ['no pixels', pngOf(head({ width: 3, height: 2 }), end), 'BROKEN', /incomplete/],
    ['half the pixels', pngOf(head({ width: 3, height: 2 }), data(row), end), 'BROKEN', /incomplete/],
    [
      'pixels that do not unpack',
      pngOf(head({ width: 3, height: 2 }), ['IDAT', Buffer.alloc(30, 7)], end),
      'BROKEN',
      /damaged/,
    ],
    [
      'a filter that is none',
      pngOf(head({ width: 3, height: 2 }), data(Buffer.alloc(20, 9)), end),
      'BROKEN',
      /damaged/,
    ],
    [
      'a palette without colors',
      pngOf(head({ width: 3, height: 2, colorType: 3 }), data(Buffer.alloc(8)), end),
      'BROKEN',
      /damaged/,
    ],
    [
      'a part to be understood',
      pngOf(head({ width: 3, height: 2 }), ['ABCD', row], data(rows), end),
      'BROKEN',
      /chunks/,
    ],
    ['a file over 1 MB', Buffer.alloc(IMAGE_LIMITS.bytes + 1), 'TOO_LARGE', /1 MB/],
  ];
  test.each(cases)('%s', (_name, bytes, because, detail) => {
    expect(readImage(bytes)).toEqual({ ok: false, because, detail: expect.stringMatching(detail) });
  });

  test('a small file that unpacks without end, interlaced or not', () => {
    const bomb = deflateSync(Buffer.alloc(60_000_000));
    for (const interlace of [0, 1]) {
      const before = process.memoryUsage().arrayBuffers;
      const file = pngOf(head({ width: 3, height: 2, interlace }), ['IDAT', bomb], end);
      expect(readImage(file)).toMatchObject({ ok: false, because: 'BROKEN' });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
    }
  });

  test('an image that does not fit in 256 kB', () => {
    let state = 1;
    const noise = Buffer.from(
      Array.from({ length: 300 * 901 }, (_, at) => {
        state = (state * 48_271) % 2_147_483_647;
        return at % 901 === 0 ? 0 : state & 255;
      }),
    );
    expect(readImage(pngOf(head({ width: 300, height: 300 }), data(noise), end))).toMatchObject({
      ok: false,
      because: 'TOO_LARGE',
      detail: expect.stringContaining('256 kB'),
    });
  });

  test('any changed byte, any cut and any other bytes get a verdict', () => {
    const file = plainPng(17, 9);
    const position = fc.nat({ max: file.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(file);
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(readImage(altered).ok).toBe(false);
      }),
    );
    fc.assert(fc.property(position, (length) => expect(readImage(file.subarray(0, length)).ok).toBe(false)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
        expect(readImage(Buffer.concat([file.subarray(0, 8), bytes])).ok).toBe(false),
      ),
    );
  });
});
