/** Bounds of memory: a parsed document takes about fifty times the length of its text. */
const MOST_DOCUMENTS = 500;
const MOST_CHARACTERS = 500_000;

export type KeptByText<Value> = {
  get(text: string): Value | undefined;
  /** Keeps the first value of a text; the oldest make room. */
  keep(text: string, value: Value): void;
};

/** What is known of documents, by a text that contains the document's own, within bounds of count and length. */
export function createKeptByText<Value>(): KeptByText<Value> {
  const known = new Map<string, Value>();
  let characters = 0;
  return {
    get: (text) => known.get(text),
    keep: (text, value) => {
      if (known.has(text)) return;
      known.set(text, value);
      characters += text.length;
      for (const oldest of known.keys()) {
        if (known.size <= MOST_DOCUMENTS && characters <= MOST_CHARACTERS) break;
        known.delete(oldest);
        characters -= oldest.length;
      }
    },
  };
}
