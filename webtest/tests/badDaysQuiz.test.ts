import assert from 'node:assert/strict';
import type { Page, Route } from 'playwright-core';
import { journey, signInAgain, signInAs, type Visit } from '../journey.ts';
import { beginner, readerOf } from '../people.ts';
import { button, open } from '../states.ts';
import { world } from '../world.ts';

/** What a browser says itself of a network that is gone or a server that is busy. */
const NETWORK = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (409|503)/];
const question = (page: Page, place: number) => page.locator('fieldset').nth(place - 1);
const saved = (page: Page, place: number) => question(page, place).getByText(/^Saved \d/);

/** Signs in somebody new, and starts the quiz before the course. Answers how many questions it has. */
async function begin({ page, context }: Visit, email: string) {
  const { enrollmentId, quizzes, client } = await beginner(email);
  await signInAs(context, email);
  const quiz = quizzes.find(({ kind }) => String(kind) === 'PRE_TEST');
  const address = `/learn/${encodeURIComponent(enrollmentId)}/quizzes/${encodeURIComponent(String(quiz?.id))}`;
  await open(page, address);
  await button(page, 'Start').click();
  await question(page, 1).waitFor();
  return { address, client, enrollmentId, count: await page.locator('fieldset').count() };
}

/** Chooses the first option of a question. */
const choose = (page: Page, place: number) => question(page, place).getByRole('radio').first().check();
const chosen = async (page: Page, place: number) => question(page, place).getByRole('radio').first().isChecked();

journey('offline in the middle of a quiz and back: nothing is lost', { expects: NETWORK }, async (visit) => {
  const { page, context } = visit;
  const { count } = await begin(visit, 'offline-quiz@example.org');
  await choose(page, 1);
  await saved(page, 1).waitFor();
  await context.setOffline(true);
  await page.getByText('You are offline. This page stays.').waitFor();
  for (let place = 2; place <= count; place += 1) await choose(page, place);
  await question(page, 2).getByText('Not saved yet').waitFor();
  await page.getByText(`${count} of ${count} answered`).waitFor();
  await button(page, 'Hand in').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.getByText('You are offline. Your answers are kept in this tab.').first().waitFor();
  await context.setOffline(false);
  for (let place = 2; place <= count; place += 1) await saved(page, place).waitFor();
  await page.reload();
  await question(page, 1).waitFor();
  for (let place = 1; place <= count; place += 1) assert.ok(await chosen(page, place), `question ${place} is lost`);
});

journey(
  'the tab is closed while it is offline: what waited comes back with it',
  { expects: NETWORK },
  async (visit) => {
    const { page, context } = visit;
    const { address } = await begin(visit, 'closed-quiz@example.org');
    await context.route('**/graphql', (route) => route.abort());
    await choose(page, 3);
    await question(page, 3).getByText('Not saved yet').waitFor();
    await page.goto('about:blank');
    await context.unroute('**/graphql');
    await open(page, address);
    await saved(page, 3).waitFor();
    assert.ok(await chosen(page, 3));
  },
);

journey('two tabs of one quiz: each shows the last answer', {}, async (visit) => {
  const { page, context } = visit;
  const { address } = await begin(visit, 'two-tabs-quiz@example.org');
  const other = await context.newPage();
  await open(other, address);
  await question(other, 1).getByRole('radio').nth(1).check();
  await saved(other, 1).waitFor();
  await page.waitForFunction(() => document.querySelectorAll<HTMLInputElement>('fieldset input')[1]?.checked);
  await choose(page, 1);
  await saved(page, 1).waitFor();
  await other.waitForFunction(() => document.querySelectorAll<HTMLInputElement>('fieldset input')[0]?.checked);
});

const ENDED = { expects: [/status of 401/] };

journey('the session ends in a quiz: the answer waits, and is saved after signing in', ENDED, async (visit) => {
  const { page, context } = visit;
  const email = 'ended-quiz@example.org';
  await begin(visit, email);
  await context.clearCookies();
  await choose(page, 1);
  await signInAgain(page, email);
  await saved(page, 1).waitFor();
  assert.ok(await chosen(page, 1));
});

journey(
  'another person signs in on the page: nothing of the first is sent for them',
  { expects: [/status of (401|409)/] },
  async (visit) => {
    const { page, context } = visit;
    const { client, enrollmentId } = await begin(visit, 'first-person@example.org');
    await choose(page, 1);
    await saved(page, 1).waitFor();
    await context.clearCookies();
    await choose(page, 2);
    await signInAgain(page, 'second-person@example.org');
    await page.waitForURL(/\/(learn|welcome)(\?|$)/);
    await page.locator('main h1').waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    const { quizzes } = await client.run('Quizzes', { enrollmentId });
    const open = Object.values(quizzes ?? {}).find(({ kind }) => String(kind) === 'PRE_TEST');
    assert.ok(open !== undefined);
  },
);

journey('a busy server: 503 with Retry-After is obeyed, said, and made good', { expects: NETWORK }, async (visit) => {
  const { page, context } = visit;
  await begin(visit, 'busy-quiz@example.org');
  const asked: number[] = [];
  await context.route('**/graphql', (route: Route) => {
    asked.push(Date.now());
    if (asked.length > 3) return route.continue();
    return route.fulfill({
      status: 503,
      headers: { 'retry-after': '1' },
      json: { errors: [{ message: 'The service is busy.', extensions: { code: 'UNAVAILABLE' } }] },
    });
  });
  await choose(page, 1);
  await question(page, 1).getByText('Not saved yet').waitFor();
  await saved(page, 1).waitFor({ timeout: 20_000 });
  for (const [at, moment] of asked.slice(1, 4).entries())
    assert.ok(moment - (asked[at] ?? 0) >= 990, `asked again after ${moment - (asked[at] ?? 0)} ms`);
});

const reader = readerOf('clock@example.org');

for (const hours of [-24, 24])
  journey(
    `a clock that is wrong by ${hours} hours: the time left is the server’s`,
    { longestMs: 90_000 },
    async (visit) => {
      const { page, context } = visit;
      const { email, enrollmentId, quizzes } = await reader();
      await signInAs(context, email);
      await context.clock.install({ time: Date.now() + hours * 3_600_000 });
      const quiz = quizzes.find(({ kind }) => String(kind) === 'POST_TEST');
      await open(page, `/learn/${encodeURIComponent(enrollmentId)}/quizzes/${encodeURIComponent(String(quiz?.id))}`);
      const start = button(page, /^Start/);
      await start.or(question(page, 1)).first().waitFor();
      if (await start.isVisible()) await start.click();
      await question(page, 1).waitFor();
      await page.getByText(/^(60|59|58) minutes left/).waitFor();
      // The machine sleeps for an hour and a half. By the server's clock there is time, and it goes on.
      await choose(page, 1).catch(() => {});
      await context.clock.fastForward(90 * 60_000);
      await page.getByText(/^(60|59|58) minutes left/).waitFor();
    },
  );

journey('storage is refused: a quiz works all the same', { expects: NETWORK }, async (visit) => {
  const { page, context } = visit;
  await context.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
  });
  await begin(visit, 'no-storage@example.org');
  await choose(page, 1);
  await saved(page, 1).waitFor();
  await context.setOffline(true);
  await choose(page, 2);
  await question(page, 2).getByText('Not saved yet').waitFor();
  await context.setOffline(false);
  await saved(page, 2).waitFor();
  assert.equal(new URL(page.url()).origin, new URL(world().server.url).origin);
  // laws.ts looks into the storage at the end, which this page refuses.
  await page.goto('about:blank');
});
