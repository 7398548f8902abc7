import { createHash } from 'node:crypto';
import { normalized } from './text.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Two values with the same meaning give the same text: sorted keys, no absent keys, text in NFC with line feeds and trimmed ends.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));

function canonical(value: unknown): Json {
  if (typeof value === 'string') return normalized(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, canonical(held)]),
    );
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  throw new TypeError(`A ${typeof value} has no canonical form.`);
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
