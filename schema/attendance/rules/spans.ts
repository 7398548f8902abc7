/** A stretch of time in milliseconds since 1970: `from` belongs to it, `until` does not. */
export type Span = { from: number; until: number };

/** The same time as few stretches, in order. Overlapping and touching ones become one, so that nothing is counted twice. */
export function united(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    if (until <= from) continue;
    const last = found.at(-1);
    if (last === undefined || last.until < from) found.push({ from, until });
    else last.until = Math.max(last.until, until);
  }
  return found;
}

/** What of these stretches lies within another. */
export function within(spans: readonly Span[], { from, until }: Span): Span[] {
  return united(spans.map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) })));
}

/** What of these stretches lies in none of the others. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return united(others).reduce(
    (left, other) =>
      left.flatMap(({ from, until }) =>
        united([
          { from, until: Math.min(until, other.from) },
          { from: Math.max(from, other.until), until },
        ]),
      ),
    united(spans),
  );
}

/** How long stretches last together, in milliseconds. */
export function lengthOf(spans: readonly Span[]): number {
  return united(spans).reduce((sum, { from, until }) => sum + until - from, 0);
}
