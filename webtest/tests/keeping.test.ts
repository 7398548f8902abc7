import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { REMOVES_ITSELF } from '../../server/web/worker.ts';
import { looker } from '../audit.ts';
import { journey, mailedCode, signInAs, type Visit } from '../journey.ts';
import { held, KEEP, keeper, nothingHeld } from '../keeper.ts';
import { beginner } from '../people.ts';
import { openRelay } from '../relay.ts';

const DAY_MS = 86_400_000;
/** A page asks without a network, and says so on the console. */
const offline = { expects: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/], longestMs: 60_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** What the time box says once the server has answered. */
const COUNTS = /^(Counting now|Enough time is counted)\./;
const READING = /You are reading the text that this device keeps until/;

const sentenceOf = async (page: Page): Promise<string> =>
  (await page.locator('.text p').first().textContent())?.slice(0, 60) ?? '';

const lastHeading = (page: Page): Promise<{ top: number }> =>
  page
    .locator('.text h2')
    .last()
    .evaluate((heading) => ({ top: heading.getBoundingClientRect().top }));

/** Whether the line that was read stands where it stood. */
const lineIsAt = (top: number): boolean =>
  Math.abs(([...document.querySelectorAll('.text h2')].at(-1)?.getBoundingClientRect().top ?? 1e6) - top) < 3;

journey('a module is kept, read without a network, and comes back', offline, async ({ page, context }) => {
  const email = 'keeps@example.org';
  const { look, clean } = looker(page);
  const { path, round } = await keeper(page, email);
  await look('kept');
  const sentence = await sentenceOf(page);
  const { kept, workers } = await held(page);
  assert.equal(workers, 1);
  assert.deepEqual(
    kept.map((key) => /^\/kept\/[0-9a-f]{32}$/.test(key)),
    [true],
  );
  const text = await page.evaluate(async () => {
    const store = await caches.open('attune-kept');
    return (await Promise.all((await store.keys()).map(async (key) => (await store.match(key))?.text()))).join('');
  });
  for (const never of [email, 'reflection', 'prompt', 'answer']) assert.ok(!text.includes(`"${never}`), never);

  await context.setOffline(true);
  await page.reload();
  await page.getByText(READING).waitFor();
  assert.equal(await sentenceOf(page), sentence);
  await page.getByText('Time does not count without a network.').waitFor();
  await look('kept and offline');

  const cold = await context.newPage();
  await cold.goto(path);
  await cold.getByText(READING).waitFor();
  await cold.goto(round);
  await cold.getByRole('link', { name: /^Module 1: / }).waitFor();
  await cold.goto('/me');
  await cold.getByRole('link', { name: /^Module 1: / }).click();
  await cold.getByText(READING).waitFor();
  await cold.close();

  await page
    .locator('.text h2')
    .last()
    .evaluate((heading) => heading.scrollIntoView());
  const { top } = await lastHeading(page);
  await context.setOffline(false);
  await page.getByText(COUNTS).waitFor();
  await page.waitForFunction(lineIsAt, top);
  await page.getByText(/kept on this device until/).waitFor();
  await button(page, 'Remove').click();
  await page.getByText('Removed.').waitFor();
  await look('removed');
  await nothingHeld(page);
  clean();
});

journey('when the page itself comes, the focus is at its heading', offline, async ({ page, context }) => {
  await keeper(page, 'focus@example.org');
  await context.setOffline(true);
  await page.goto('/learn');
  await page.getByRole('link', { name: /^Module 1: / }).click();
  await page.getByText(READING).waitFor();
  await page.locator('main h1:focus').waitFor();
  await context.setOffline(false);
  await page.locator('.state[data-state]').waitFor();
  await page.locator('main h1:focus').waitFor();
});

journey('what is kept is listed in the settings, and goes one by one or all at once', {}, async ({ page }) => {
  const { look, clean } = looker(page);
  const { round } = await keeper(page, 'lists@example.org');
  for (const number of [2, 3]) {
    await page.goto(`${round}/modules/${number}`);
    await button(page, KEEP).click();
    await page.getByText(/kept on this device until/).waitFor();
  }
  await page.goto('/me');
  await button(page, /^Remove Module 2: /).click();
  await button(page, /^Remove Module 2: /).waitFor({ state: 'detached' });
  await look('list of what is kept');
  assert.equal((await held(page)).kept.length, 2);
  await button(page, 'Remove all').click();
  await page.getByText('Nothing is kept on this device any more.').waitFor();
  await look('nothing is kept any more');
  await nothingHeld(page);
  clean();
});

for (const where of ['the app', 'a public page'])
  journey(`the exit of ${where} wipes what is kept`, {}, async ({ page, exitUrl }) => {
    await keeper(page, `exits${where.length}@example.org`);
    if (where !== 'the app') await page.goto('/safety');
    await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
    await page.waitForURL(exitUrl);
    await page.goto('/verify');
    await nothingHeld(page);
  });

journey('without a network the exit wipes it too', offline, async ({ page, context }) => {
  await keeper(page, 'exits-offline@example.org');
  await context.setOffline(true);
  await page.reload();
  await page.getByText(READING).waitFor();
  await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
  await page.waitForFunction(() => location.protocol === 'chrome-error:');
  await context.setOffline(false);
  await page.goto('/verify');
  await nothingHeld(page);
});

journey('signing out wipes what is kept', {}, async ({ page }) => {
  await keeper(page, 'signs-out@example.org');
  await page.goto('/me');
  await button(page, 'Sign out here').click();
  await page.waitForURL((url) => url.pathname === '/');
  await nothingHeld(page);
});

