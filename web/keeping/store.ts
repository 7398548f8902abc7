import { KEPT } from './names.ts';
import { type Kept, readable, samePlace } from './rules.ts';

export async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Under this key a module is kept: it names neither course nor module. */
const keyOf = async (path: string): Promise<string> => `/kept/${await digest(path)}`;

/** Tells whose a text is without saying it. */
export const markOf = (viewer: string): Promise<string> => digest(`attune ${viewer}`);

export async function put(kept: Kept): Promise<void> {
  const store = await caches.open(KEPT);
  await store.put(await keyOf(kept.path), Response.json(kept));
}

/** Everything that is kept, in the order of the modules. What is over is deleted on the way. */
export async function keptNow(): Promise<Kept[]> {
  if (!(await caches.has(KEPT))) return [];
  const store = await caches.open(KEPT);
  const found = await Promise.all(
    (await store.keys()).map(async (key) => {
      const value = await (await store.match(key))?.json().catch(() => null);
      const kept = readable(value, Date.now());
      if (kept === null) await store.delete(key);
      return kept;
    }),
  );
  return found.filter((kept) => kept !== null).sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

export async function find(path: string): Promise<Kept | null> {
  return (await keptNow()).find((kept) => samePlace(kept.path, path)) ?? null;
}

/** Deletes a module. Answers whether anything is left. */
export async function drop(path: string): Promise<boolean> {
  await (await caches.open(KEPT)).delete(await keyOf(path));
  return (await keptNow()).length > 0;
}
