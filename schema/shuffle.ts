/** A whole number from 0 up to but not including the bound; all are equally likely. */
export type Random = (below: number) => number;

/** Every order is equally likely (Fisher-Yates), so the order reveals nothing. */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
