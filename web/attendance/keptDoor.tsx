import type { ComponentType } from 'preact';
import { dayAt, type KeptDay } from '../keeping/day.ts';
import type { Shown } from '../page.ts';
import { loadWords } from '../words/words.ts';
import { Page } from './door.tsx';
import type { List } from './rules.ts';

/** The door of an address by the list that this device keeps; null when it keeps none. */
export async function keptDoor(path: string) {
  const [kept] = await Promise.all([dayAt(path), loadWords('attendance'), loadWords('desk')]);
  if (kept === null) return null;
  const data: { doorList: List; kept: KeptDay } = { doorList: kept.data as List, kept };
  // The page that the network brings is the same one, so that what waits on it stays.
  return { Page: Page as ComponentType<Shown<never>>, data };
}
