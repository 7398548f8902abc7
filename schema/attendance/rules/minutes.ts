import { lengthOf, type Span, united, within, without } from './spans.ts';

const MINUTE = 60_000;

/** A part of the agenda as time: from, until; `counts`: whether it is instruction. */
export type Part<Id> = Span & { id: Id; counts: boolean };

/** How much of a part of the agenda somebody attended. */
export type Attended<Id> = {
  id: Id;
  /** How long the part is. */
  minutes: number;
  /** Whole minutes that the person was there, rounded down; never more than the part has. */
  attended: number;
  /** Whether the person was there for any time at all. */
  seen: boolean;
  spans: Span[];
  part: Span;
};

/** Presence at the door of the whole day, and at the doors of single parts. */
export type Doors<Id> = { day: readonly Span[]; parts: ReadonlyMap<Id, readonly Span[]> };

/**
 * How much of each part of instruction somebody attended. Minutes outside a part are none. Where parts run side by side, the door of
 * the part itself says who was in it, and a minute counts in one part only: the one that began first.
 */
export function attendedOf<Id>(parts: readonly Part<Id>[], doors: Doors<Id>): Attended<Id>[] {
  const counted = parts.filter(({ counts }) => counts).toSorted((a, b) => a.from - b.from);
  const taken: Span[] = [];
  return counted.map((part) => {
    const beside = counted.some((other) => other !== part && other.from < part.until && part.from < other.until);
    const there = [...(beside ? [] : doors.day), ...(doors.parts.get(part.id) ?? [])];
    const spans = without(within(there, part), taken);
    taken.push(...spans);
    const length = lengthOf(spans);
    return {
      ...{ id: part.id, spans, part: { from: part.from, until: part.until }, seen: length > 0 },
      minutes: Math.floor((part.until - part.from) / MINUTE),
      attended: Math.floor(length / MINUTE),
    };
  });
}

/** The longest time in a row that somebody was away within a stretch, in milliseconds. */
export function longestAway(spans: readonly Span[], part: Span): number {
  return Math.max(0, ...without([part], spans).map(({ from, until }) => until - from));
}

/** How late somebody came, and how early they went for good, in milliseconds. */
export function edgesOf(spans: readonly Span[], part: Span): { late: number; early: number } {
  const there = united(spans);
  const [first, last] = [there[0], there.at(-1)];
  const whole = part.until - part.from;
  return first === undefined || last === undefined
    ? { late: whole, early: whole }
    : { late: first.from - part.from, early: part.until - last.until };
}
