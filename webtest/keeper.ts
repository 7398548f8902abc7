import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { signInAs } from './journey.ts';
import { beginner } from './people.ts';

export const KEEP = 'Keep this module on this device';

/** Everything of the app that this device holds: stores with what lies in them, and workers. */
export async function held(page: Page): Promise<{ kept: string[]; stores: string[]; workers: number }> {
  return await page.evaluate(async () => {
    const stores = await caches.keys();
    const kept = stores.includes('attune-kept') ? await (await caches.open('attune-kept')).keys() : [];
    const workers = await navigator.serviceWorker.getRegistrations();
    return { stores, kept: kept.map(({ url }) => new URL(url).pathname), workers: workers.length };
  });
}

/** Opens no store: opening one that goes in this moment makes it anew. */
const holdsNothing = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const [stores, workers] = [await caches.keys(), await navigator.serviceWorker.getRegistrations()];
    return stores.length + workers.length === 0;
  });

/** What was kept goes while the page already shows something else. */
export async function nothingHeld(page: Page): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await holdsNothing(page)) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await held(page), { kept: [], stores: [], workers: 0 });
}

/** Somebody who has begun the course, with a module kept in this browser; the first unless another is named. */
export async function keeper(
  page: Page,
  email: string,
  site = '',
  number = 1,
): Promise<{ path: string; round: string }> {
  const { enrollmentId } = await beginner(email);
  await signInAs(page.context(), email);
  const round = `${site}/learn/${encodeURIComponent(String(enrollmentId))}`;
  await page.goto(`${round}/modules/${number}`);
  await page.getByRole('button', { name: KEEP }).click();
  await page.getByText(/kept on this device until/).waitFor();
  return { path: `${round}/modules/${number}`, round };
}
