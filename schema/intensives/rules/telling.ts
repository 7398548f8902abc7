type Named = { title: string; neutralName: string | null };

/** Parts of words that say what an event is about, in whatever form. */
const TELLING =
  /coupl|affair|betray|infidel|cheat|trust|partner|marri|marital|divorc|relationship|intima|sex|therap|counsel|trauma|crisis/i;
/** Shorter words of a title, such as "with", tell nothing. */
const LEAST_LETTERS = 5;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a text that tell what these events are about, because of what they mean or because they stand in a title. */
export function tellingWords(text: string, events: readonly Named[], leastLetters = LEAST_LETTERS): string[] {
  const hidden = new Set(
    events.flatMap(({ title, neutralName }) => {
      const known = wordsOf(neutralName ?? '');
      return wordsOf(title).filter((word) => word.length >= leastLetters && !known.includes(word));
    }),
  );
  return [...new Set(wordsOf(text).filter((word) => hidden.has(word) || TELLING.test(word)))];
}
