import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { earn, enroll, enter, introduce, study, type Walk } from '../course.ts';
import { type Hands, keyboard, touch } from '../hands.ts';
import { journey } from '../journey.ts';

async function walkAll(walk: Walk): Promise<void> {
  await enter(walk);
  await enroll(walk, 'To show a board or an employer');
  await introduce(walk);
  await study(walk);
  await earn(walk);
  assert.match((await walk.page.locator('main').textContent()) ?? '', /specimen/i);
}

const walkOf = (page: Page, hands: Hands, name: string, look: Walk['look']): Walk => ({
  ...{ page, hands, name, look },
  email: `${name.split(' ')[0]?.toLowerCase()}@example.org`,
});

journey(
  'from the first page to the certificate by keyboard alone, and each page is clean',
  { longestMs: 240_000 },
  async ({ page }) => {
    const { look, clean } = looker(page);
    await walkAll(walkOf(page, keyboard(page), 'Robin Example', look));
    clean();
  },
);

journey(
  'from the first page to the certificate by touch on a phone',
  { phone: true, longestMs: 240_000 },
  async ({ page }) => {
    const look = async (what: string) => {
      const { wide, screen } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      assert.ok(wide <= screen, `${what} scrolls sideways: ${wide} of ${screen} px`);
    };
    await walkAll(walkOf(page, touch(page), 'Kim Example', look));
  },
);
