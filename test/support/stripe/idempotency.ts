import { idempotencyError, keyInUse } from './refusal.ts';

export type Answer = { status: number; body: unknown };

type Kept = { path: string; parameters: string; at: number; answer: Answer | null };

const KEPT_MS = 24 * 3_600_000;
const LONGEST_KEY = 255;

export type Idempotency = ReturnType<typeof openIdempotency>;

/** First answers under their keys for a day, an answer of 500 included. A refused parameter keeps nothing: nothing began. */
export function openIdempotency(now: () => number) {
  const kept = new Map<string, Kept>();
  return {
    keys: () => [...kept.keys()],
    /** The answer under this key, or null where the request is the first. Throws when it is another request, or one is on its way. */
    begin: (key: string, path: string, parameters: string): Answer | null => {
      if (key.length > LONGEST_KEY) throw idempotencyError('An idempotency key may have at most 255 characters.');
      const known = kept.get(key);
      if (known === undefined || now() - known.at >= KEPT_MS) {
        kept.set(key, { path, parameters, at: now(), answer: null });
        return null;
      }
      const other = `Try using a key other than '${key}' if you meant to execute a different request.`;
      if (known.path !== path)
        throw idempotencyError(
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${known.path}' vs '${path}'). ${other}`,
        );
      if (known.parameters !== parameters)
        throw idempotencyError(
          `Keys for idempotent requests can only be used with the same parameters they were first used with. ${other}`,
        );
      if (known.answer === null) throw keyInUse(key);
      return known.answer;
    },
    keep: (key: string, answer: Answer): void => {
      const known = kept.get(key);
      if (known !== undefined) known.answer = answer;
    },
    forget: (key: string): void => void kept.delete(key),
  };
}
