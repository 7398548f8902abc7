/** A list in which one item has gone to another place; the ends hold it. */
export function moved<Item>(items: readonly Item[], from: number, by: number): Item[] {
  const to = Math.min(items.length - 1, Math.max(0, from + by));
  const rest = items.filter((_, at) => at !== from);
  return from < 0 || from >= items.length ? [...items] : rest.toSpliced(to, 0, items[from] as Item);
}
