import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { questionIn } from '../course.ts';
import { beginner, events, graduate, readerOf } from '../people.ts';
import { button, link, open, states } from '../states.ts';

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
    await see(`${round}/modules/99`, 'nothing: no such module');
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

/** Gives every question an answer, and a wrong one wherever there are options: a guess can pass. */
async function answerWrongly(page: Page): Promise<void> {
  const fields = page.locator('fieldset').filter({ has: page.locator('legend') });
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at);
    const lists = field.getByRole('combobox');
    for (let list = 0; list < (await lists.count()); list += 1) await lists.nth(list).selectOption({ index: 1 });
    const keep = field.getByRole('button', { name: 'This order is my answer' });
    if (await keep.isVisible()) await keep.click();
    const question = await questionIn(field);
    const wrong = 'options' in question ? question.options.find(({ correct }) => !correct) : undefined;
    if (wrong !== undefined) await field.getByLabel(wrong.text, { exact: true }).check();
  }
  const count = await fields.count();
  await page.getByText(`${count} of ${count} answered`).waitFor();
}

async function handIn(page: Page): Promise<void> {
  await button(page, 'Hand in').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
}

const reader = readerOf('rata@example.org');

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
  const round = await page.locator('main a[href^="/learn/"]').first().getAttribute('href');
  await see(String(round), 'a closed round');
  assert.equal(await page.getByText('Withdraw from this round').count(), 0);
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
  await page.goto(shared ?? '');
  await look('a shared transcript');
  await open(page, '/transcript');
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
    await see('/courses/rebuilding-trust-live');
    await link(page, 'See the dates').waitFor();
    assert.equal(
      await page.getByText('Free', { exact: true }).count(),
      0,
      'A live course has dates with prices of their own.',
    );
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
