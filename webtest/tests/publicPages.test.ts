import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { audit } from '../audit.ts';
import { journey } from '../journey.ts';
import { stops } from '../keyboard.ts';
import { world } from '../world.ts';

const COURSE = '/courses/better-after-betrayal';
const ORGANIZATION = `/organizations/sample-institute`;
const PAGES = [
  '/',
  COURSE,
  `${COURSE}/sample`,
  `${COURSE}/for-yourself`,
  '/intensives',
  '/intensives?after=nowhere',
  ORGANIZATION,
  '/safety',
  '/privacy',
  '/terms',
  '/verify',
  '/verify/ATTUNE-0000-0000',
  '/courses/nothing-here',
];
/** An address without anything, and a number that is none, are faults of HTTP, which the console notes. */
const missing = { expects: [/status of 40[04]/] };

/** Said only where it can be done. */
const WITH_SCRIPT = 'You can also drop the file anywhere on this page. ';

// biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not said.
const said = (page: Page): Promise<string> => page.locator('main').innerText();

for (const path of PAGES) {
  journey(`${path} is clean for everybody`, missing, async ({ page }) => {
    await page.goto(path);
    await audit(page);
  });

  journey(`${path} says the same without script`, { script: false, ...missing }, async ({ page, url }) => {
    await page.goto(path);
    const without = await said(page);
    assert.equal(await page.locator('h1').count(), 1);
    assert.ok(without.length > 100);
    const { browser } = world();
    const other = await browser.newPage({
      locale: 'en-NZ',
      timezoneId: 'Pacific/Auckland',
      viewport: { width: 1200, height: 850 },
    });
    await other.goto(url + path);
    assert.equal((await said(other)).replace(WITH_SCRIPT, ''), without);
    await other.close();
  });
}

for (const language of ['en', 'es', 'mi'])
  journey(`reading safely is on the first screen of a phone (${language})`, { script: false }, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/?language=${language}`);
    const box = await page.locator('main a[href^="/safety"]').first().boundingBox();
    assert.ok(box && box.height >= 44 && box.y + box.height <= 740, JSON.stringify(box));
  });

journey('whoever it happened to comes to whom to call by one tap', { script: false }, async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await page.getByRole('link', { name: 'Did this happen to you?' }).click();
  const now = page.getByRole('link', { name: 'Help now' });
  const box = await now.boundingBox();
  assert.ok(box && box.height >= 44 && box.y + box.height <= 740, JSON.stringify(box));
  const first = await page.getByRole('link', { name: '111' }).first().boundingBox();
  assert.ok(first && first.y + first.height <= 740, JSON.stringify(first));
  await now.click();
  const title = await page.getByRole('heading', { name: 'Help now' }).boundingBox();
  assert.ok(title && title.y >= 0 && title.y < 370, JSON.stringify(title));
});

for (const path of ['/nope', '/invitations/x', '/join/pair/none', '/learn/%E0%A4%A'])
  journey(`${path} is clean and can be left`, missing, async ({ page, url }) => {
    await page.goto(url + path);
    await audit(page);
    await page.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL((at) => !at.href.startsWith(url));
  });

journey('from home to the course, its sample and back, without script', { script: false }, async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: /Better After Betrayal/ }).click();
  await page.getByRole('link', { name: 'Read a module first' }).click();
  await page.getByRole('link', { name: 'About the course' }).first().click();
  assert.equal(new URL(page.url()).pathname, COURSE);
});

journey('a number is checked without script', { script: false, ...missing }, async ({ page }) => {
  await page.goto('/verify');
  await page.getByRole('textbox').first().fill('ATTUNE-0000-0000');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/verify\/?.*0000/);
  assert.equal(await page.locator('h1').count(), 1);
});

journey('the second stop of the tab key is the way out', {}, async ({ page }) => {
  await page.goto(COURSE);
  const { texts } = await stops(page);
  assert.deepEqual(texts.slice(0, 2), ['a “Skip to the text”', 'a “Leave this page”']);
});
