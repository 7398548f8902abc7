import type { Hash } from './tree.ts';

/** Hashes in a full tile and entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;

/** One tile of the tree, or one bundle of entries: `index` counts tiles of this level; `width` is 256, or less when partial. */
export type Tile = { level: number | 'entries'; index: number; width: number };

const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').split(THOUSANDS);
  return groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** `tile/<L>/<N>[.p/<W>]`: index 1234067 is x001/x234/067. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Reads a path of the log; null for any text that tilePath does not write. */
export function parseTilePath(path: string): Tile | null {
  const [, levelText, groups = '', widthText] = PATH.exec(path) ?? [];
  if (levelText === undefined) return null;
  const tile: Tile = {
    level: levelText === 'entries' ? levelText : Number(levelText),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: widthText === undefined ? TILE_WIDTH : Number(widthText),
  };
  const inBounds = tile.level === 'entries' || tile.level <= 63;
  const isPartial = tile.width >= 1 && tile.width < TILE_WIDTH;
  if (!inBounds || (widthText !== undefined && !isPartial)) return null;
  // Larger positions are not exact, and tilePath writes no leading zeros.
  return tile.index * TILE_WIDTH <= Number.MAX_SAFE_INTEGER && tilePath(tile) === path ? tile : null;
}

/** The hashes one after the other, 32 bytes each. */
export const tileBytes = (hashes: readonly Hash[]): Buffer => Buffer.concat(hashes);

/** The entries one after the other, each behind its length as a big-endian uint16. Throws for an entry over 65,535 bytes. */
export function bundleBytes(bodies: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    bodies.flatMap((body) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(body.length);
      return [length, body];
    }),
  );
}