journey('erasing the account wipes what is kept', { expects: [/status of 401/] }, async ({ page }) => {
  const email = 'erases@example.org';
  await keeper(page, email);
  await page.goto('/me');
  await button(page, 'Erase my account').click();
  await page.getByLabel('Type your mail address to confirm').fill(email);
  await button(page, 'Erase it').click();
  await page.getByRole('dialog').waitFor();
  await nothingHeld(page);
});

journey('another person who signs in finds nothing that was kept before', {}, async ({ page, context }) => {
  await keeper(page, 'first@example.org');
  await context.clearCookies();
  await signInAs(context, 'second@example.org');
  await page.goto('/learn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await nothingHeld(page);
});

journey('the same person who signs in again still has it', {}, async ({ page, context }) => {
  const email = 'again@example.org';
  const { path } = await keeper(page, email);
  await context.clearCookies();
  await page.goto(path);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your mail address').fill(email);
  await page.keyboard.press('Enter');
  await dialog.getByLabel('The code from the mail').fill(await mailedCode(email));
  await page.keyboard.press('Enter');
  await page.locator('.state[data-state]').waitFor();
  assert.equal((await held(page)).kept.length, 1);
});

journey('after 14 days it is gone', {}, async ({ page }) => {
  const { path } = await keeper(page, 'days@example.org');
  await page.clock.setFixedTime(Date.now() + 13 * DAY_MS);
  await page.goto(path);
  await page.getByText(/kept on this device until/).waitFor();
  await page.clock.setFixedTime(Date.now() + 14 * DAY_MS);
  await page.goto(path);
  await button(page, KEEP).waitFor();
  assert.deepEqual((await held(page)).kept, []);
});

journey('in discreet mode nothing can be kept, and switching it on wipes what is', {}, async ({ page }) => {
  const { path } = await keeper(page, 'discreet-keeps@example.org');
  await page.goto('/me');
  await page.getByLabel('Discreet mode').check();
  await nothingHeld(page);
  await page.goto(path);
  await page.getByRole('heading', { name: 'Help now' }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await button(page, KEEP).count(), 0);
});

for (const [how, refuse] of Object.entries({
  'storage is refused': () =>
    Object.defineProperty(window, 'caches', {
      get: () => {
        throw new DOMException('Refused.', 'SecurityError');
      },
    }),
  'storage is full': () => {
    Cache.prototype.put = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
  },
  'the worker is refused': () => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('Refused.', 'SecurityError'));
  },
}))
  journey(`when ${how}, one sentence says so and nothing breaks`, {}, async ({ page, context }) => {
    const email = `${how.replaceAll(' ', '-')}@example.org`;
    const { enrollmentId } = await beginner(email);
    await signInAs(context, email);
    const refused = await context.addInitScript(refuse);
    await page.goto(`/learn/${encodeURIComponent(String(enrollmentId))}/modules/1`);
    await button(page, KEEP).click();
    await page.getByText('This browser could not keep the module. Nothing was kept.').waitFor();
    await page.getByText(COUNTS).waitFor();
    await refused.dispose();
    await page.goto('/learn');
    await nothingHeld(page);
  });

journey('nothing is loaded or registered for whoever keeps nothing', {}, async ({ page, context }) => {
  const { enrollmentId } = await beginner('keeps-nothing@example.org');
  await signInAs(context, 'keeps-nothing@example.org');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`/learn/${encodeURIComponent(String(enrollmentId))}/modules/1`);
  await button(page, KEEP).waitFor();
  assert.deepEqual(
    asked.filter((path) => /service-worker|\/(keep|kept|store|onlyFor|list)-/.test(path)),
    [],
  );
  await nothingHeld(page);
});

/** Journeys with something between browser and server. Its address is another one of the same site. */
function between(name: string, play: (visit: Visit, relay: Awaited<ReturnType<typeof openRelay>>) => Promise<void>) {
  journey(name, { expects: [/^foreign: http:\/\/localhost:/, /status of 503/] }, async (visit) => {
    const relay = await openRelay();
    try {
      await play(visit, relay);
      await visit.page.goto('/verify');
    } finally {
      relay.stop();
    }
  });
}

between('where the server no longer wants it, the worker removes itself and what is kept', async ({ page }, relay) => {
  const { path } = await keeper(page, 'replaced@example.org', relay.url);
  relay.stand((asked, response) => {
    if (asked !== '/service-worker.js') return false;
    // As with KEEP_MODULES=off.
    response.setHeader('Content-Type', 'text/javascript').end(REMOVES_ITSELF);
    return true;
  });
  await page.goto(path);
  await nothingHeld(page);
});

between('a slow network shows what is kept; a server that answers is never passed over', async ({ page }, relay) => {
  const { path } = await keeper(page, 'slow@example.org', relay.url);
  const open: ServerResponse[] = [];
  relay.stand((_asked, response) => open.push(response) > 0);
  await page.goto(path);
  await page.getByText(READING).waitFor();
  for (const response of open) response.destroy();
  relay.stand((asked, response) => {
    if (asked !== new URL(path).pathname) return false;
    response.writeHead(503, { 'content-type': 'text/html' }).end('<!doctype html><title>Busy</title><h1>Busy</h1>');
    return true;
  });
  await page.goto(path);
  await page.getByRole('heading', { name: 'Busy' }).waitFor();
  relay.stand(() => false);
  await page.goto(path);
  await page.locator('.state[data-state]').waitFor();
});
