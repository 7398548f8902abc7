import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { includes, isConsistent } from '../../../certificates/log/check.ts';
import {
  addLeaf,
  consistencyProof,
  consistencyRanges,
  emptyRoot,
  type Hash,
  hashOfRange,
  inclusionProof,
  inclusionRanges,
  leafHash,
  type NodeAt,
  placesOf,
  rootAt,
  rootOf,
  rootOfPeaks,
  type TreeNode,
} from '../../../certificates/log/tree.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => Buffer.from(text, 'hex');
const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, 2.1, as it is written: recursive, over all entries. */
const k = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
const MTH = (d: Uint8Array[]): Buffer => {
  if (d.length === 0) return sha();
  if (d.length === 1) return sha(Uint8Array.of(0), ...d);
  const half = k(d.length);
  return sha(Uint8Array.of(1), MTH(d.slice(0, half)), MTH(d.slice(half)));
};
const PATH = (m: number, d: Uint8Array[]): Buffer[] => {
  if (d.length === 1) return [];
  const half = k(d.length);
  return m < half
    ? [...PATH(m, d.slice(0, half)), MTH(d.slice(half))]
    : [...PATH(m - half, d.slice(half)), MTH(d.slice(0, half))];
};
const SUBPROOF = (m: number, d: Uint8Array[], whole: boolean): Buffer[] => {
  if (m === d.length) return whole ? [] : [MTH(d)];
  const half = k(d.length);
  return m <= half
    ? [...SUBPROOF(m, d.slice(0, half), whole), MTH(d.slice(half))]
    : [...SUBPROOF(m - half, d.slice(half), false), MTH(d.slice(0, half))];
};

/** Entries of a log, one different from the other, and its complete subtrees as a log stores them. */
const logOf = (size: number) => {
  const entries = Array.from({ length: size }, (_, index) => Buffer.from(`entry ${index}`));
  const stored = new Map<string, Hash>();
  const peaks: TreeNode[] = [];
  for (const entry of entries)
    for (const { level, position, hash } of addLeaf(peaks, leafHash(entry))) stored.set(`${level}/${position}`, hash);
  const nodeAt: NodeAt = ({ level, position }) => {
    const hash = stored.get(`${level}/${position}`);
    if (hash === undefined) throw new Error(`no subtree ${level}/${position} is complete`);
    return hash;
  };
  return { entries, peaks, stored, nodeAt };
};

