import { DAY, KEPT } from './names.ts';

async function has(store: string): Promise<boolean> {
  try {
    return await caches.has(store);
  } catch {
    return false;
  }
}

/** Whether this device keeps anything. False also where the browser refuses storage. */
export const keepsHere = (): Promise<boolean> => has(KEPT);

/** Somebody is signed in: what is kept for anybody else goes. */
export async function keepOnlyFor(viewer: string): Promise<void> {
  if ((await has(KEPT)) || (await has(DAY))) await (await import('./onlyFor.ts')).keepOnlyFor(viewer).catch(() => {});
}
