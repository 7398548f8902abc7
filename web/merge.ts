type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name of an object that has a type and an id; null for any other value. */
const nameOf = (value: unknown): string | null =>
  isObject(value) && typeof value.__typename === 'string' && typeof value.id === 'string'
    ? `${value.__typename} ${value.id}`
    : null;

/** What a page shows, with everything that a later answer says of the same objects. Neither of the two is changed. */
export function merged<Shown>(shown: Shown, answer: unknown): Shown {
  const newer = new Map<string, unknown>();
  gather(answer, newer);
  return newer.size === 0 ? shown : (renewed(shown, newer) as Shown);
}

function gather(value: unknown, found: Map<string, unknown>): void {
  const name = nameOf(value);
  if (name !== null) found.set(name, found.has(name) ? combined(found.get(name), value) : value);
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner, found);
}

function renewed(value: unknown, newer: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((inner) => renewed(inner, newer));
  if (!isObject(value)) return value;
  const own = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renewed(inner, newer)]));
  const name = nameOf(value);
  return name === null || !newer.has(name) ? own : combined(own, newer.get(name));
}

/** The newer value, in which objects keep the fields of which it says nothing. */
function combined(own: unknown, newer: unknown): unknown {
  if (Array.isArray(own) && Array.isArray(newer))
    return sameThings(own, newer) ? newer.map((one, at) => combined(own[at], one)) : newer;
  if (!isObject(own) || !isObject(newer) || nameOf(own) !== nameOf(newer)) return newer;
  const fields = Object.entries(newer).map(([name, inner]) => [name, combined(own[name], inner)]);
  return { ...own, ...Object.fromEntries(fields) };
}

const sameThings = (own: unknown[], newer: unknown[]): boolean =>
  own.length === newer.length && newer.every((one, at) => nameOf(one) !== null && nameOf(one) === nameOf(own[at]));
