import type { CertificateFacts } from './v2.ts';

/** JSON whose text does not depend on the order of keys (RFC 8785 for texts, whole numbers, booleans and null). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}

/** The same facts give the same JSON text, whatever the order of their keys. */
export const canonicalFacts = (facts: CertificateFacts): string => canonicalJson(facts);
