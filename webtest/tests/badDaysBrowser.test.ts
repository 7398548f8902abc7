import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { audit } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { learnerAt } from '../people.ts';
import { button, open } from '../states.ts';
import { world } from '../world.ts';

/** The page says what it needs, and what works without. */
async function saysWhatIsNeeded(page: Page, exitUrl: string): Promise<void> {
  await page.getByText('This page needs JavaScript').waitFor();
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL(exitUrl);
  await page.goBack();
  await page.getByRole('link', { name: 'the check of a certificate' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.match(page.url(), /\/verify$/);
}

for (const path of ['/learn', '/sign-in'])
  journey(`${path} without script says what works without it`, { script: false }, async ({ page, exitUrl }) => {
    await page.goto(path);
    await saysWhatIsNeeded(page, exitUrl);
  });

const noScript = { script: false, expects: [/status of 400/] };
journey('without script one reads about a course and checks a certificate', noScript, async ({ page }) => {
  await page.goto('/courses/better-after-betrayal');
  await page.getByRole('link', { name: /Start/ }).first().click();
  await page.getByText('This page needs JavaScript').waitFor();
  await page.goto('/verify');
  await page.getByRole('textbox').fill('ATT-0000-0000');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'This is not a certificate number' }).waitFor();
});

journey(
  'scripts are blocked on the way: the page does not stay empty',
  { expects: [/ERR_BLOCKED_BY_CLIENT/] },
  async ({ page, context, exitUrl }) => {
    await context.route('**/assets/*.js', (route) => route.abort('blockedbyclient'));
    await page.goto('/learn');
    await page.getByText('This page needs JavaScript').waitFor();
    await audit(page);
    await saysWhatIsNeeded(page, exitUrl);
  },
);

type Heard = Window & { attuneHeard?: unknown[] };
/** Hears on this page what tabs tell each other. */
const hear = (page: Page) =>
  page.evaluate(() => {
    const heard: unknown[] = [];
    (window as Heard).attuneHeard = heard;
    new BroadcastChannel('attune').addEventListener('message', ({ data }) => heard.push(data));
  });
const heard = (page: Page) => page.evaluate(() => (window as Heard).attuneHeard ?? []);

/** Two tabs of one browser are both seen, as in two windows. */
async function twoTabs(context: BrowserContext, page: Page, first: string, second: string): Promise<Page> {
  const other = await context.newPage();
  await open(page, first);
  await open(other, second);
  return other;
}

journey('a second tab shows what was done in the first, by ids alone', {}, async ({ page, context }) => {
  const email = 'second-tab@example.org';
  const { round, legalName, enrollmentId } = await learnerAt(email, 'STATEMENT');
  await signInAs(context, email);
  const other = await twoTabs(context, page, `${round}/statement`, round);
  const list = await context.newPage();
  await open(list, '/wallet');
  const listener = await context.newPage();
  await open(listener, '/licenses');
  await hear(listener);
  await page.getByLabel('Type your legal name').fill(legalName);
  await button(page, 'Sign').click();
  await page.getByText('You signed this statement').waitFor();
  await other.locator('a[href$="/claim"]').first().click();
  await button(other, 'Claim the certificate').click();
  await other.waitForURL(/\/wallet\/./);
  const number = new URL(other.url()).pathname.split('/').at(-1) ?? '';
  await list.getByText(number).first().waitFor();
  const told = (await heard(listener)).flat();
  assert.ok(told.includes(enrollmentId));
  // Nothing but ids: no name of a person or of a course, and no number.
  assert.deepEqual(
    told.filter(
      (id) => typeof id !== 'string' || !/^[A-Z][A-Za-z]+:[0-9a-f.-]+$/.test(Buffer.from(id, 'base64').toString()),
    ),
    [],
  );
});

/** The session may end before the last answer of a page that is left arrives. */
const ended = { expects: [/status of 401/] };
journey('a page that is left quickly tells no other what it did', ended, async ({ page, context, exitUrl }) => {
  const email = 'leaves-a-tab@example.org';
  const { round, quizzes } = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  const quiz = quizzes.find(({ kind }) => String(kind) === 'MODULE_CHECK');
  const address = `${round}/quizzes/${encodeURIComponent(String(quiz?.id))}`;
  await open(page, address);
  await button(page, 'Start').click();
  await page.getByRole('radio').first().waitFor();
  // A page of the same origin that is none of the app's stays open and hears what the app's pages tell each other.
  const listener = await context.newPage();
  await listener.goto('/livez');
  await hear(listener);
  // The last answer is sent while the page goes.
  const sent = page.waitForResponse(/graphql/);
  await page.getByRole('radio').first().check();
  await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
  await sent;
  await page.waitForURL(exitUrl);
  assert.deepEqual(await heard(listener), []);
});

journey('in discreet mode moves inside a round leave no entry in the history', {}, async ({ page, context }) => {
  const email = 'discreet@example.org';
  const { round } = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  await context.addInitScript(() => localStorage.setItem('attune-discreet', 'yes'));
  await open(page, '/learn');
  const entries = () => page.evaluate(() => history.length);
  await page.locator(`a[href="${round}"]`).first().click();
  await page.waitForURL(/\/learn\/[^/]+$/);
  await page.locator('main h1:focus').waitFor();
  const inRound = await entries();
  await page.getByRole('link', { name: 'Start with module 1' }).click();
  await page.waitForURL(/\/modules\/1/);
  await page.locator('main h1:focus').waitFor();
  assert.equal(await page.title(), 'Reading');
  await page.getByRole('link', { name: 'Back to your checklist' }).first().click();
  await page.waitForURL(/\/learn\/[^/]+$/);
  await page.locator('main h1:focus').waitFor();
  assert.equal(await entries(), inRound);
  await page.goBack();
  await page.waitForURL(`${world().server.url}/learn`);
  assert.equal(await page.title(), 'Reading');
});
