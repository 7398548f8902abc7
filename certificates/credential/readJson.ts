const DEEPEST = 24;

export type ReadJson = { ok: true; value: unknown } | { ok: false; because: 'TOO_LARGE' | 'NOT_JSON'; detail: string };

/** A fault in parsed JSON: nesting too deep for recursion, or text and names that a signature cannot cover. */
function faultIn(value: unknown, depth: number): string | null {
  if (depth > DEEPEST) return `is nested more than ${DEEPEST} deep`;
  if (typeof value === 'string') return value.isWellFormed() ? null : 'contains half of a character';
  if (value === null || typeof value !== 'object') return null;
  if (Object.hasOwn(value, '__proto__')) return 'has a member named __proto__';
  for (const [name, held] of Object.entries(value)) {
    const fault = name.isWellFormed() ? faultIn(held, depth + 1) : 'contains half of a character';
    if (fault !== null) return fault;
  }
  return null;
}

/** Every text, and whether it names a member. */
const TEXT = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

function membersIn(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const held = Object.values(value);
  return (Array.isArray(value) ? 0 : held.length) + held.reduce((sum: number, one) => sum + membersIn(one), 0);
}

/** Of two members with one name, JSON.parse keeps the last and another reader may keep the first, so such a text is ambiguous. */
function repeatsMember(text: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of text.matchAll(TEXT)) if (colon !== undefined) written += 1;
  return written !== membersIn(value);
}

export type JsonObject = Record<string, unknown>;

/** A JSON object from outside, within the same limits; null for any other value. Never throws. */
export function readJsonObject(text: string, longest: number): JsonObject | null {
  const read = readJson(text, longest);
  return read.ok && isObject(read.value) ? read.value : null;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON from outside, at most `longest` bytes and 24 levels deep. Never throws. */
export function readJson(text: string, longest: number): ReadJson {
  if (text.length > longest || Buffer.byteLength(text) > longest) {
    return { ok: false, because: 'TOO_LARGE', detail: `The text is longer than ${longest} bytes.` };
  }
  try {
    const value: unknown = JSON.parse(text);
    const fault = faultIn(value, 0) ?? (repeatsMember(text, value) ? 'names a member twice' : null);
    return fault === null ? { ok: true, value } : { ok: false, because: 'NOT_JSON', detail: `The JSON ${fault}.` };
  } catch {
    return { ok: false, because: 'NOT_JSON', detail: 'The text is not JSON.' };
  }
}
