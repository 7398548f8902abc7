import { withInstants } from './agenda.ts';
import type { Draft } from './draft.ts';
import { timeInWords } from './times.ts';

export type Times = { startsAt: Date; endsAt: Date };
/** That somebody leads something: a part of an event, by the title of either. */
export type Led = Times & { name: string; what: string };

/** Whether two times have a moment in common; one that begins as the other ends has none. */
export const meet = (one: Times, other: Times): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

/** Who leads which part of an event. */
export function ledIn({ segments }: Pick<Draft, 'segments'>): Led[] {
  const derived = withInstants(segments);
  if (!derived.ok) return [];
  return derived.segments.flatMap(({ instructors, title, startsAt, endsAt }) =>
    instructors.map((name) => ({ name, what: title, startsAt, endsAt })),
  );
}

const same = (one: Led, other: Led): boolean => one.name.toLowerCase() === other.name.toLowerCase() && meet(one, other);
const keyOf = (led: Led, other: Led): string =>
  JSON.stringify([led.name.toLowerCase(), +led.startsAt, +led.endsAt, other.what, +other.startsAt, +other.endsAt]);

function clashesIn(led: readonly Led[], standing: readonly Led[]): { key: string; led: Led; other: Led }[] {
  return led.flatMap((one, at) =>
    [...standing, ...led.slice(0, at)]
      .filter((other) => same(one, other))
      .map((other) => ({ key: keyOf(one, other), led: one, other })),
  );
}

type Agendas = { before: readonly Led[]; after: readonly Led[]; standing: readonly Led[]; timeZone: string };

/**
 * Where somebody would lead two things at once, in a sentence each: two parts of the event, or a part and what stands elsewhere. What
 * was so before is not said again.
 */
export function newOverlaps({ before, after, standing, timeZone }: Agendas): string[] {
  const stood = new Set(clashesIn(before, standing).map(({ key }) => key));
  const sentences = clashesIn(after, standing)
    .filter(({ key }) => !stood.has(key))
    .map(
      ({ led, other }) =>
        `${led.name} leads "${led.what}" from ${timeInWords(led.startsAt, timeZone)}, and "${other.what}" at the same time.`,
    );
  return [...new Set(sentences)];
}
