import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { world } from './world.ts';

/** States of pages that the README shows. */
const PICTURED = ['home', 'player', 'quiz', 'claim', 'wallet'];

/** Keeps pictures of the window, light and dark, if they are wanted and the README shows such a state. */
export async function picture(page: Page, name: string): Promise<void> {
  const { pictures } = world();
  if (pictures === null || !PICTURED.includes(name)) return;
  const size = (page.viewportSize()?.width ?? 0) > 360 ? '' : '-phone';
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      scrollTo(0, 0);
    });
    const look = colorScheme === 'dark' ? '-dark' : '';
    await page.screenshot({ path: join(pictures, `${name}${size}${look}.png`), animations: 'disabled' });
  }
}
