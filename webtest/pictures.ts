import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { world } from './world.ts';

/** What the README shows. */
export const PICTURED = ['home', 'player', 'quiz', 'claim', 'wallet'] as const;
const WIDE = { width: 1200, height: 800 };
const PHONE = { width: 360, height: 740 };
/** How each picture is taken, by what its name ends in. */
const WAYS = [
  ['', 'light', WIDE],
  ['-dark', 'dark', WIDE],
  ['-phone', 'light', PHONE],
  ['-phone-dark', 'dark', PHONE],
] as const;

/** Keeps pictures of the window, if they are wanted. */
export async function picture(page: Page, name: (typeof PICTURED)[number]): Promise<void> {
  const { pictures } = world();
  if (pictures === null) return;
  const before = page.viewportSize();
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  for (const [end, colorScheme, size] of WAYS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(pictures, `${name}${end}.png`), animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
}
