/** A cache by text that is emptied when full, so that its size is bounded. */
export function remembered<T>(most: number, make: (key: string) => T): (key: string) => T {
  const held = new Map<string, T>();
  return (key) => {
    const known = held.get(key);
    if (known !== undefined) return known;
    if (held.size >= most) held.clear();
    const made = make(key);
    held.set(key, made);
    return made;
  };
}
