import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { audit } from '../audit.ts';
import { journey, signInAgain, signInAs, type Visit } from '../journey.ts';
import { learnerAt } from '../people.ts';
import { button, open } from '../states.ts';
import { said } from '../told.ts';
import { world } from '../world.ts';

const NETWORK = { expects: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED|status of 503/] };
const ENDED = { expects: [/status of (401|409)/] };
const HOUR_MS = 3_600_000;

const counting = (page: Page) => page.locator('.time .state:is([data-state="COUNTING"], [data-state="ENOUGH"])');
const state = (page: Page, text: string) => page.locator('.time .state', { hasText: text });
const ELSEWHERE = 'You are reading in another tab';
const counted = async (page: Page): Promise<number> =>
  Number(await page.locator('.time progress').getAttribute('value'));

/** Opens the module of somebody new. */
async function read({ page, context }: Visit, email: string) {
  const learner = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  const address = `${learner.round}/modules/1`;
  await open(page, address);
  await counting(page).waitFor();
  return { ...learner, address };
}

journey('two tabs of one module: one counts, and “Go on here” changes which', {}, async (visit) => {
  const { page, context } = visit;
  const { address } = await read(visit, 'two-tabs@example.org');
  const other = await context.newPage();
  await open(other, address);
  await state(other, ELSEWHERE).waitFor();
  await audit(other);
  await button(other, 'Go on here').click();
  await counting(other).waitFor();
  await button(page, 'I have read to the end').click();
  await state(page, ELSEWHERE).waitFor();
  assert.equal((await said(page, /^You are reading in another tab/)).length, 1);
  const before = await counted(page);
  await button(page, 'Go on here').click();
  await counting(page).waitFor();
  assert.ok((await counted(page)) >= before);
});

const quickly = { expects: [/ERR_FAILED/] };
journey('a tab that died is no other reader: the next one of this browser counts at once', quickly, async (visit) => {
  const { page, context } = visit;
  const { address } = await read(visit, 'died@example.org');
  await context.route('**/graphql', (route) =>
    route.request().postData()?.includes('"STOP"') ? route.abort() : route.fallback(),
  );
  const other = await context.newPage();
  await page.goto('/livez');
  await open(other, address);
  await counting(other).waitFor();
  assert.deepEqual(await said(other, /^You are reading in another tab/), []);
  await other.reload();
  await counting(other).waitFor();
  assert.deepEqual(await said(other, /^You are reading in another tab/), []);
});

journey('another browser that reads is asked for: no tab takes the count from it unasked', {}, async (visit) => {
  const { page, context } = visit;
  const { address } = await read(visit, 'two-browsers@example.org');
  const browser = context.browser();
  assert.ok(browser);
  const second = await browser.newContext();
  await signInAs(second, 'two-browsers@example.org');
  const other = await second.newPage();
  await open(other, new URL(address, page.url()).href);
  await state(other, ELSEWHERE).waitFor();
  await second.close();
  await counting(page).waitFor();
});

journey(
  'the server is killed between two beats: the page says so, and nothing that was counted is lost',
  { ...NETWORK, longestMs: 60_000 },
  async (visit) => {
    const { page } = visit;
    await read(visit, 'killed@example.org');
    await button(page, 'I have read to the end').click();
    await page.getByText('Noted.').waitFor();
    await page.locator('#reflection-text').fill('Written while nobody answers.');
    const before = await counted(page);
    await world().server.restart(async () => {
      await button(page, 'I have read to the end').click();
      await state(page, 'You are offline').waitFor({ timeout: 20_000 });
    });
    await button(page, 'I have read to the end').click();
    await counting(page).waitFor({ timeout: 30_000 });
    assert.ok((await counted(page)) >= before);
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    assert.equal((await said(page, /^You are offline/)).length, 1);
  },
);

journey('offline in the player: it is said once, and the count goes on by itself', NETWORK, async (visit) => {
  const { page, context } = visit;
  await read(visit, 'offline-player@example.org');
  await context.setOffline(true);
  await state(page, 'offline').waitFor();
  await page.locator('#reflection-text').fill('Written without a network.');
  await button(page, 'Save').click();
  await page.getByText('Not saved yet.').waitFor();
  await audit(page);
  await context.setOffline(false);
  await counting(page).waitFor();
  await page.getByText('Saved.').waitFor();
  assert.equal((await said(page, /offline/i)).length, 1, (await said(page, /offline/i)).join(' | '));
});

