import type { Span } from './spans.ts';

/** A sign-in or a sign-out, at a moment in milliseconds since 1970. */
export type Point = { kind: 'IN' | 'OUT'; at: number };

/** When a person was there, as their sign-ins and sign-outs say. */
export type Presence = {
  spans: Span[];
  /** The sign-in that no sign-out follows: it earns nothing until somebody corrects it. Null when there is none. */
  openSince: number | null;
  /** Sign-outs of somebody who was not signed in. They earn nothing. */
  strayOuts: number[];
};

/**
 * Reads sign-ins and sign-outs in the order in which they happened, whatever the order in which they came. A second sign-in of
 * somebody who is in changes nothing. Within one moment a rejoin is out, then in; somebody who was out comes and goes.
 */
export function presenceOf(points: readonly Point[]): Presence {
  const spans: Span[] = [];
  const strayOuts: number[] = [];
  let openSince: number | null = null;
  const moments = Map.groupBy(points, ({ at }) => at);
  for (const at of [...moments.keys()].toSorted((a, b) => a - b)) {
    const kinds = new Set((moments.get(at) ?? []).map(({ kind }) => kind));
    if (openSince === null && !kinds.has('IN')) strayOuts.push(at);
    if (openSince !== null && kinds.has('OUT')) {
      spans.push({ from: openSince, until: at });
      openSince = kinds.has('IN') ? at : null;
    } else if (openSince === null && kinds.size === 1 && kinds.has('IN')) openSince = at;
  }
  return { spans, openSince, strayOuts };
}
