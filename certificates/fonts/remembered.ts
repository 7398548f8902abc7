/**
 * A cache by text in two generations. When the young one is full it becomes the old one, and the old one is forgotten: what is
 * asked for again and again stays, what is new on every certificate goes. It never has more than `most` entries.
 */
export function remembered<T>(most: number, make: (key: string) => T): (key: string) => T {
  const each = Math.ceil(most / 2);
  let [young, old] = [new Map<string, T>(), new Map<string, T>()];
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const made = old.get(key) ?? make(key);
    if (young.size >= each) [young, old] = [new Map(), young];
    young.set(key, made);
    return made;
  };
}
