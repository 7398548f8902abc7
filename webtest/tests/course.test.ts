import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { earn, enroll, enter, introduce, license, study, type Walk } from '../course.ts';
import { type Hands, keyboard, touch } from '../hands.ts';
import { journey } from '../journey.ts';
import { owner } from '../people.ts';
import { picture } from '../pictures.ts';

async function walkAll(walk: Walk, more: (walk: Walk) => Promise<void> = async () => {}): Promise<void> {
  await enter(walk);
  await enroll(walk, 'To show a board or an employer');
  await introduce(walk);
  await more(walk);
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
    await owner();
    const { look, clean } = looker(page);
    const looked = async (what: string) => {
      await picture(page, what);
      await look(what);
    };
    await walkAll(walkOf(page, keyboard(page), 'Robin Example', looked), license);
    clean();
  },
);

journey(
  'from the first page to the certificate by touch on a phone',
  { phone: true, longestMs: 240_000 },
  async ({ page }) => {
    const look = async (what: string) => {
      await picture(page, what);
      const { wide, screen } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      assert.ok(wide <= screen, `${what} scrolls sideways: ${wide} of ${screen} px`);
    };
    await walkAll(walkOf(page, touch(page), 'Kim Example', look));
  },
);