for (const status of [429, 503] as const)
  journey(
    `an answer of ${status} in the player: it is said once, and nobody asks before the time`,
    { expects: [new RegExp(`status of ${status}`)], network: true },
    async (visit) => {
      const { page, context, network } = visit;
      await context.clock.install();
      await read(visit, `busy-player-${status}@example.org`);
      await button(page, 'I have read to the end').click();
      await page.getByText('Noted.').waitFor();
      const before = await counted(page);
      network.busy(1, 50, status);
      await context.clock.fastForward(25_000);
      await state(page, 'The server is busy.').waitFor();
      const asked = network.asked.length;
      await context.clock.runFor(20_000);
      assert.equal(network.asked.length, asked);
      await context.clock.runFor(30_000);
      await counting(page).waitFor();
      assert.ok((await counted(page)) >= before);
      assert.equal((await said(page, /^The server is busy/)).length, 1);
    },
  );

journey(
  'the session ends in the player: one dialog on the same page, and what waited is sent',
  ENDED,
  async (visit) => {
    const { page, context } = visit;
    const email = 'ended-player@example.org';
    await read(visit, email);
    await page.locator('#reflection-text').fill('Written when the session had ended.');
    await context.clearCookies();
    await button(page, 'Save').click();
    await button(page, 'Save').waitFor();
    await signInAgain(page, email);
    await page.getByText('Saved.').waitFor();
    await counting(page).waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.reload();
    await page.locator('main h1').waitFor();
    assert.equal(await page.locator('#reflection-text').inputValue(), 'Written when the session had ended.');
  },
);

journey('another person signs in over the player: what the first wrote stays theirs', ENDED, async (visit) => {
  const { page, context } = visit;
  const { client, enrollmentId, address } = await read(visit, 'first-reader@example.org');
  await page.locator('#reflection-text').fill('For the first alone.');
  await context.clearCookies();
  await button(page, 'Save').click();
  await signInAgain(page, 'second-reader@example.org');
  await page.waitForURL(/\/(learn|welcome)(\?|$)/);
  await page.locator('#reflection-text').waitFor({ state: 'detached' });
  await page.locator('main h1').waitFor();
  await page.goto(address);
  await page.getByRole('heading', { name: 'Nothing is here' }).waitFor();
  const { modules } = await client.run('ReadModules', { enrollmentId });
  assert.equal(Object.values(modules ?? {}).length, 1);
});

/** Signs out in another tab, under “You”. */
async function signOutElsewhere({ context }: Visit): Promise<void> {
  const other = await context.newPage();
  await open(other, '/me');
  await button(other, 'Sign out').click();
  await other.waitForURL((at) => at.pathname === '/');
  await other.close();
}

/** The page is covered: nothing of it is seen but the dialog and the way out. */
async function covered(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
  assert.equal(await page.locator('main').isVisible(), false);
  await audit(page);
  assert.equal(await page.locator('.top .leave').isVisible(), true);
}

journey('signing out in one tab covers another, which keeps what was written there', ENDED, async (visit) => {
  const { page } = visit;
  const email = 'two-tabs-out@example.org';
  await read(visit, email);
  await page.locator('#reflection-text').fill('Not sent before signing out.');
  await signOutElsewhere(visit);
  await covered(page);
  await signInAgain(page, email);
  await page.locator('main').waitFor({ state: 'visible' });
  assert.equal(await page.locator('#reflection-text').inputValue(), 'Not sent before signing out.');
  await button(page, 'Save').click();
  await page.getByText('Saved.').waitFor();
  await signOutElsewhere(visit);
  await covered(page);
});

journey('another person who signs in over a covered tab sees nothing of the first', ENDED, async (visit) => {
  const { page } = visit;
  await read(visit, 'covered-first@example.org');
  await page.locator('#reflection-text').fill('Seen by the first alone.');
  await signOutElsewhere(visit);
  await covered(page);
  await signInAgain(page, 'covered-second@example.org');
  await page.waitForURL(/\/(learn|welcome)(\?|$)/);
  await page.locator('#reflection-text').waitFor({ state: 'detached' });
  await page.locator('main h1').waitFor({ state: 'visible' });
});

for (const hours of [-24, 24])
  journey(`a clock that is wrong by ${hours} hours: the count is the server’s`, {}, async (visit) => {
    const { page, context } = visit;
    await context.clock.install({ time: Date.now() + hours * HOUR_MS });
    const { address } = await read(visit, `clock-player${hours}@example.org`);
    const other = await context.newPage();
    await open(other, address);
    await state(other, ELSEWHERE).waitFor();
    await button(page, 'I have read to the end').click();
    await page.getByText('Noted.').waitFor();
    await counting(page).waitFor();
  });
