import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { journey, signInAs, type Visit } from '../journey.ts';
import { beginner, events, graduate, reader } from '../people.ts';
import { world } from '../world.ts';

/** What the pages ask for and do not get is on the console too. */
const missing = { expects: [/status of 40[034]/] };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first();

/** Goes to an address of the app and waits for the page. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
}

/** Looks at several states of one person's pages, and says at the end what was wrong with any of them. */
function states(
  name: string,
  who: () => Promise<{ email: string }>,
  play: (at: States, visit: Visit) => Promise<void>,
) {
  journey(name, { longestMs: 180_000, ...missing }, async (visit) => {
    const { page, context } = visit;
    await signInAs(context, (await who()).email);
    const { look, clean } = looker(page);
    const at: States = {
      look,
      see: async (path, what = path) => {
        await open(page, path);
        await look(what);
      },
    };
    await play(at, visit);
    clean();
  });
}

type States = {
  look: (what: string) => Promise<void>;
  /** Opens an address and looks at it. */
  see: (path: string, what?: string) => Promise<void>;
};

const nobody = async () => ({ email: 'nobody@example.org' });

states('pages that are empty, and addresses of nothing', nobody, async ({ see }) => {
  for (const path of ['/learn', '/wallet', '/transcript', '/licenses', '/registrations', '/me']) await see(path);
  const nothing = ['/learn/none', '/learn/none/modules/1', '/learn/none/quizzes/none', '/learn/none/evaluation'];
  const more = ['/learn/none/statement', '/learn/none/claim', '/wallet/NONE', '/registrations/none'];
  const others = ['/enroll/none', '/register/none', '/join/pair/none'];
  for (const path of [...nothing, ...more, ...others]) await see(path);
});

states(
  'the settings while one changes them',
  async () => ({ email: 'settings@example.org' }),
  async ({ see, look }, { page }) => {
    await see('/me');
    await page.getByText('Change the address').first().click();
    await look('address opened');
    await page.getByLabel('New address').fill('settings-new@example.org');
    await button(page, 'Send the codes').click();
    await page.getByLabel('Code from the new address').fill('00000000');
    await page.getByLabel('Code from the old address').fill('00000000');
    await look('codes asked');
    await button(page, 'Change the address').click();
    await page.getByRole('alert').first().waitFor();
    await look('wrong codes');
    await button(page, 'Erase my account').click();
    await page.getByLabel('Type your mail address to confirm').fill('other@example.org');
    await button(page, 'Erase it').click();
    await page.getByRole('alert').nth(1).waitFor();
    await look('erasure not confirmed');
    await page.getByLabel('Type your mail address to confirm').fill('settings@example.org');
    await button(page, 'Erase it').click();
    await page.getByRole('dialog').waitFor();
    await look('erased');
  },
);

states(
  'licenses: added with a fault, changed, removed',
  async () => ({ email: 'licensed@example.org' }),
  async ({ see, look }, { page }) => {
    await open(page, '/licenses');
    await button(page, 'Add the license').or(button(page, 'Add')).first().click();
    await look('adding');
    await page.getByLabel('License', { exact: true }).selectOption({ label: 'Another one, not listed here' });
    await page.getByLabel('Profession').fill('Not a word');
    await page.getByLabel('Where it holds').fill('nowhere');
    await page.getByLabel('Number', { exact: true }).fill('1');
    await page.getByLabel('Hours that it needs in all').fill('many');
    await button(page, 'Add the license').click();
    await page.locator('.fault').first().waitFor();
    await look('a fault of the page');
    await page.getByLabel('Hours that it needs in all').fill('');
    await button(page, 'Add the license').click();
    await page.getByRole('alert').first().waitFor();
    await look('faults of the server');
    await page.getByLabel('Profession').fill('lmft');
    await page.getByLabel('Where it holds').fill('US-CA');
    await button(page, 'Add the license').click();
    await page.getByText('The license is added.').waitFor();
    await look('added');
    await see('/transcript', 'a transcript of one license');
    await open(page, '/licenses');
    await button(page, /^Change /).click();
    await look('changing');
    await open(page, '/licenses');
    await button(page, /^Remove /).click();
    await page.getByRole('dialog').waitFor();
    await look('removing');
    await button(page, 'Remove it').click();
    await page.getByText('The license is removed.').waitFor();
    await look('removed');
  },
);

const bea = () => beginner('bea@example.org');
let begun: Awaited<ReturnType<typeof bea>> | null = null;

