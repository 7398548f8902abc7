import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  commitmentOf,
  entryBody,
  LOG_KINDS,
  readEntryBody,
  revocationPayload,
  supersessionPayload,
} from '../../../certificates/log/entry.ts';
import { bundleBytes, parseTilePath, type Tile, tileBytes, tilePath } from '../../../certificates/log/tiles.ts';

const aTile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
  index: fc.oneof(fc.nat(2000), fc.nat(2 ** 45 - 1)),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('paths of tiles', () => {
  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/63/x001/000.p/255', { level: 63, index: 1000, width: 255 }],
    ['tile/entries/x035/x184/x372/x088/831.p/1', { level: 'entries', index: 2 ** 45 - 1, width: 1 }],
  ] as [string, Tile][])('%s', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test('are read as they are written', () => {
    fc.assert(fc.property(aTile, (tile) => expect(parseTilePath(tilePath(tile))).toEqual(tile)));
  });

  test.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/X001/000',
    'tile/0/000/',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p/1/2',
    'tile/0/x999/x999/x999/x999/999',
    'tile/0/x001/x001/x001/x001/x001/000',
    'tile/Entries/000',
    'tile/0/%30%30%30',
    'tile/0/000\n',
    '/tile/0/000',
    'checkpoint',
    '',
  ])('%j is none', (path) => expect(parseTilePath(path)).toBeNull());

  test('no text is read as a tile that is written otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'tile/entries0123x.p/') }), (text) => {
        const tile = parseTilePath(text);
        expect(tile === null || tilePath(tile) === text).toBe(true);
      }),
    );
  });
});

test('a tile is its hashes, a bundle its entries behind their lengths', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(tileBytes([one, two]).toString('hex')).toBe('01'.repeat(32) + '02'.repeat(32));
  expect(
    bundleBytes([Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(258)])
      .subarray(0, 8)
      .toString('hex'),
  ).toBe('0002616200000102');
  expect(() => bundleBytes([Buffer.alloc(65_536)])).toThrow(/out of range/);
});

describe('entries', () => {
  const commitment = commitmentOf(Buffer.alloc(32, 7), Buffer.alloc(32, 9));

  test('are canonical JSON without a name or a number', () => {
    expect(entryBody({ kind: 'PDF', commitment }).toString()).toBe(
      `{"v":1,"kind":"PDF","commitment":"${Buffer.from(commitment).toString('hex')}"}`,
    );
  });

  test('are read as they are written, and no other bytes are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOG_KINDS),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (kind, hash, at, change) => {
          const body = entryBody({ kind, commitment: hash });
          expect(readEntryBody(body)).toEqual({ kind, commitment: Buffer.from(hash) });
          const other = Buffer.from(body);
          other[at % body.length] = (other[at % body.length] ?? 0) ^ change;
          const read = readEntryBody(other);
          expect(read === null || entryBody(read).equals(other)).toBe(true);
          expect(read).not.toEqual({ kind, commitment: Buffer.from(hash) });
        },
      ),
    );
    for (const text of ['', '{}', `{"v":2,"kind":"PDF","commitment":"${'0'.repeat(64)}"}`, 'null', '[', '\ufffd'])
      expect(readEntryBody(Buffer.from(text))).toBeNull();
  });

  test('what happened to a certificate hashes by number, fact and instant', () => {
    const at = '2026-11-22T09:00:00.000Z';
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(hex(revocationPayload({ number: 'N', reason: 'ADMINISTRATIVE', at }))).toBe(
      '6b4cb0a4043f49a2e36754f309e602845a773156ebee4778f806fadc2baca4aa',
    );
    expect(hex(supersessionPayload({ number: 'N', successor: 'M', at }))).toBe(
      '553518aace376bf750064c23706bd5147a03a0ce74c6601d4e997ecb5fbca899',
    );
  });
});