describe('the published vectors of Certificate Transparency', () => {
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const leaves = entries.map((entry) => leafHash(unhex(entry)));
  const head = (size: number) => ({ size, root: unhex(roots[size] ?? '') });

  test('roots', () => {
    expect(roots.map((_, size) => hex(rootOf(leaves.slice(0, size))))).toEqual(roots);
    expect(hex(emptyRoot())).toBe(roots[0]);
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('inclusion of %i in %i', (index, size, path) => {
    const leaf = leaves[index] ?? Buffer.alloc(0);
    expect(includes({ index, ...head(size) }, leaf, path.map(unhex))).toBe(true);
  });

  test('consistency from 6 to 8', () => {
    const proof = [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ].map(unhex);
    expect(isConsistent(head(6), head(8), proof)).toBe(true);
    expect(isConsistent({ ...head(6), root: head(5).root }, head(8), proof)).toBe(false);
  });
});

const sizes = fc.integer({ min: 1, max: 300 });
const within = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const flipped = (hash: Hash): Hash => Buffer.from(hash.map((byte, at) => (at === 7 ? byte ^ 1 : byte)));

describe('against the definitions of RFC 6962', () => {
  test('roots, peaks and stored subtrees', () => {
    fc.assert(
      fc.property(fc.nat(300), (size) => {
        const { entries, peaks, stored, nodeAt } = logOf(size);
        const root = hex(MTH(entries));
        expect(hex(rootOf(entries.map(leafHash)))).toBe(root);
        expect(hex(rootOfPeaks(peaks))).toBe(root);
        expect(hex(rootAt(size, nodeAt))).toBe(root);
        expect(peaks.map(({ level, position }) => ({ level, position }))).toEqual(placesOf({ start: 0, end: size }));
        // Every complete subtree is there, and no other.
        const complete = Array.from({ length: 10 }, (_, level) => Math.floor(size / 2 ** level));
        expect(stored.size).toBe(complete.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  test('inclusion proofs are the same, are valid, and prove no other leaf', () => {
    fc.assert(
      fc.property(within, fc.nat(), ({ size, index }, pick) => {
        const { entries, nodeAt } = logOf(size);
        const proof = inclusionProof(index, size, nodeAt);
        expect(proof.map(hex)).toEqual(PATH(index, entries).map(hex));
        const tree = { index, size, root: MTH(entries) };
        const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
        expect(includes(tree, leaf, proof)).toBe(true);
        expect(includes(tree, flipped(leaf), proof)).toBe(false);
        expect(includes({ ...tree, root: flipped(tree.root) }, leaf, proof)).toBe(false);
        expect(includes({ ...tree, index: (index + 1 + (pick % size)) % (size + 1) }, leaf, proof)).toBe(
          (index + 1 + (pick % size)) % (size + 1) === index,
        );
        expect(includes(tree, leaf, [...proof, leaf])).toBe(false);
        if (proof.length === 0) return;
        const at = pick % proof.length;
        expect(includes(tree, leaf, proof.with(at, flipped(proof[at] ?? leaf)))).toBe(false);
        expect(includes(tree, leaf, proof.toSpliced(at, 1))).toBe(false);
      }),
    );
  });

  test('consistency proofs are the same, are valid, and prove no other tree', () => {
    fc.assert(
      fc.property(within, fc.nat(), ({ size, index }, pick) => {
        const oldSize = index + 1;
        const { entries, nodeAt } = logOf(size);
        const proof = consistencyProof(oldSize, size, nodeAt);
        expect(proof.map(hex)).toEqual(SUBPROOF(oldSize, entries, true).map(hex));
        const [older, newer] = [oldSize, size].map((n) => ({ size: n, root: MTH(entries.slice(0, n)) }));
        if (older === undefined || newer === undefined) throw new Error('two heads were made');
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent({ ...older, root: flipped(older.root) }, newer, proof)).toBe(false);
        expect(isConsistent(older, { ...newer, root: flipped(newer.root) }, proof)).toBe(false);
        expect(isConsistent(older, newer, [...proof, older.root])).toBe(false);
        if (proof.length === 0) return;
        expect(isConsistent(newer, older, proof)).toBe(false);
        const at = pick % proof.length;
        expect(isConsistent(older, newer, proof.with(at, flipped(proof[at] ?? older.root)))).toBe(false);
        expect(isConsistent(older, newer, proof.toSpliced(at, 1))).toBe(false);
      }),
    );
  });

  test('any range between bounds, at any size', () => {
    const { entries, nodeAt } = logOf(300);
    for (const { start, end } of [...inclusionRanges(77, 300), ...consistencyRanges(139, 300)])
      expect(hex(hashOfRange({ start, end }, nodeAt))).toBe(hex(MTH(entries.slice(start, end))));
  });
});

test('every log begins with the empty one', () => {
  const newer = { size: 3, root: logOf(3).peaks[0]?.hash ?? emptyRoot() };
  expect(isConsistent({ size: 0, root: emptyRoot() }, newer, [])).toBe(true);
  expect(isConsistent({ size: 0, root: newer.root }, newer, [])).toBe(false);
  expect(consistencyRanges(0, 3)).toEqual([]);
});

test('sizes beyond 2^31 are exact', () => {
  const size = 2 ** 45 + 2 ** 31 + 5;
  const hashOf = (place: { level: number; position: number }) => leafHash(Buffer.from(JSON.stringify(place)));
  const places = placesOf({ start: 0, end: size });
  expect(places.map(({ level }) => level)).toEqual([45, 31, 2, 0]);
  expect(inclusionRanges(size - 1, size)).toHaveLength(3);
  const root = rootAt(size, hashOf);
  const proof = inclusionProof(size - 1, size, hashOf);
  const leaf = hashOf({ level: 0, position: size - 1 });
  expect(includes({ index: size - 1, size, root }, leaf, proof)).toBe(true);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])(
  'an index or size of %p proves nothing',
  (number) => {
    const leaf = leafHash(Buffer.from('x'));
    expect(includes({ index: number, size: 1, root: leaf }, leaf, [])).toBe(false);
    expect(includes({ index: 0, size: number, root: leaf }, leaf, [])).toBe(false);
    expect(isConsistent({ size: number, root: leaf }, { size: 1, root: leaf }, [])).toBe(false);
    expect(isConsistent({ size: 1, root: leaf }, { size: number, root: leaf }, [])).toBe(false);
  },
);
