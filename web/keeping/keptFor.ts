import { keepsHere } from './here.ts';

/** What this device keeps: the page of an address if it does, and the list of everything. Null where nothing is kept. */
export async function keptFor(path: string, again: () => void) {
  if (!(await keepsHere())) return null;
  return (await import('./kept.tsx')).keptAt(path, again).catch(() => null);
}
