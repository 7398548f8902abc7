import { type Random, shuffle } from '../../shuffle.ts';

/**
 * Draws up to count items in random order. Prefers items that the person has not seen, and always the objective that has been
 * drawn least so far.
 */
export function draw<Item extends { key: string; objectiveKey: string }>(
  pool: readonly Item[],
  seenKeys: ReadonlySet<string>,
  count: number,
  random: Random,
): Item[] {
  const drawn: Item[] = [];
  const perObjective = new Map<string, number>();
  const drawnOf = (item: Item) => perObjective.get(item.objectiveKey) ?? 0;
  for (const seen of [false, true]) {
    const left = shuffle(
      pool.filter((item) => seenKeys.has(item.key) === seen),
      random,
    );
    while (drawn.length < count && left.length > 0) {
      const next = left.reduce((best, item) => (drawnOf(item) < drawnOf(best) ? item : best));
      left.splice(left.indexOf(next), 1);
      perObjective.set(next.objectiveKey, drawnOf(next) + 1);
      drawn.push(next);
    }
  }
  return shuffle(drawn, random);
}
