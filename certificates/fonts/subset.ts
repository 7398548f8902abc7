/**
 * The outlines of a TrueType font, and small subsets of them for embedding in a PDF: only the tables that a CIDFontType2 needs,
 * with the glyph bytes unchanged.
 */
export type Outlines = {
  unitsPerEm: number;
  table(tag: string): Buffer | undefined;
  glyph(gid: number): Buffer;
  metrics(gid: number): { advance: number; bearing: number };
};

export type Subset = { includeGlyph(gid: number): number; encode(): Uint8Array };

function must(table: Buffer | undefined, tag: string): Buffer {
  if (!table) throw new Error(`The font has no ${tag} table; a TrueType file is needed.`);
  return table;
}

export function openOutlines(file: Buffer): Outlines {
  const tables = new Map<string, Buffer>();
  for (let entry = 12; entry < 12 + 16 * file.readUInt16BE(4); entry += 16) {
    const at = file.readUInt32BE(entry + 8);
    tables.set(file.toString('latin1', entry, entry + 4), file.subarray(at, at + file.readUInt32BE(entry + 12)));
  }
  const need = (tag: string) => must(tables.get(tag), tag);
  const [loca, glyf, hmtx] = [need('loca'), need('glyf'), need('hmtx')];
  const isLong = need('head').readInt16BE(50) === 1;
  const longMetrics = need('hhea').readUInt16BE(34);
  const start = (gid: number) => (isLong ? loca.readUInt32BE(gid * 4) : loca.readUInt16BE(gid * 2) * 2);
  return {
    unitsPerEm: need('head').readUInt16BE(18),
    table: (tag) => tables.get(tag),
    glyph: (gid) => glyf.subarray(start(gid), start(gid + 1)),
    metrics: (gid) => ({
      advance: hmtx.readUInt16BE(Math.min(gid, longMetrics - 1) * 4),
      bearing:
        gid < longMetrics ? hmtx.readInt16BE(gid * 4 + 2) : hmtx.readInt16BE(longMetrics * 4 + (gid - longMetrics) * 2),
    }),
  };
}

const ARGUMENTS_ARE_WORDS = 0x1;
const MORE_COMPONENTS = 0x20;
/** Bytes of scale that follow a component, by flag. */
const SCALES = [
  [0x8, 2],
  [0x40, 4],
  [0x80, 8],
] as const;

/** Renumbers the components of a composite glyph, which begins with a contour count of -1. */
function renumbered(glyph: Buffer, include: (gid: number) => number): Buffer {
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return glyph;
  const copy = Buffer.from(glyph);
  let at = 10;
  let flags = MORE_COMPONENTS;
  while (flags & MORE_COMPONENTS) {
    flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(include(copy.readUInt16BE(at + 2)), at + 2);
    at += flags & ARGUMENTS_ARE_WORDS ? 8 : 6;
    for (const [flag, bytes] of SCALES) if (flags & flag) at += bytes;
  }
  return copy;
}

export function newSubset(outlines: Outlines): Subset {
  const gids = [0];
  const place = new Map([[0, 0]]);
  /** Always a new place: two characters with the same outline get separate places, so that copied text stays correct. */
  const append = (gid: number) => gids.push(gid) - 1;
  const component = (gid: number) => {
    const at = place.get(gid) ?? append(gid);
    place.set(gid, at);
    return at;
  };
  return { includeGlyph: append, encode: () => encode(outlines, gids, component) };
}

function encode(outlines: Outlines, gids: number[], component: (gid: number) => number): Uint8Array {
  const glyphs: Buffer[] = [];
  const offsets = [0];
  for (let at = 0; at < gids.length; at++) {
    const glyph = renumbered(outlines.glyph(gids[at] ?? 0), component);
    glyphs.push(glyph, Buffer.alloc(-glyph.length & 3));
    offsets.push((offsets[at] ?? 0) + ((glyph.length + 3) & ~3));
  }
  const count = gids.length;
  const loca = Buffer.alloc(offsets.length * 4);
  for (const [at, offset] of offsets.entries()) loca.writeUInt32BE(offset, at * 4);
  const hmtx = Buffer.alloc(count * 4);
  for (const [at, gid] of gids.entries()) {
    const { advance, bearing } = outlines.metrics(gid);
    hmtx.writeUInt16BE(advance, at * 4);
    hmtx.writeInt16BE(bearing, at * 4 + 2);
  }
  const copy = (tag: string) => Buffer.from(must(outlines.table(tag), tag));
  const [head, hhea, maxp] = [copy('head'), copy('hhea'), copy('maxp')];
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(count, 34);
  maxp.writeUInt16BE(count, 4);
  const hints = ['cvt ', 'fpgm', 'prep'].flatMap((tag): [string, Buffer][] => {
    const table = outlines.table(tag);
    return table ? [[tag, table]] : [];
  });
  const tables: [string, Buffer][] = [
    ...hints,
    ['glyf', Buffer.concat(glyphs)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
  ];
  return fontFile(tables.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

function fontFile(tables: [string, Buffer][]): Buffer {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(12 + 16 * tables.length);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * 16, 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (const [at, [tag, table]] of tables.entries()) {
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    directory.write(tag, 12 + at * 16, 'latin1');
    directory.writeUInt32BE(checksum(padded), 16 + at * 16);
    directory.writeUInt32BE(offset, 20 + at * 16);
    directory.writeUInt32BE(table.length, 24 + at * 16);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}
