import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { world } from './world.ts';

/** States of pages that the README shows. */
const PICTURED = ['home', 'player', 'quiz', 'claim', 'wallet'];
const WIDE = { width: 1200, height: 675 };
const PHONE_PX = 360;

/** Keeps pictures of the window, light and dark, if they are wanted and the README shows such a state. */
export async function picture(page: Page, name: string): Promise<void> {
  const { pictures } = world();
  const before = page.viewportSize();
  if (pictures === null || before === null || !PICTURED.includes(name)) return;
  const end = before.width === PHONE_PX ? '-phone' : '';
  if (end === '') await page.setViewportSize(WIDE);
  const focused = await page.evaluateHandle(() => document.activeElement);
  await page.evaluate(rest);
  for (const [colorScheme, look] of [
    ['dark', '-dark'],
    ['light', ''],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}${end}${look}.png`), animations: 'disabled' });
  }
  await page.setViewportSize(before);
  await focused.evaluate((element) => element instanceof HTMLElement && element.focus({ preventScroll: true }));
}

/** Nothing has the focus, and no finger is on the screen any more. */
async function rest(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  scrollTo(0, 0);
  await new Promise((resolve) => setTimeout(resolve, 500));
}
