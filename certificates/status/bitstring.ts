import { gunzipSync, gzipSync } from 'node:zlib';

/** The fewest entries that the Bitstring Status List specification allows, for herd privacy. */
export const LIST_SIZE = 131_072;
const MOST_BYTES = 2_097_152;
const LONGEST = 4_000_000;

/**
 * The list with a bit set at each position: `u` and base64url of the GZIP of the bits, the first bit leftmost. The same
 * positions give the same text everywhere. Throws RangeError for a position outside the list.
 */
export function encodeList(positions: Iterable<number>, size = LIST_SIZE): string {
  const bits = new Uint8Array(Math.ceil(size / 8));
  for (const position of positions) {
    if (!Number.isInteger(position) || position < 0 || position >= size) {
      throw new RangeError(`A list of ${size} entries has no position ${position}.`);
    }
    bits[position >> 3] = (bits[position >> 3] ?? 0) | (0x80 >> (position & 7));
  }
  const zipped = gzipSync(bits, { level: 9 });
  // RFC 1952: no time, and 255 (unknown) for the operating system, which zlib would otherwise name.
  zipped.fill(0, 4, 8);
  zipped[9] = 0xff;
  return `u${zipped.toString('base64url')}`;
}

/** All bits of a list of up to 16,777,216 entries; null for a malformed or larger list. */
function readList(encodedList: string): Uint8Array | null {
  if (encodedList.length > LONGEST || !/^u[\w-]+$/.test(encodedList)) return null;
  try {
    return gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'), { maxOutputLength: MOST_BYTES });
  } catch {
    return null;
  }
}

/** The bit at a position, or null for a malformed list and a position that it does not have. Bounded memory. */
export function readBit(encodedList: string, position: number): boolean | null {
  const bits = Number.isInteger(position) && position >= 0 ? readList(encodedList) : null;
  const byte = bits?.[Math.floor(position / 8)];
  return byte === undefined ? null : (byte & (0x80 >> (position % 8))) !== 0;
}
