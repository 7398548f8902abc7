import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { LIVE_COURSE } from '../../cli/demo/liveCourse.ts';
import { offerAttendance } from '../../cli/demo/specimens.ts';
import { over, type Training, trainingOfToday } from '../attending.ts';
import { looker } from '../audit.ts';
import { openCare } from '../caring.ts';
import { OWNER } from '../door.ts';
import { journey, signInAs } from '../journey.ts';
import { owner } from '../people.ts';
import { button, link, open, says } from '../states.ts';
import { world } from '../world.ts';

const facts = { as: OWNER, longestMs: 240_000, expects: [/status of 40[034]/] };
const NAME = 'Sam Example';
const TITLES = ['Before any technique: safety', 'Pace and the body'];
const TEACHING = { percent: 100, shared: 'DIVIDED', again: 'NEVER', testRequired: false, evaluationRequired: false };

/** A training whose instructor has an account. */
async function taughtTraining(): Promise<Training> {
  const [training, instructor, selling] = [await trainingOfToday([]), await openCare(), await owner()];
  await instructor.run('UpdateProfile', {
    input: { legalName: NAME, country: 'US', timeZone: 'America/New_York' },
  });
  await selling.run('NameInstructor', {
    input: { intensiveId: training.id, name: NAME, email: 'sam@example.org' },
  });
  return training;
}

/** An offer that counts what instructors teach. */
async function offerTeaching(): Promise<void> {
  const { server, course } = world();
  const sessions = TITLES.map((title) => ({ title, minutes: 60 }));
  const offering = { slug: LIVE_COURSE.slug, organization: course.course.organization, operate: server.operate };
  await offerAttendance(await owner(), { ...offering, sessions, teaching: TEACHING });
}

const minutesOf = (page: Page, part: string) =>
  page.getByRole('group', { name: part }).getByRole('spinbutton', { name: NAME });

journey(
  'who taught is stated at the desk, and the instructor claims what it earns',
  facts,
  async ({ page, context }) => {
    const training = await taughtTraining();
    await offerTeaching();
    const { look, clean } = looker(page);
    await open(page, training.place);
    await link(page, 'Who taught').click();
    await says(page, 'You can say so here once the training is over.');
    await look('before it is over');
    await over(training);
    await page.reload();
    await minutesOf(page, TITLES[0] ?? '').waitFor();
    await look('nothing stated');
    assert.equal(await page.title(), 'Who taught – Attune');
    await button(page, 'Save').click();
    await says(page, 'No number was changed.');
    await minutesOf(page, TITLES[0] ?? '').fill('61');
    await button(page, 'Save').click();
    await says(page, /Sam Example, Before any technique: safety: write a whole number, at most 60/);
    await look('too many minutes');
    await minutesOf(page, TITLES[0] ?? '').fill('60');
    await minutesOf(page, TITLES[1] ?? '').fill('50');
    await button(page, 'Save').click();
    await says(page, 'Saved.');
    await minutesOf(page, TITLES[1] ?? '').fill('30');
    await button(page, 'Save').click();
    await says(page, 'Write why a saved number changes.');
    await page.getByLabel('Why a saved number changes').fill('The end was earlier.');
    await button(page, 'Save').click();
    await says(page, 'Saved.');
    await page.getByText('What was taken back').click();
    await says(page, /Sam Example, 50 minutes: Pace and the body/);
    await look('stated');
    await page.reload();
    await minutesOf(page, TITLES[1] ?? '').waitFor();
    assert.equal(await minutesOf(page, TITLES[1] ?? '').inputValue(), '30');
    await open(page, `/taught/${encodeURIComponent(training.id)}`);
    await says(page, 'Nothing is here');

    await context.clearCookies();
    await signInAs(context, 'sam@example.org');
    await open(page, `${training.place}/teaching`);
    await says(page, 'Only owners and organizers may say who taught a training.');
    await open(page, training.place);
    await says(page, 'Stated so far: 90 minutes.');
    await look('the desk of its instructor');
    await link(page, 'What you taught, and your credit').click();
    await says(page, 'It counts what instructors taught.');
    await look('before enrolling');
    assert.equal(await page.title(), 'What you taught – Attune');
    await button(page, 'Enroll as an instructor').click();
    await says(page, 'Tick this if you agree');
    await look('enrolling without marks');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await button(page, 'Enroll as an instructor').click();
    await page.waitForURL(/\/learn\/./);
    await open(page, `/taught/${encodeURIComponent(training.id)}`);
    await link(page, 'Go on to the statement and the certificate').waitFor();
    // The rule for instructors asks for no test, also before they have signed.
    assert.equal(await page.getByText(/post-test/).count(), 0);
    await look('enrolled');
    await claims(page);
    await open(page, `/taught/${encodeURIComponent(training.id)}`);
    await link(page, 'What you claimed').waitFor();
    await look('claimed');
    clean();
  },
);

/** From the page of what one taught to the certificate. */
async function claims(page: Page): Promise<void> {
  await link(page, 'Go on to the statement and the certificate').click();
  await page.waitForURL(/\/learn\/./);
  await link(page, /^To the statement/).click();
  await page.getByLabel('Type your legal name').fill(NAME);
  await button(page, 'Sign').click();
  await says(page, 'You signed this statement');
  await link(page, 'Go on to the certificate').click();
  await says(page, 'Claim the certificate');
  // The offer opened today where the organization is: the day of the training may lie before it.
  const credit = page.getByRole('checkbox', { name: /^Claim the credit/ });
  const withCredit = (await credit.count()) > 0;
  if (withCredit) await credit.check();
  await button(page, 'Claim the certificate').click();
  if (withCredit) await link(page, 'See the certificate').click();
  await page.waitForURL(/\/wallet\/./);
  await says(page, 'Teaching');
}

journey('who taught on a phone: nothing is wider than the screen', { ...facts, phone: true }, async ({ page }) => {
  const training = await taughtTraining();
  await over(training);
  await open(page, `${training.place}/teaching`);
  await minutesOf(page, TITLES[0] ?? '').fill('45');
  await button(page, 'Save').tap();
  await says(page, 'Saved.');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});
