import { asWritten } from './written.ts';

/** What the API has said. It speaks English, whatever the page speaks. */
const told = new Set<string>();
const MOST = 200;

/** Reads an answer of the API, and remembers its messages. */
export function readAnswer(text: string): unknown {
  if (asWritten() === undefined) return JSON.parse(text);
  return JSON.parse(text, (key, value) => {
    if (key === 'message' && typeof value === 'string' && value !== '' && told.size < MOST) told.add(value);
    return value;
  });
}

/** The `lang` of a sentence that may have come from the API. */
export function langOfTold(text: string | null): string | undefined {
  return text !== null && [...told].some((one) => text.includes(one)) ? asWritten() : undefined;
}
