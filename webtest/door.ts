import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { recordOf, type Training } from './attending.ts';

/** Somebody who owns the organization of the course. */
export const OWNER = 'olive@example.org';
/** A page asks without a network, or without a session, and says so on the console. */
export const offline = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_RESET/];
export const facts = { as: OWNER, longestMs: 240_000, expects: offline };

export const row = (page: Page, name: string): Locator => page.locator('.names li button', { hasText: name });
export const verdict = (page: Page, word: string): Locator => page.locator('.shout .word', { hasText: word });
export const inside = (page: Page, text: string) => page.locator('.count', { hasText: text }).waitFor();
export const gone = (page: Page) => page.locator('.shout').waitFor({ state: 'detached' });
export const kept = (page: Page) => page.getByText(/^The list is on this device until/).waitFor();

export async function openDoor(page: Page, { door }: Training): Promise<void> {
  await page.goto(door);
  await page.getByRole('heading', { level: 1, name: /^Door: / }).waitFor();
}

/** Says what is on record of each guest, in their order. */
export const records = ({ guests }: Training): Promise<string[][]> => Promise.all(guests.map(({ id }) => recordOf(id)));

/** What waits on the device, whoever made it. */
export const waits = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('attune-door');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const count = request.result.transaction('signs').objectStore('signs').count();
          count.onsuccess = () => resolve(count.result);
        };
      }),
  );

export async function waitingAre(page: Page, many: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await waits(page)) !== many; tries += 1) await page.waitForTimeout(100);
  assert.equal(await waits(page), many);
}
export const nothingWaits = (page: Page) => waitingAre(page, 0);

export const listKept = (page: Page): Promise<number> =>
  page.evaluate(async () =>
    (await caches.has('attune-day')) ? (await (await caches.open('attune-day')).keys()).length : 0,
  );

export async function listGone(page: Page): Promise<void> {
  for (let tries = 0; tries < 50 && (await listKept(page)) > 0; tries += 1) await page.waitForTimeout(100);
  assert.equal(await listKept(page), 0);
}
