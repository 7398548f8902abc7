import assert from 'node:assert/strict';
import { audit } from '../audit.ts';
import { journey, mailedCode } from '../journey.ts';

journey('the learning page of somebody new is clean', { as: 'new@example.org' }, async ({ page }) => {
  await page.goto('/learn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await audit(page);
});

journey('an address of nothing says so', { as: 'nothing@example.org' }, async ({ page }) => {
  await page.goto('/learn/nothing/here/at/all');
  await page.getByRole('heading', { name: 'Nothing is here' }).waitFor();
  await audit(page);
});

journey('a first visit: nothing jumps, and one question is asked', { as: 'visit@example.org' }, async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) asked.push(request.postData() ?? '');
  });
  await page.goto('/learn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(asked.length, 1);
  const shifted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const sum = (entries: PerformanceEntryList) =>
          entries.reduce((total, entry) => total + (entry as PerformanceEntry & { value: number }).value, 0);
        new PerformanceObserver((list) => resolve(sum(list.getEntries()))).observe({
          type: 'layout-shift',
          buffered: true,
        });
        setTimeout(() => resolve(0), 300);
      }),
  );
  assert.ok(shifted < 0.02, `the layout shifted by ${shifted}`);
});

journey(
  'offline is said, and the page comes when one is back',
  { as: 'offline@example.org', expects: [/INTERNET_DISCONNECTED/] },
  async ({ page, context }) => {
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.setOffline(true);
    await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor();
    await audit(page);
    await context.setOffline(false);
    await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor({ state: 'detached' });
  },
);

journey(
  'when storage is refused, the page works and leaves',
  { as: 'storage@example.org' },
  async ({ page, context, exitUrl }) => {
    await context.addInitScript(() => {
      const refused = {
        get: () => {
          throw new DOMException('Refused.', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'localStorage', refused);
      Object.defineProperty(window, 'sessionStorage', refused);
    });
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL(exitUrl);
  },
);

journey(
  'when the session ends, a dialog asks for a new one over the same page',
  { as: 'ended@example.org' },
  async ({ page, context }) => {
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.clearCookies();
    await page.getByRole('navigation').getByRole('link', { name: 'Learning' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await audit(page);
    await dialog.getByLabel('Your mail address').fill('ended@example.org');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('The code from the mail').fill(await mailedCode('ended@example.org'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).pathname, '/learn');
  },
);
