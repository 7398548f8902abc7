import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { mailsTo, openCare, opens, pairAt, weekend } from '../caring.ts';
import { keyboard, touch } from '../hands.ts';
import { journey, ownNetwork, signInAgain, signInAs } from '../journey.ts';
import { kept } from '../laws.ts';
import { button, link, mainOf, open, says } from '../states.ts';
import { world } from '../world.ts';

const GOALS = 'To sleep again.';
const NEEDS = 'A door that I can leave by.';
const PLAN = 'I call Kim.';
const TOGETHER = 'We talk on Sundays.';
const OTHERWISE = 'We talk on Mondays.';
/** Nothing of what the pages are about stands where others look: titles, addresses, what a device keeps. */
const TELLING = /therap|intake|consult|affair|betray|couple|partner|couns/i;

const goals = (page: Page) => page.getByLabel('What would you like to reach?');
const both = (page: Page) => page.getByLabel('What do you both want to do next?');

/** What somebody finds who takes the device: the title, the history, and everything that is stored. */
async function isPlain(page: Page): Promise<void> {
  assert.equal(await page.title(), 'Your events – Attune');
  const { history, storage } = await page.evaluate(kept);
  assert.deepEqual(
    history.map((url) => new URL(url).pathname).filter((path) => TELLING.test(path)),
    [],
  );
  assert.deepEqual(Object.values(storage).flat(), []);
}

