import { DAY } from './names.ts';
import { samePlace } from './rules.ts';
import { digest } from './store.ts';

/** What a build of today writes; what another wrote is not read. */
const FORM = 1;
/** No list of people stays longer. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** What a page keeps on this device for its day. */
export type KeptDay = {
  form: number;
  path: string;
  until: number;
  /** Tells one person from another, and not who it is. */
  whose: string;
  data: unknown;
};

/** What may still be shown of what was kept; null where its day is over, or it is of another form. */
function readable(value: unknown, now: number): KeptDay | null {
  if (typeof value !== 'object' || value === null) return null;
  const { form, until, path, whose } = value as Partial<KeptDay>;
  if (form !== FORM || typeof until !== 'number' || typeof path !== 'string' || typeof whose !== 'string') return null;
  // A clock that was set back makes no day longer.
  return now < until && until - now <= LONGEST_MS ? (value as KeptDay) : null;
}

const keyOf = async (path: string): Promise<string> => `/day/${await digest(path)}`;

export async function putDay(kept: Omit<KeptDay, 'form'>): Promise<void> {
  const store = await caches.open(DAY);
  await store.put(await keyOf(kept.path), Response.json({ form: FORM, ...kept }));
}

/** Everything that is kept for its day. What is over is deleted on the way. */
export async function daysNow(): Promise<KeptDay[]> {
  if (!(await caches.has(DAY))) return [];
  const store = await caches.open(DAY);
  const found = await Promise.all(
    (await store.keys()).map(async (key) => {
      const value = await (await store.match(key))?.json().catch(() => null);
      const kept = readable(value, Date.now());
      if (kept === null) await store.delete(key);
      return kept;
    }),
  );
  return found.filter((kept) => kept !== null);
}

export async function dayAt(path: string): Promise<KeptDay | null> {
  return (await daysNow()).find((kept) => samePlace(kept.path, path)) ?? null;
}
