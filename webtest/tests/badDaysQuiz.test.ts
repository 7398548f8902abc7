import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { audit } from '../audit.ts';
import { inDatabase, uuidOf } from '../database.ts';
import { journey, signInAgain, signInAs, type Visit } from '../journey.ts';
import { learnerAt } from '../people.ts';
import { button, open } from '../states.ts';
import { said } from '../told.ts';

/** What a browser says itself of a network that is gone or a server that is busy. */
const NETWORK = { expects: [/ERR_INTERNET_DISCONNECTED|status of 503/] };
const ENDED = { expects: [/status of (401|409)/] };
const HOUR_MS = 3_600_000;

const question = (page: Page, place: number) => page.locator('fieldset').nth(place - 1);
const saved = (page: Page, place: number) => question(page, place).getByText(/^Saved \d/);
const radios = (page: Page) => page.locator('fieldset').filter({ has: page.getByRole('radio') });
const choose = (page: Page, place: number, option = 0) =>
  radios(page).nth(place).getByRole('radio').nth(option).check();
const chosen = (page: Page, place: number, option = 0) =>
  radios(page).nth(place).getByRole('radio').nth(option).isChecked();
const savedAt = (page: Page, place: number) =>
  radios(page)
    .nth(place)
    .getByText(/^Saved \d/);
const ordering = (page: Page) => page.locator('fieldset').filter({ has: page.getByRole('button', { name: /^Up: / }) });
const order = (page: Page) => ordering(page).getByRole('listitem').allTextContents();

type Begun = Awaited<ReturnType<typeof learnerAt>> & { address: string; count: number };

/** Signs in somebody new and starts the check of their module: an order, a choice of several, and choices of one. */
async function begin({ page, context }: Visit, email: string): Promise<Begun> {
  const learner = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  const quiz = learner.quizzes.find(({ kind }) => String(kind) === 'MODULE_CHECK');
  const address = `${learner.round}/quizzes/${encodeURIComponent(String(quiz?.id))}`;
  await open(page, address);
  await button(page, 'Start').click();
  await question(page, 1).waitFor();
  return { ...learner, address, count: await page.locator('fieldset').count() };
}

journey('offline in the middle of a quiz and back: nothing is lost', NETWORK, async (visit) => {
  const { page, context } = visit;
  const { count } = await begin(visit, 'offline-quiz@example.org');
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  await context.setOffline(true);
  await page.getByText('You are offline. This page stays.').waitFor();
  // The last of several answers to one question is the one that counts.
  await choose(page, 0, 1);
  await choose(page, 0, 2);
  await choose(page, 1);
  await choose(page, 2, 1);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^Up: / }).last().click();
  const wanted = await order(page);
  await page.getByText(`${count} of ${count} answered`).waitFor();
  await page
    .getByText('Not saved yet. We try')
    .nth(count - 1)
    .waitFor();
  await audit(page);
  await button(page, 'Hand in').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.getByText('You are offline. Your answers are kept in this tab.').waitFor();
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  for (let place = 1; place <= count; place += 1) await saved(page, place).waitFor();
  assert.equal((await said(page, /^You are offline\. This page stays/)).length, 1);
  assert.equal((await said(page, /^Not saved yet\. Your answers/)).length, 1);
  assert.equal((await said(page, /^Everything is saved/)).length, 1);
  await page.reload();
  await question(page, 1).waitFor();
  assert.deepEqual(await order(page), wanted);
  assert.deepEqual(
    [
      await chosen(page, 0, 2),
      await chosen(page, 1),
      await chosen(page, 2, 1),
      await page.getByRole('checkbox').first().isChecked(),
    ],
    [true, true, true, true],
  );
});

journey('a tab is loaded anew without a network: what waited is sent when it is back', NETWORK, async (visit) => {
  const { page, context } = visit;
  const { address } = await begin(visit, 'closed-quiz@example.org');
  await context.setOffline(true);
  await choose(page, 2);
  await radios(page).nth(2).getByText('Not saved yet').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  await context.setOffline(false);
  await open(page, address);
  await savedAt(page, 2).waitFor();
  assert.ok(await chosen(page, 2));
});

journey('two tabs of one quiz: each shows the last answer, and both the result', {}, async (visit) => {
  const { page, context } = visit;
  const { address, count } = await begin(visit, 'two-tabs-quiz@example.org');
  const other = await context.newPage();
  await open(other, address);
  await choose(other, 0, 1);
  await savedAt(other, 0).waitFor();
  await isChosen(page, 0, 1);
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  await isChosen(other, 0, 0);
  for (const place of [1, 2]) await choose(other, place);
  await other.getByRole('checkbox').first().check();
  await button(other, 'This order is my answer').click();
  await page.getByText(`${count} of ${count} answered`).waitFor();
  await button(page, 'Hand in').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  for (const tab of [page, other]) await tab.getByText(/of 5 right: \d+ percent/).waitFor();
  assert.equal((await said(other, /^(Passed|Not passed)$/)).length, 1);
});

const isChosen = (page: Page, place: number, option: number) =>
  page.waitForFunction(
    ([at, of]) => {
      const fields = [...document.querySelectorAll('fieldset')].filter((one) => one.querySelector('[type=radio]'));
      return fields[at as number]?.querySelectorAll<HTMLInputElement>('[type=radio]')[of as number]?.checked;
    },
    [place, option],
  );

