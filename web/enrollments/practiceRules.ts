type Choice = { text: string; to: string };
type Scene = { key: string; title: string | null; text: string; choices: Choice[]; ending: string | null };
/** The scenes that somebody came through, the one they are in last; `by` is the choice that led there. */
export type Way = readonly (Scene & { by: string | null })[];

/** A case begins with its first scene. */
export const begin = (scenes: readonly Scene[]): Way => scenes.slice(0, 1).map((one) => ({ ...one, by: null }));

/** The way after a choice. A choice that leads nowhere changes nothing. */
export function choose(way: Way, scenes: readonly Scene[], { to, text }: Choice): Way {
  const next = scenes.find(({ key }) => key === to);
  // A scene may come again; each coming is a place of its own.
  return next === undefined ? way : [...way, { ...next, by: text }];
}

/** What was chosen at a place of the way; null at the last. */
export const chosenAt = (way: Way, at: number): string | null => way[at + 1]?.by ?? null;
