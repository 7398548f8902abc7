import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export type Part = readonly [type: string, body: Uint8Array];

const chunk = ([type, body]: Part): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), whole.length - 4);
  return whole;
};

/** A PNG of these chunks, with right checksums, however wrong the rest. */
export const pngOf = (...parts: Part[]): Buffer => Buffer.concat([SIGNATURE, ...parts.map(chunk)]);

type Head = { width: number; height: number; depth?: number; colorType?: number; interlace?: number };

/** The head of a PNG: opaque RGB unless it says otherwise. */
export const head = ({ width, height, depth = 8, colorType = 2, interlace = 0 }: Head): Part => {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([depth, colorType, 0, 0, interlace], 8);
  return ['IHDR', body];
};

export const data = (rows: Uint8Array): Part => ['IDAT', deflateSync(rows)];
export const end: Part = ['IEND', Buffer.alloc(0)];

/** A small opaque PNG in one color. */
export const plainPng = (width = 3, height = 2, color: readonly [number, number, number] = [10, 20, 30]): Buffer => {
  const row = Buffer.from([0, ...Array.from({ length: width }, () => color).flat()]);
  return pngOf(head({ width, height }), data(Buffer.concat(Array.from({ length: height }, () => row))), end);
};

/** The chunks of a PNG, by name and in order. */
export const chunkNames = (png: Buffer): string[] => {
  const names: string[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at))
    names.push(png.toString('latin1', at + 4, at + 8));
  return names;
};
