import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { beginner } from '../people.ts';
import { world } from '../world.ts';

const LONG = { longestMs: 240_000 };

const opened = (page: Page) => page.locator('.opened:popover-open');

/** Goes with the keyboard to a control and presses it: what opens says everything, and Escape closes it. */
async function opensByKeyboard(page: Page, name: string, says: RegExp[]): Promise<void> {
  const button = page.getByRole('button', { name }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await opened(page).waitFor();
  const words = (await opened(page).textContent()) ?? '';
  for (const said of says) assert.match(words, said);
  await page.keyboard.press('Tab');
  assert.ok(await opened(page).evaluate((box) => box.contains(document.activeElement)), 'the next stop is within');
  await page.keyboard.press('Escape');
  await opened(page).waitFor({ state: 'detached' });
  // The focus is back.
  await page.locator(':focus').and(button).waitFor();
}

async function marksOf(page: Page): Promise<void> {
  await opensByKeyboard(page, 'Contested', [/People who know the field disagree/, /doi:10\./, /change our mind: \S/]);
  await opensByKeyboard(page, 'window of tolerance', [/picture of the range of arousal/]);
  await opensByKeyboard(page, 'Grossman, 2023', [/Fundamental challenges/]);
  assert.equal(await page.locator('.callout.caution .title').first().textContent(), 'Caution');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false, 'nothing scrolls sideways');
}

for (const phone of [false, true])
  journey(`marks of a text are opened and closed${phone ? ' on a phone' : ''}`, { ...LONG, phone }, async (visit) => {
    const { page, context } = visit;
    const { email, enrollmentId } = await beginner(`marks-${phone}@example.org`);
    await signInAs(context, email);
    await page.goto(`/learn/${encodeURIComponent(enrollmentId)}/modules/1`, { waitUntil: 'networkidle' });
    const { look, clean } = looker(page);
    await marksOf(page);
    await look('a text with marks');
    clean();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.getByText('Agreement among physiologists').isVisible(), 'paper shows what cannot be opened');
  });

journey('the sample shows the same marks without a script', { ...LONG, script: false }, async ({ page }) => {
  await page.goto(`/courses/${world().course.course.slug}/sample`);
  await page.getByRole('button', { name: 'Contested' }).first().click();
  await page.getByText('Agreement among physiologists').waitFor();
});

journey('the page of a course lists its claims with their sources', LONG, async ({ page }) => {
  const { look, clean } = looker(page);
  await page.goto(`/courses/${world().course.course.slug}`);
  await page.getByRole('link', { name: /What the course claims, and on what/ }).click();
  const row = page.getByRole('row', { name: /judged the theory untenable/ });
  assert.match((await row.textContent()) ?? '', /Contested10/);
  await row.getByRole('link', { name: /Grossman, P\. \(2023\)/ }).click();
  await page.locator('#ref-grossman-2023').waitFor();
  await look('claims of a course');
  clean();
});
