import { KEPT } from './names.ts';

/** Whether this device keeps anything. False also where the browser refuses storage. */
export async function keepsHere(): Promise<boolean> {
  try {
    return await caches.has(KEPT);
  } catch {
    return false;
  }
}

/** Somebody is signed in: what is kept for anybody else goes. */
export async function keepOnlyFor(viewer: string): Promise<void> {
  if (await keepsHere()) await (await import('./onlyFor.ts')).keepOnlyFor(viewer).catch(() => {});
}
