/** Bounds of memory: a parsed document takes about fifty times the length of its text. */
const MOST_DOCUMENTS = 500;
const MOST_CHARACTERS = 500_000;

export type KeptByText<Value> = {
  get(text: string): Value | undefined;
  /** Keeps the first value of a text. */
  keep(text: string, value: Value): void;
};

/**
 * What is known of documents, by a text that contains the document's own, within bounds of count and length. Half of it is for
 * texts that were asked for again, so that many which come once take no room from them. In each half the one that was used longest
 * ago makes room.
 */
export function createKeptByText<Value>(): KeptByText<Value> {
  const [once, again] = [createHalf<Value>(), createHalf<Value>()];
  return {
    get: (text) => {
      const found = again.take(text) ?? once.take(text);
      if (found !== undefined) again.put(text, found);
      return found;
    },
    keep: (text, value) => {
      if (!once.has(text) && !again.has(text)) once.put(text, value);
    },
  };
}

function createHalf<Value>() {
  const known = new Map<string, Value>();
  let characters = 0;
  const take = (text: string): Value | undefined => {
    const value = known.get(text);
    if (known.delete(text)) characters -= text.length;
    return value;
  };
  return {
    has: (text: string) => known.has(text),
    take,
    put: (text: string, value: Value): void => {
      known.set(text, value);
      characters += text.length;
      for (const oldest of known.keys()) {
        if (known.size <= MOST_DOCUMENTS / 2 && characters <= MOST_CHARACTERS / 2) break;
        take(oldest);
      }
    },
  };
}
