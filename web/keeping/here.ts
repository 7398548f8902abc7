import { DAY, KEPT } from './names.ts';

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
  const keeps = (await keepsHere()) || (await caches.has(DAY).catch(() => false));
  if (keeps) await (await import('./onlyFor.ts')).keepOnlyFor(viewer).catch(() => {});
}
