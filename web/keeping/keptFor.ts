import { isDoor } from './names.ts';

/** What this device keeps: the page of an address if it does, and the list of everything. Null without a worker: then nothing is kept. */
export async function keptFor(path: string, again: () => void) {
  try {
    if (navigator.serviceWorker.controller === null) return null;
    if (isDoor(path)) {
      const page = await (await import('../attendance/keptDoor.tsx')).keptDoor(path);
      return page === null ? null : { page, List: null };
    }
    return await (await import('./kept.tsx')).keptAt(path, again);
  } catch {
    return null;
  }
}
