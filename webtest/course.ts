import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Question } from '../schema/courses/rules/package/quizShape.ts';
import type { Hands } from './hands.ts';
import { world } from './world.ts';

/** What a person does in the pages on the way to a certificate, by what the pages say. */
export type Walk = { page: Page; hands: Hands; name: string };

const MODULES = 10;
/** Study goes six hundred times as fast, so this is far more than any module needs. */
const MOST_BEATS = 200;

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name }).first();
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

/** Follows a link and waits for the page to which it leads. */
async function follow({ page, hands }: Walk, name: string | RegExp, address: RegExp): Promise<void> {
  const target = link(page, name);
  await target.waitFor();
  await hands.press(target);
  await page.waitForURL(address);
  await heading(page).waitFor();
}

/** Keeps a picture of the whole window, where the README wants them. */
export async function picture(page: Page, name: string): Promise<void> {
  const { pictures } = world();
  if (pictures === null) return;
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

/** Says once who one is, in the settings. */
export async function introduce(walk: Walk): Promise<void> {
  const { page, hands, name } = walk;
  await follow(walk, 'You', /\/me$/);
  await hands.type(page.getByRole('textbox', { name: 'Name', exact: true }), name);
  await hands.press(button(page, 'Save the profile'));
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
}

/** From the public page of the course into it. */
export async function enroll(walk: Walk, purpose: 'To show a board or an employer' | 'For yourself'): Promise<void> {
  const { page, hands } = walk;
  await page.goto('/');
  await picture(page, 'home');
  await follow(walk, world().course.course.title, /\/courses\//);
  await follow(walk, 'Start the course', /\/enroll\//);
  await hands.choose(page.getByRole('radio', { name: purpose }));
  await hands.choose(page.getByRole('checkbox', { name: /I have read all of this/ }));
  await hands.choose(page.getByRole('checkbox', { name: /or older/ }));
  await hands.press(button(page, 'Start the course'));
  await page.waitForURL(/\/learn\/[^/]+$/);
  await heading(page).waitFor();
}

/** Reads every module, passes its check and finishes it. `look` is called on each page that is new. */
export async function study(walk: Walk, look: (what: string) => Promise<void>): Promise<void> {
  const { page, hands } = walk;
  await look('round');
  await follow(walk, 'Start with module 1', /\/modules\/1/);
  for (let number = 1; number <= MODULES; number += 1) {
    await read(walk);
    if (number === 1) await look('player');
    await follow(walk, 'To the check', /\/quizzes\//);
    await pass(walk, number === 1 ? look : async () => {});
    await follow(walk, /Go on|Back to your checklist/, /\/learn\/[^/]+$/);
    await follow(walk, /(Continue|Start) with module/, new RegExp(`/modules/${number}(#|$)`));
    await hands.press(button(page, 'Finish this module'));
    await page.getByText(`Module ${number} is finished.`).waitFor();
    if (number < MODULES) await follow(walk, `Next: module ${number + 1}`, new RegExp(`/modules/${number + 1}`));
    else await follow(walk, /All modules are finished/, /\/learn\/[^/]+$/);
  }
}

/** Stays with a module until the page says that the server has counted enough. */
async function read({ page, hands }: Walk): Promise<void> {
  const enough = page.getByText('Enough time is counted.');
  for (let beats = 0; beats < MOST_BEATS && !(await enough.isVisible()); beats += 1) {
    await hands.press(button(page, 'I have read to the end'));
    await page.getByText('Noted.').or(enough).first().waitFor();
  }
  await enough.waitFor();
}

/** Starts a quiz, answers everything rightly, and hands in. */
async function pass({ page, hands }: Walk, look: (what: string) => Promise<void>): Promise<void> {
  await look('before a quiz');
  await hands.press(button(page, /^Start/));
  const fields = page.locator('fieldset').filter({ has: page.locator('legend') });
  await fields.first().waitFor();
  const count = await fields.count();
  for (let at = 0; at < count; at += 1) await answer(hands, fields.nth(at));
  await page.getByText(`${count} of ${count} answered`).waitFor();
  await look('quiz');
  await hands.press(button(page, 'Hand in'));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await look('handing in');
  await hands.press(dialog.getByRole('button', { name: 'Hand in' }));
  await page.getByText('Passed', { exact: true }).first().waitFor();
  await look('passed');
}

async function answer(hands: Hands, field: Locator): Promise<void> {
  const asked = (await field.locator('legend').textContent()) ?? '';
  const known = world().course.quizzes.flatMap(({ questions }) => questions);
  const question = known.find(({ prompt }) => asked.includes(prompt));
  assert.ok(question, `The course has no question “${asked}”.`);
  await answerTo(hands, field, question);
}

async function answerTo(hands: Hands, field: Locator, question: Question): Promise<void> {
  if ('pairs' in question) {
    for (const { left, right } of question.pairs)
      await hands.select(field.getByRole('combobox', { name: left, exact: true }), right);
  } else if ('sequence' in question) {
    const texts = question.sequence.map(({ text }) => text);
    for (const [place, text] of texts.entries()) {
      const shown = await field.getByRole('listitem').allTextContents();
      const at = shown.findIndex((item) => item.startsWith(text));
      assert.ok(at >= place, `The list has no “${text}”.`);
      if (at > place) await hands.press(field.getByRole('button', { name: `Up: ${text}`, exact: true }), at - place);
    }
    const keep = field.getByRole('button', { name: 'This order is my answer' });
    if (await keep.isVisible()) await hands.press(keep);
  } else {
    const several = question.options.filter(({ correct }) => correct).length > 1;
    const role = (await field.getByRole('checkbox').count()) > 0 || several ? 'checkbox' : 'radio';
    for (const { text, correct } of question.options)
      if (correct) await hands.choose(field.getByRole(role, { name: text, exact: true }));
  }
}

/** Waits for the file, for which the page looks by itself at first and then when it is asked to. */
async function sealed({ page, hands }: Walk): Promise<void> {
  const file = page.getByRole('link', { name: 'Download the PDF' });
  const again = button(page, 'Look again');
  for (let looks = 0; looks < 20 && !(await file.isVisible()); looks += 1) {
    await file.or(again).first().waitFor({ timeout: 20_000 });
    if (await again.isVisible()) await hands.press(again);
    await page.waitForTimeout(500);
  }
  await file.waitFor();
}

/** From the last module to the certificate. */
export async function earn(walk: Walk, look: (what: string) => Promise<void>): Promise<string> {
  const { page, hands, name } = walk;
  await follow(walk, 'To the post-test', /\/quizzes\//);
  await pass(walk, look);
  await follow(walk, /Go on|Back to your checklist/, /\/learn\/[^/]+$/);
  await follow(walk, 'To the evaluation', /\/evaluation$/);
  await look('evaluation');
  const items = page.locator('fieldset');
  for (let at = 0; at < (await items.count()); at += 1) await hands.choose(items.nth(at).getByRole('radio').first());
  await hands.press(button(page, 'Hand in the evaluation'));
  await follow(walk, 'Go on to the statement', /\/statement$/);
  await look('statement');
  await hands.type(page.getByLabel('Type your legal name'), name);
  await hands.press(button(page, 'Sign'));
  await follow(walk, 'Go on to the certificate', /\/claim$/);
  await look('claim');
  await hands.type(page.getByLabel('Type your name again'), name);
  await hands.press(button(page, 'Claim the certificate'));
  await page.waitForURL(/\/wallet\/./);
  await page.getByRole('heading', { name: 'Your certificate' }).waitFor();
  await sealed(walk);
  await look('certificate');
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await follow(walk, 'Certificates', /\/wallet$/);
  await page.getByText(number).first().waitFor();
  await look('wallet');
  return number;
}