/** The browser of another person, on a phone. */
async function phoneOf(context: BrowserContext, email: string): Promise<Page> {
  const browser = context.browser();
  assert.ok(browser);
  const other = await browser.newContext({
    ...{ baseURL: world().server.url, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    extraHTTPHeaders: { 'x-forwarded-for': ownNetwork() },
  });
  await signInAs(other, email);
  return other.newPage();
}

async function agreeToKeep(page: Page): Promise<void> {
  await button(page, 'Agree and write').click();
  await button(page, 'Agree and write').waitFor({ state: 'detached' });
}

journey(
  'one of two people writes alone by keyboard, sends, sees who opened it, and takes it back',
  { longestMs: 240_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    const hands = keyboard(page);
    const instructor = await openCare();
    const weekendId = await weekend();
    const [place] = await pairAt(weekendId, 'ann@example.org', 'ben@example.org');
    await signInAs(context, 'ann@example.org');
    await open(page, place);
    await says(page, 'The form is empty.');
    await look('a place with an empty form');
    await hands.press(link(page, 'The form before you come'));
    await page.waitForURL(`**${place}/form`);
    await button(page, 'Agree and write').waitFor();
    assert.equal(await page.locator('main input, main textarea').count(), 0, 'nobody writes what is not kept');
    const help = await page.getByRole('region', { name: 'Not for emergencies' }).textContent();
    for (const told of ['Sam Example, PhD, LMFT', 'Within 3 days', 'United States', 'California Health', 'For 90 days'])
      assert.ok((await mainOf(page)).includes(told), told);
    await look('who reads it, and the consent');
    await hands.press(button(page, 'Agree and write'));
    await goals(page).waitFor();
    const above = await goals(page).evaluate((field) => {
      const facts = document.querySelector('main dl');
      return facts !== null && (facts.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    });
    assert.ok(above, 'what everybody is told comes before the first question');
    assert.match(
      (await mainOf(page)).split('What would you like to reach?')[0] ?? '',
      /Whoever can read your mail can sign in as you and read this\./,
    );
    const crisis = (await page.getByRole('region', { name: 'Not for emergencies' }).textContent()) ?? '';
    assert.equal(crisis.split('not checked by a call').length, 2, 'said once, below the list');
    await look('the questions');

    const before = await mailsTo('ann@example.org');
    await hands.type(goals(page), GOALS);
    await hands.type(page.getByLabel('What do you need'), NEEDS);
    await hands.choose(page.getByRole('checkbox', { name: 'An e-mail' }));
    await hands.choose(page.getByRole('checkbox', { name: 'Do not write to me.' }));
    await says(page, 'You marked a way in which somebody writes to you');
    await hands.type(page.getByLabel('At which number or address?'), 'a box of my own');
    await page.keyboard.press('Enter');
    await hands.press(button(page, 'Save for yourself'));
    await says(page, 'Saved. No instructor can open it until you send it.');
    await look('saved');
    assert.equal(await opens(instructor, weekendId, place), null, 'Enter in a field sends nothing');
    await hands.press(button(page, 'Send it'));
    await says(page, /Sent\. Who reads it, at the latest on .*: Sam Example/);
    await look('sent');
    assert.equal(await page.getByRole('region', { name: 'Not for emergencies' }).textContent(), help);
    await isPlain(page);

    assert.equal(String((await opens(instructor, weekendId, place)).intake?.goals), GOALS);
    await hands.press(link(page, 'Back to your place'));
    await says(page, /Sam Example opened it last on/);
    await look('opened');
    await hands.press(link(page, 'What is kept of you'));
    await says(page, /Sam Example, read here/);
    await look('what is kept');
    await open(page, `${place}/form`);
    await says(page, /You sent it on .* it is taken back/);
    await hands.press(button(page, 'Save for yourself'));
    await says(page, 'Saved and taken back.');
    assert.equal(await opens(instructor, weekendId, place), null);
    assert.deepEqual(await mailsTo('ann@example.org'), before, 'no mail tells of any of this');
    clean();
  },
);

journey(
  'two people of a pair write together, agree, and one deletes; nobody reads what the other wrote alone',
  { longestMs: 240_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    const instructor = await openCare();
    const weekendId = await weekend();
    const [first, second] = await pairAt(weekendId, 'cleo@example.org', 'dan@example.org');
    await signInAs(context, 'cleo@example.org');
    const phone = await phoneOf(context, 'dan@example.org');
    const hands = touch(phone);
    await open(page, `${first}/plan`);
    await agreeToKeep(page);
    await page.getByLabel('What do you want to do next?').fill(PLAN);
    await says(page, 'Whoever can read your mail can sign in as you and read this.');
    await button(page, 'Save').click();
    await says(page, 'Saved. It is shown to nobody else.');
    await look('one’s own plan');
    await open(page, `${first}/form`);
    await goals(page).fill(GOALS);
    await button(page, 'Send it').click();
    await says(page, 'Sent.');

    await open(phone, `${second}/shared`);
    await agreeToKeep(phone);
    await both(phone).waitFor();
    await open(page, `${first}/shared`);
    await both(page).fill(TOGETHER);
    await button(page, 'Save').click();
    await says(page, 'Saved. You both read it.');
    await button(page, 'Agree').click();
    await says(page, 'Set the mark to go on.');
    await says(page, 'Whoever has agreed can tell by it whether the other one has');
    await look('nothing marked');

    await hands.type(both(phone), OTHERWISE);
    await hands.press(button(phone, 'Save'));
    await says(phone, 'Nothing was replaced: your own words are above.');
    await says(phone, TOGETHER);
    assert.equal(await both(phone).inputValue(), OTHERWISE, 'one’s own words stay');
    await hands.press(button(phone, 'Put my words in its place'));
    await says(phone, 'Saved. You both read it.');

    await page.getByRole('checkbox', { name: /^I agree to this text/ }).check();
    await button(page, 'Agree').click();
    await says(page, 'The text was changed since you read it.');
    assert.equal(await both(page).inputValue(), OTHERWISE);
    await look('the text as it stands');
    await page.getByRole('checkbox', { name: /^I agree to this text/ }).check();
    await button(page, 'Agree').click();
    await says(page, 'It can be read once you both have.');
    await look('one agrees');
    assert.equal((await opens(instructor, weekendId, first)).jointPlan, null);
    await phone.reload();
    await hands.choose(phone.getByRole('checkbox', { name: /^I agree to this text/ }));
    await hands.press(button(phone, 'Agree'));
    await says(phone, 'You have both agreed to this text.');
    assert.equal(String((await opens(instructor, weekendId, first)).jointPlan), OTHERWISE);

    for (const path of ['', '/form', '/plan', '/shared', '/needs', '/data']) {
      await open(phone, `${second}${path}`);
      await phone.waitForLoadState('networkidle');
      const seen = await mainOf(phone);
      for (const word of [GOALS, PLAN]) assert.ok(!seen.includes(word), `${path} shows ${word}`);
      const { wide, screen } = await phone.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      assert.ok(wide <= screen, `${path} scrolls sideways`);
      await isPlain(phone);
    }

    await open(page, `${first}/data`);
    await button(page, 'Keep it until then').click();
    await says(page, 'Choose a day from');
    await look('no day, no mark');
    const later = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('The last day').fill(later);
    await page.getByRole('checkbox', { name: 'I consent that my record is kept until this day.' }).check();
    await button(page, 'Keep it until then').click();
    await says(page, 'You consented to have your record kept until');
    await look('kept longer');
    await button(page, 'Take this consent back').click();
    await page.getByLabel('The last day').waitFor();
    await button(page, 'Delete all of it').click();
    const dialog = page.getByRole('dialog', { name: 'Delete all of it?' });
    await dialog.getByText('The person who comes with you can see that it is gone').waitFor();
    await look('before it is deleted');
    await dialog.getByRole('button', { name: 'Delete all of it' }).click();
    await says(page, 'Nothing that you wrote is kept.');
    await look('deleted');
    await open(phone, `${second}/shared`);
    assert.equal(await both(phone).inputValue(), '');
    await open(page, `${first}/form`);
    assert.equal(await goals(page).inputValue(), '');
    await isPlain(page);
    await phone.context().close();
    clean();
  },
);

journey(
  'what is not saved stays through a fault, is asked about, and goes at once with the way out',
  { longestMs: 120_000, expects: [/ERR_FAILED|status of 40[134]/] },
  async ({ page, context, url, exitUrl }) => {
    await openCare();
    const [place] = await pairAt(await weekend(), 'eve@example.org', 'flo@example.org');
    await signInAs(context, 'eve@example.org');
    await open(page, place);
    await open(page, `${place}/form`);
    await agreeToKeep(page);
    await goals(page).fill(GOALS);
    await page.route('**/graphql', (route) => route.abort());
    await button(page, 'Save for yourself').click();
    await says(page, 'There is no connection, and nothing was changed.');
    assert.equal(await goals(page).inputValue(), GOALS);
    await page.unroute('**/graphql');

    await context.clearCookies();
    await button(page, 'Save for yourself').click();
    await signInAgain(page, 'eve@example.org');
    await says(page, 'Saved. No instructor can open it until you send it.');

    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    const second = await context.newPage();
    await open(second, `${place}/form`);
    await goals(second).fill(`${GOALS} Soon.`);
    await button(second, 'Save for yourself').click();
    await says(second, 'Saved.');
    await page.bringToFront();
    await page.waitForFunction((text) => document.querySelector('textarea')?.value === text, `${GOALS} Soon.`);
    await goals(page).fill('Something else.');
    await button(second, 'Send it').click();
    await says(page, 'You saved something else in another tab');
    assert.equal(await goals(page).inputValue(), 'Something else.');

    await link(page, 'Back to your place').click();
    await page.waitForFunction(() => true);
    assert.deepEqual(asked, ['What you wrote is not saved and would be lost. Leave this page?']);
    assert.equal(await goals(page).inputValue(), 'Something else.');
    const signedOut = page.waitForRequest(/sign-out/);
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    await signedOut;
    for (const one of [page, second]) await one.waitForURL(exitUrl);
    assert.equal(asked.length, 1, 'leaving quickly asks nothing');
    await page.goBack();
    await page.waitForURL(/\/sign-in/);
    assert.equal((await page.content()).includes('Something else.'), false);
    const { storage } = await page.evaluate(kept);
    assert.deepEqual(Object.values(storage).flat(), []);
    assert.deepEqual(
      (await context.cookies(url)).filter(({ name }) => /session_token/.test(name)),
      [],
    );
  },
);

journey('in discreet mode the pages of a place take one line of the history', {}, async ({ page, context }) => {
  await openCare();
  const [place] = await pairAt(await weekend(), 'gil@example.org', 'hal@example.org');
  await signInAs(context, 'gil@example.org');
  await page.addInitScript(() => localStorage.setItem('attune-discreet', '1'));
  await open(page, place);
  const entries = () => page.evaluate(async () => history.length);
  const before = await entries();
  for (const name of ['Your own plan', 'The plan that you both write', 'What is kept of you']) {
    await link(page, name).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await link(page, 'Back to your place').click();
    await page.getByRole('heading', { name: 'What you write for this event' }).waitFor();
  }
  assert.equal(await entries(), before);
  assert.equal(await page.title(), 'Reading');
});
