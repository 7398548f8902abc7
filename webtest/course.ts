import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Question } from '../schema/courses/rules/package/quizShape.ts';
import type { Hands } from './hands.ts';
import { mailedCode } from './journey.ts';
import { isApp } from './laws.ts';
import { world } from './world.ts';

/** What a person does in the pages on the way to a certificate, by what the pages say. */
export type Walk = { page: Page; hands: Hands; name: string; email: string; look: (what: string) => Promise<void> };

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
  const before = page.url();
  await hands.press(target);
  await page.waitForURL(address);
  // Within the app the heading has the focus after a move.
  if (isApp(before) && isApp(page.url())) await page.locator('main h1:focus').waitFor();
  else await heading(page).waitFor();
}

/** From the first page into the course: by its own page, the code of a mail, and the texts to which everybody agrees. */
export async function enter(walk: Walk): Promise<void> {
  const { page, hands, look, email } = walk;
  await page.goto('/');
  await look('home');
  await follow(walk, world().course.course.title, /\/courses\//);
  await follow(walk, 'Start the course', /\/sign-in/);
  await look('sign-in');
  await hands.type(page.getByLabel('Your mail address'), email);
  await hands.press(button(page, 'Mail me a code'));
  const code = page.getByLabel('The code from the mail');
  await code.waitFor();
  await look('code');
  await hands.type(code, await mailedCode(email));
  await hands.press(button(page, 'Sign in'));
  await page.waitForURL(/\/welcome/);
  await heading(page).waitFor();
  await look('reading safely');
  await hands.press(button(page, 'Go on'));
  await page.getByRole('heading', { name: 'Two texts, and one choice' }).waitFor();
  await look('agreements');
  await hands.press(button(page, 'Agree and go on'));
  await page.getByRole('alert').waitFor();
  await look('agreements without a tick');
  await hands.choose(page.getByRole('checkbox', { name: 'I have read the privacy notice.' }));
  await hands.choose(page.getByRole('checkbox', { name: 'I agree to the terms of use.' }));
  await hands.press(button(page, 'Agree and go on'));
  await page.waitForURL(/\/enroll\//);
}

/** Says once who one is, in the settings, and comes back to the course. */
export async function introduce(walk: Walk): Promise<void> {
  const { page, hands, name } = walk;
  await follow(walk, 'You', /\/me$/);
  await hands.type(page.getByRole('textbox', { name: 'Name', exact: true }), name);
  await hands.press(button(page, 'Save the profile'));
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
  await walk.look('settings');
  await follow(walk, 'Learning', /\/learn$/);
  await walk.look('learning');
  await follow(walk, 'What is left', /\/learn\/[^/]+$/);
}

/** Adds a license for which the course's credit is offered. */
export async function license(walk: Walk): Promise<void> {
  const { page, hands, look } = walk;
  await follow(walk, 'Certificates', /\/wallet$/);
  await follow(walk, 'Licenses', /\/licenses$/);
  await hands.press(button(page, 'Add a license'));
  await hands.select(
    page.getByLabel('License', { exact: true }),
    'Licensed Marriage and Family Therapist (LMFT) (US-CA)',
  );
  await hands.type(page.getByLabel('Number', { exact: true }), 'LMFT 000001');
  await look('adding a license');
  await hands.press(button(page, 'Add the license'));
  await page.getByText('The license is added.').waitFor();
  await look('license added');
  await follow(walk, 'Learning', /\/learn$/);
  await follow(walk, 'What is left', /\/learn\/[^/]+$/);
}

/** Chooses why, consents, and starts the round. */
export async function enroll(walk: Walk, purpose: 'To show a board or an employer' | 'For yourself'): Promise<void> {
  const { page, hands, look } = walk;
  await heading(page).waitFor();
  await look('enrollment');
  await hands.press(button(page, 'Start the course'));
  await page.locator('.fault').first().waitFor();
  await look('enrollment without a choice');
  await hands.choose(page.getByRole('radio', { name: purpose }));
  await hands.choose(page.getByRole('checkbox', { name: /I have read all of this/ }));
  await hands.choose(page.getByRole('checkbox', { name: /or older/ }));
  await hands.press(button(page, 'Start the course'));
  await page.waitForURL(/\/learn\/[^/]+$/);
  await page.locator('main h1:focus').waitFor();
}

/** Reads every module, passes its check and finishes it. */
export async function study(walk: Walk): Promise<void> {
  const { page, hands, look } = walk;
  await look('round');
  await follow(walk, 'Start with module 1', /\/modules\/1/);
  for (let number = 1; number <= MODULES; number += 1) {
    if (number === 1) await begin(walk);
    await read(walk);
    if (number === 1) await refused(walk);
    await follow(walk, 'To the check', /\/quizzes\//);
    await pass(walk);
    await follow(walk, /Go on|Back to your checklist/, /\/learn\/[^/]+$/);
    await follow(walk, /(Continue|Start) with module/, new RegExp(`/modules/${number}(#|$)`));
    await hands.press(button(page, 'Finish this module'));
    await page.getByText(`Module ${number} is finished.`).waitFor();
    if (number < MODULES) await follow(walk, `Next: module ${number + 1}`, new RegExp(`/modules/${number + 1}`));
    else await follow(walk, /All modules are finished/, /\/learn\/[^/]+$/);
  }
}

/** Reads a little of a module. */
async function begin({ page, hands, look }: Walk): Promise<void> {
  await hands.press(button(page, 'I have read to the end'));
  await page.getByText('Noted.').waitFor();
  await look('player');
}

/** Finishing a module before its check names what is missing. */
async function refused({ page, hands, look }: Walk): Promise<void> {
  await hands.press(button(page, 'Finish this module'));
  await page.getByText('Not yet. This is still missing:').waitFor();
  await look('module not finished');
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
async function pass({ page, hands, look }: Walk): Promise<void> {
  await look('before a quiz');
  await hands.press(button(page, /^Start/));
  const fields = page.locator('fieldset').filter({ has: page.locator('legend') });
  await fields.first().waitFor();
  await look('quiz');
  const count = await fields.count();
  for (let at = 0; at < count; at += 1) await answer(hands, fields.nth(at));
  await page.getByText(`${count} of ${count} answered`).waitFor();
  await look('quiz answered');
  await hands.press(button(page, 'Hand in'));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await look('handing in');
  await hands.press(dialog.getByRole('button', { name: 'Hand in' }));
  await page.getByText('Passed', { exact: true }).first().waitFor();
  await look('passed');
}

/** The question that a field asks, as the course has it. */
export async function questionIn(field: Locator): Promise<Question> {
  const asked = (await field.locator('legend').textContent()) ?? '';
  const known = world().course.quizzes.flatMap(({ questions }) => questions);
  const question = known.find(({ prompt }) => asked.includes(prompt));
  assert.ok(question, `The course has no question “${asked}”.`);
  return question;
}

const answer = async (hands: Hands, field: Locator): Promise<void> => answerTo(hands, field, await questionIn(field));

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
export async function earn(walk: Walk): Promise<string> {
  const { page, hands, name, look } = walk;
  await look('all modules finished');
  await follow(walk, 'To the post-test', /\/quizzes\//);
  await pass(walk);
  await follow(walk, /Go on|Back to your checklist/, /\/learn\/[^/]+$/);
  await follow(walk, 'To the evaluation', /\/evaluation$/);
  await look('evaluation');
  await hands.press(button(page, 'Hand in the evaluation'));
  await page.locator('.faults').waitFor();
  await look('evaluation without answers');
  const items = page.locator('fieldset');
  for (let at = 0; at < (await items.count()); at += 1) await hands.choose(items.nth(at).getByRole('radio').first());
  await hands.press(button(page, 'Hand in the evaluation'));
  await page.getByText('You handed in this evaluation').waitFor();
  await look('evaluation handed in');
  await follow(walk, 'Go on to the statement', /\/statement$/);
  await look('statement');
  await hands.type(page.getByLabel('Type your legal name'), 'Somebody Else');
  await hands.press(button(page, 'Sign'));
  await page.locator('.fault').waitFor();
  await look('statement with another name');
  await hands.type(page.getByLabel('Type your legal name'), name);
  await hands.press(button(page, 'Sign'));
  await page.getByText('You signed this statement').waitFor();
  await look('statement signed');
  await follow(walk, 'Go on to the certificate', /\/claim$/);
  await look('claim');
  const credit = page.getByRole('checkbox', { name: /^Claim the credit/ });
  const withCredit = (await credit.count()) > 0;
  if (withCredit) await hands.choose(credit.first());
  await page.locator('.name-question').getByText(name).waitFor();
  await hands.press(button(page, 'Claim the certificate'));
  if (withCredit) {
    await page.getByText('Your credit is issued.').waitFor();
    await look('credit claimed');
    await follow(walk, 'See the certificate', /\/wallet\/./);
  } else await page.waitForURL(/\/wallet\/./);
  await page.getByRole('heading', { name: 'Your certificate' }).waitFor();
  await sealed(walk);
  await look('certificate');
  const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await follow(walk, 'Certificates', /\/wallet$/);
  await page.getByText(number).first().waitFor();
  await look('wallet');
  await follow(walk, `Details of ${number}`, /\/wallet\/./);
  await follow(walk, /\/verify\//, new RegExp(`/verify/${number}`));
  await page.getByText(number).first().waitFor();
  await look('verify');
  return number;
}
