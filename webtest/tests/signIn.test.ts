import assert from 'node:assert/strict';
import { audit } from '../audit.ts';
import { journey, mailedCode } from '../journey.ts';
import { press, type } from '../keyboard.ts';

const refused = { expects: [/status of 4\d\d/] };

journey('signs in by keyboard alone, on the way to where one was going', {}, async ({ page }) => {
  await page.goto('/learn');
  await page.waitForURL('**/sign-in?next=%2Flearn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await audit(page);
  await type(page, page.getByLabel('Your mail address'), 'keyboard@example.org');
  await page.keyboard.press('Enter');
  const code = page.getByLabel('The code from the mail');
  await code.waitFor();
  await audit(page);
  const digits = await mailedCode('keyboard@example.org');
  await type(page, code, `${digits.slice(0, 4)} ${digits.slice(4)}`);
  await page.keyboard.press('Enter');
  // Whoever signs in for the first time is asked what everybody is asked.
  await page.waitForURL('**/welcome?next=%2Flearn');
  await page.getByRole('heading', { level: 1 }).waitFor();
});

journey('a wrong code is said beside the field, and the right one still works', refused, async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Your mail address').fill('wrong@example.org');
  await press(page, page.getByRole('button', { name: 'Mail me a code' }));
  await page.getByLabel('The code from the mail').fill('00000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await audit(page);
  await page.getByLabel('The code from the mail').fill(await mailedCode('wrong@example.org'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/welcome?next=%2Flearn');
});

journey('on a phone by touch', { phone: true }, async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Your mail address').tap();
  await page.keyboard.type('touch@example.org');
  await page.getByRole('button', { name: 'Mail me a code' }).tap();
  await page.getByLabel('The code from the mail').tap();
  await page.keyboard.insertText(await mailedCode('touch@example.org'));
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await page.waitForURL('**/welcome?next=%2Flearn');
});

journey('the shell without script says what works without it', { script: false }, async ({ page }) => {
  await page.goto('/sign-in');
  assert.match((await page.locator('main').textContent()) ?? '', /needs JavaScript/);
});