journey('the session ends in a quiz: the answer waits, and is saved after signing in', ENDED, async (visit) => {
  const { page, context } = visit;
  const email = 'ended-quiz@example.org';
  await begin(visit, email);
  await context.clearCookies();
  await choose(page, 0);
  await signInAgain(page, email);
  await savedAt(page, 0).waitFor();
  assert.ok(await chosen(page, 0));
});

journey('another person signs in over a quiz: nothing of the first is sent for them', ENDED, async (visit) => {
  const { page, context } = visit;
  const { enrollmentId, client } = await begin(visit, 'first-person@example.org');
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  await context.clearCookies();
  await choose(page, 1);
  await signInAgain(page, 'second-person@example.org');
  await page.waitForURL(/\/(learn|welcome)(\?|$)/);
  await page.locator('main h1').waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  assert.equal(await savedIn(enrollmentId), 1);
  await client.run('Quizzes', { enrollmentId });
});

/** How many answers are saved in the attempts of a round. */
const savedIn = (enrollmentId: string) =>
  inDatabase(async (sql) => {
    const [row] =
      await sql`select count(*)::int as saved from attempt_questions q join quiz_attempts a on a.id = q.attempt_id
      where a.enrollment_id = ${uuidOf(enrollmentId)} and q.saved_at is not null`;
    return row?.saved as number;
  });

journey('a busy server is left in peace for as long as it asks', { ...NETWORK, network: true }, async (visit) => {
  const { page, context, network } = visit;
  await begin(visit, 'busy-quiz@example.org');
  // A short wait is waited for and nothing is said.
  network.busy(1, 2);
  const before = network.asked.length;
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  const [first = 0, second = 0] = network.asked.slice(before);
  assert.ok(second - first >= 1_990, `asked again after ${second - first} ms`);
  // A long one is said in words, and nobody asks before it is over.
  await context.clock.install();
  network.busy(1, 45);
  await choose(page, 1);
  await radios(page).nth(1).getByText('Not saved yet').waitFor();
  const asked = network.asked.length;
  await context.clock.runFor(40_000);
  assert.equal(network.asked.length, asked);
  await context.clock.runFor(15_000);
  await savedAt(page, 1).waitFor();
  assert.equal((await said(page, /^Not saved yet\. Your answers/)).length, 1);
});

journey(
  'a page that a busy server does not send says when to try again',
  { ...NETWORK, network: true },
  async (visit) => {
    const { page, context, network } = visit;
    await signInAs(context, 'busy-page@example.org');
    await context.clock.install();
    network.busy(1, 45);
    await page.goto('/learn');
    await page.getByText('The server is busy. Try again in 45 seconds.').waitFor();
    await audit(page);
    const asked = network.asked.length;
    await button(page, 'Try again').click();
    await page.getByText('The server is busy. Try again in 45 seconds.').waitFor();
    assert.equal(network.asked.length, asked);
    await context.clock.runFor(46_000);
    await button(page, 'Try again').click();
    await page.getByRole('heading', { name: 'Your learning' }).waitFor();
  },
);

/** The machine sleeps: its clock has moved on when it wakes, and the server's too. */
async function sleepFor(context: BrowserContext, enrollmentId: string, ms: number): Promise<void> {
  await inDatabase(
    (sql) => sql`update quiz_attempts set started_at = started_at - ${`${ms} ms`}::interval,
      due_at = due_at - ${`${ms} ms`}::interval where enrollment_id = ${uuidOf(enrollmentId)} and submitted_at is null`,
  );
  await context.clock.fastForward(ms);
}

journey('the time is over while the machine sleeps: what was saved counts', NETWORK, async (visit) => {
  const { page, context } = visit;
  await context.clock.install();
  const { enrollmentId } = await begin(visit, 'asleep@example.org');
  await page.getByText(/^(60|59) minutes left/).waitFor();
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  await sleepFor(context, enrollmentId, 2 * HOUR_MS);
  await page.getByText('Time was over. 1 answer that was saved counted.').waitFor();
  assert.equal((await said(page, /^Time is over\. /)).length, 1);
  assert.equal((await said(page, /^Not passed$/)).length, 1);
  await audit(page);
});

for (const hours of [-24, 24])
  journey(`a clock that is wrong by ${hours} hours: time left and times are the server’s`, {}, async (visit) => {
    const { page, context } = visit;
    await context.clock.install({ time: Date.now() + hours * HOUR_MS });
    await begin(visit, `clock${hours}@example.org`);
    await page.getByText(/^(60|59) minutes left/).waitFor();
    await choose(page, 0);
    await savedAt(page, 0).waitFor();
    // The machine sleeps for an hour and a half. By the server's clock there is time, and it goes on.
    await context.clock.fastForward(1.5 * HOUR_MS);
    await page.getByText(/^(60|59|58) minutes left/).waitFor();
    assert.equal((await said(page, /^Time is over/)).length <= 1, true);
    await choose(page, 1);
    await savedAt(page, 1).waitFor();
    await page.goto('/learn');
    await page.getByText(/(1 hour|5[89] minutes) left/).waitFor();
  });

journey('storage is refused: a quiz works all the same', NETWORK, async (visit) => {
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
  await choose(page, 0);
  await savedAt(page, 0).waitFor();
  await context.setOffline(true);
  await choose(page, 1);
  await radios(page).nth(1).getByText('Not saved yet').waitFor();
  await context.setOffline(false);
  await savedAt(page, 1).waitFor();
  // laws.ts looks into the storage at the end, which this page refuses.
  await page.goto('about:blank');
});