states(
  'a round that begins: a check not passed, a test open, withdrawn',
  async () => {
    begun ??= await bea();
    return begun;
  },
  async ({ see, look }, { page }) => {
    assert.ok(begun);
    const round = `/learn/${encodeURIComponent(begun.enrollmentId)}`;
    await see(`/enroll/${encodeURIComponent(String(begun.course.id))}`, 'already enrolled');
    await see(round);
    await see(`${round}/evaluation`, 'evaluation not open');
    await see(`${round}/statement`, 'statement not open');
    await see(`${round}/claim`, 'claim not open');
    await see(`${round}/modules/99`, 'no such module');
    await see(`${round}/modules/1`);
    await page.getByLabel(/./).locator('visible=true').first().waitFor();
    await link(page, 'To the check').click();
    await button(page, /^Start/).click();
    await page.locator('fieldset legend').first().waitFor();
    await button(page, 'Hand in').click();
    await page.getByRole('dialog').waitFor();
    await look('handing in with nothing answered');
    await see('/learn', 'a test is open');
    await link(page, 'Go on with the test').click();
    await page.locator('fieldset legend').first().waitFor();
    await answerWrongly(page);
    await look('answered wrongly');
    await handIn(page);
    await page.getByText('Not passed', { exact: true }).waitFor();
    await look('not passed');
    await open(page, round);
    await page.getByText('Withdraw from this round').click();
    await look('before withdrawing');
    await button(page, 'Withdraw').click();
    await page.getByText('You withdrew from this round.').waitFor();
    await look('withdrawn');
    for (const part of ['modules/1', 'evaluation', 'statement', 'claim'])
      await see(`${round}/${part}`, `withdrawn ${part}`);
    await see('/learn', 'learning after withdrawing');
  },
);

/** Gives every question an answer, none of them with care. */
async function answerWrongly(page: Page): Promise<void> {
  const fields = page.locator('fieldset').filter({ has: page.locator('legend') });
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at);
    const lists = field.getByRole('combobox');
    for (let list = 0; list < (await lists.count()); list += 1) await lists.nth(list).selectOption({ index: 1 });
    const keep = field.getByRole('button', { name: 'This order is my answer' });
    if (await keep.isVisible()) await keep.click();
    const choices = field.locator('input[type=radio], input[type=checkbox]');
    if ((await choices.count()) > 0) await choices.last().check();
  }
  const count = await fields.count();
  await page.getByText(`${count} of ${count} answered`).waitFor();
}

async function handIn(page: Page): Promise<void> {
  await button(page, 'Hand in').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
}

states('a post-test that is not passed, and the wait after it', reader, async ({ look, see }, { page }) => {
  const { enrollmentId } = await reader();
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  await see(round, 'all modules finished');
  await link(page, 'To the post-test').click();
  await button(page, /^Start/).click();
  await page.locator('fieldset legend').first().waitFor();
  await answerWrongly(page);
  await handIn(page);
  await page.getByText('Not passed', { exact: true }).waitFor();
  await look('post-test not passed');
  await page.reload();
  await page.locator('main h1').waitFor();
  await look('the wait');
  await see(round, 'a round that waits');
});

states('certificates of every status, transcript and licenses', graduate, async ({ look, see }, { page }) => {
  const { numbers } = await graduate();
  await see('/learn', 'learning with a certificate');
  const round = await link(page, world().course.course.title).getAttribute('href');
  await see(round ?? '', 'a closed round');
  await page.getByText('Withdraw from this round').waitFor({ state: 'detached' });
  for (const part of ['modules/1', 'evaluation', 'statement', 'claim'])
    await see(`${round}/${part}`, `claimed: ${part}`);
  await see('/wallet', 'a wallet with certificates');
  for (const number of numbers) await see(`/wallet/${number}`);
  for (const number of numbers) await see(`/verify/${number}`);
  await see('/licenses', 'three licenses');
  await button(page, /^Change /).click();
  await look('changing a license with a board');
  await see('/transcript', 'a transcript');
  await button(page, 'Share by a link').click();
  await look('choosing what is shared');
  await button(page, 'Make a link').click();
  await page.getByRole('alert').first().waitFor();
  await look('nothing ticked');
  await page.getByRole('checkbox').first().check();
  await button(page, 'Make a link').click();
  await page.getByText('The link is made.').waitFor();
  await look('a link was made');
  const shared = await page.locator('.box .number').first().textContent();
  await button(page, 'Stop sharing').click();
  await page.getByText('The link no longer works.').waitFor();
  await page.goto(shared ?? '');
  await look('a link that was stopped');
  await open(page, '/transcript');
  await button(page, 'Add one').click();
  await button(page, 'Add the certificate').click();
  await look('a certificate of others');
  await see('/registrations', 'events');
  await link(page, /Rebuilding/).click();
  await page.getByText('What happened').waitFor();
  await look('a place');
  await button(page, 'Cancel this place').click();
  await look('canceling');
});

states(
  'ways to come to an event',
  async () => ({ email: 'visitor@example.org' }),
  async ({ look, see }, { page }) => {
    const at = await events();
    const way = (id: string) => `/register/${encodeURIComponent(id)}`;
    await see('/intensives');
    await see('/intensives/free-day');
    await see(way(at.paid), 'paying');
    await page.locator('main form button[type=submit]').click();
    await page.getByRole('alert').waitFor();
    await look('paying without a mark');
    await see(way(at.full), 'full');
    await page.getByRole('checkbox').check();
    await page.locator('main form button[type=submit]').click();
    await page.getByText(/waitlist, at place/).waitFor();
    await look('on the waitlist');
    await see(way(at.applying), 'applying');
    await see(way(at.free), 'free');
    await page.getByRole('checkbox').check();
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL(/\/registrations\/./);
    await page.locator('main h1:focus').waitFor();
    await look('registered');
    await see('/registrations', 'registered and waiting');
  },
);
