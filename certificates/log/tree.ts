import { createHash } from 'node:crypto';

/** A hash of SHA-256: 32 bytes. */
export type Hash = Uint8Array;
/** The place of a complete subtree: level 0 are the leaves, and at level l the n-th spans the leaves [n·2^l, (n+1)·2^l). */
export type Place = { level: number; position: number };
export type TreeNode = Place & { hash: Hash };
/** Returns the hash of a complete subtree; throws when it is unknown. */
export type NodeAt = (place: Place) => Hash;
/**
 * Leaves from start up to but not including end; start is a multiple of the smallest power of two that is at least the length.
 */
export type Range = { start: number; end: number };

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962, 2.1: the hash of one entry. */
export const leafHash = (entry: Uint8Array): Hash => createHash('sha256').update(LEAF).update(entry).digest();

/** RFC 6962, 2.1: the hash of two neighboring subtrees. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The root of a log without entries. */
export const emptyRoot = (): Hash => createHash('sha256').digest();

/** The largest power of two below n; n is 2 or more. Positions exceed 2^31, so bit operators cannot be used. */
function splitOf(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The complete subtrees that make up a range, from the left: at most two for each doubling; empty for an empty range. */
export function placesOf({ start, end }: Range): Place[] {
  const places: Place[] = [];
  for (let from = start; from < end; ) {
    let [level, span] = [0, 1];
    while (span * 2 <= end - from) [level, span] = [level + 1, span * 2];
    places.push({ level, position: from / span });
    from += span;
  }
  return places;
}

const fold = (hashes: readonly Hash[]): Hash =>
  hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right));

/** The hash of a range of leaves (RFC 6962's MTH), from complete subtrees only. */
export const hashOfRange = (range: Range, nodeAt: NodeAt): Hash => fold(placesOf(range).map(nodeAt));

/** The root of the first `size` leaves, from complete subtrees only. */
export const rootAt = (size: number, nodeAt: NodeAt): Hash => hashOfRange({ start: 0, end: size }, nodeAt);

/** The root over these leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const peaks: TreeNode[] = [];
  for (const leaf of leaves) addLeaf(peaks, leaf);
  return rootOfPeaks(peaks);
}

/**
 * Grows a tree by one leaf. `peaks` are its complete subtrees from the left, as placesOf names them; this updates them. Returns
 * every subtree that this leaf completes, the leaf first.
 */
export function addLeaf(peaks: TreeNode[], leaf: Hash): TreeNode[] {
  const last = peaks.at(-1);
  const position = last === undefined ? 0 : (last.position + 1) * 2 ** last.level;
  let node: TreeNode = { level: 0, position, hash: leaf };
  const complete = [node];
  for (let left = peaks.at(-1); left?.level === node.level; left = peaks.at(-1)) {
    peaks.pop();
    node = { level: node.level + 1, position: left.position / 2, hash: nodeHash(left.hash, node.hash) };
    complete.push(node);
  }
  peaks.push(node);
  return complete;
}

export const rootOfPeaks = (peaks: readonly TreeNode[]): Hash => fold(peaks.map(({ hash }) => hash));

/** What an inclusion proof hashes, from the leaf's sibling up (RFC 6962, 2.1.1). index < size. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + splitOf(end - start);
    ranges.unshift(index < middle ? { start: middle, end } : { start, end: middle });
    if (index < middle) end = middle;
    else start = middle;
  }
  return ranges;
}

/** The hashes of a consistency proof (RFC 6962, 2.1.2); empty between equal sizes and from the empty tree. */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  const ranges: Range[] = [];
  if (oldSize === 0) return ranges;
  let [start, end] = [0, size];
  while (oldSize < end) {
    const middle = start + splitOf(end - start);
    ranges.unshift(oldSize <= middle ? { start: middle, end } : { start, end: middle });
    if (oldSize <= middle) end = middle;
    else start = middle;
  }
  return start === 0 ? ranges : [{ start, end }, ...ranges];
}

/** The proof that a leaf is at `index` of the tree of `size` leaves. */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt): Hash[] {
  return inclusionRanges(index, size).map((range) => hashOfRange(range, nodeAt));
}

/** The proof that the tree of `oldSize` leaves is the beginning of the tree of `size`. */
export function consistencyProof(oldSize: number, size: number, nodeAt: NodeAt): Hash[] {
  return consistencyRanges(oldSize, size).map((range) => hashOfRange(range, nodeAt));
}
