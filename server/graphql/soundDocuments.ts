import type { DocumentNode } from 'graphql';

/** Bounds of memory: a parsed document takes about fifty times the length of its text. */
const MOST_DOCUMENTS = 500;
const MOST_CHARACTERS = 500_000;

/** Parsed documents that were validated and executed, by their text. Yoga's own cache would keep what is refused for an hour. */
export type SoundDocuments = {
  get(text: string): DocumentNode | undefined;
  keep(text: string, document: DocumentNode): void;
};

export function createSoundDocuments(): SoundDocuments {
  const known = new Map<string, DocumentNode>();
  let characters = 0;
  return {
    get: (text) => known.get(text),
    keep: (text, document) => {
      if (known.has(text)) return;
      known.set(text, document);
      characters += text.length;
      for (const oldest of known.keys()) {
        if (known.size <= MOST_DOCUMENTS && characters <= MOST_CHARACTERS) break;
        known.delete(oldest);
        characters -= oldest.length;
      }
    },
  };
}
