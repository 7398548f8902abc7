import { emptyRoot, type Hash, nodeHash } from './tree.ts';

const same = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** Whether the leaf is at `index` of the tree with this size and root (RFC 9162, 2.1.3.2; the tree is RFC 6962's). */
export function includes(
  { index, size, root }: { index: number; size: number; root: Hash },
  leaf: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    const fromLeft = isOdd(at) || at === last;
    hash = fromLeft ? nodeHash(step, hash) : nodeHash(hash, step);
    // The last node of a level without a neighbor moves up unhashed.
    while (fromLeft && !isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, root);
}

export type TreeHead = { size: number; root: Hash };

/** Whether the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2). Every tree begins with the empty one. */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && same(older.root, emptyRoot());
  let [at, last] = [older.size - 1, newer.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  const [first, ...steps] = at === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [oldRoot, root] = [first, first];
  for (const step of steps) {
    if (last === 0) return false;
    const fromLeft = isOdd(at) || at === last;
    if (fromLeft) oldRoot = nodeHash(step, oldRoot);
    root = fromLeft ? nodeHash(step, root) : nodeHash(root, step);
    while (fromLeft && !isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(oldRoot, older.root) && same(root, newer.root);
}
