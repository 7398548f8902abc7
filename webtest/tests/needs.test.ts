import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Data } from '../../cli/demo/client.ts';
import { draft, publishDay } from '../../cli/demo/intensive.ts';
import { looker } from '../audit.ts';
import { mailsSent, mailsTo } from '../caring.ts';
import { clientOf, journey, signInAs } from '../journey.ts';
import { owner } from '../people.ts';
import { button, open } from '../states.ts';
import { world } from '../world.ts';

const PERSON = 'nia@example.org';
const INSTRUCTOR = 'ines@example.org';
const ORGANIZER = 'oscar@example.org';

/** A consultation that costs nothing, and the account of whoever leads it. */
async function consultation(): Promise<string> {
  const { server, course } = world();
  const { organization } = course.course;
  const selling = await owner();
  for (const [email, role] of [
    [INSTRUCTOR, 'instructor'],
    [ORGANIZER, 'organizer'],
  ] as const) {
    await clientOf(email);
    await server.operate(['user', 'grant', email, role, '--org', organization, '--by', 'the tests']);
  }
  const { id: organizationId } = await selling.run('Approvals', { slug: organization });
  const day = draft(new Date(Date.now() + 60 * 86_400_000), undefined);
  const wanted = {
    ...{ ...day, kind: 'CONSULTATION', courseSlug: null, title: 'Two hours of consultation', neutralName: 'Session' },
    prices: [{ label: 'Free', amountMinor: 0, taxChoiceId: undefined }],
  };
  const where = { organizationId: organizationId as Data, slug: 'two-hours' };
  const { id } = await publishDay(selling, where, wanted as never);
  return String(id);
}

async function nameInstructor(intensiveId: string): Promise<void> {
  const selling = await owner();
  await selling.run('NameInstructor', { input: { intensiveId, name: 'Sam Example', email: INSTRUCTOR } });
}

const main = (page: Page) => page.locator('main');
const toOwn = (page: Page) => page.getByRole('link', { name: 'Ask for what you need, or see the answer' });

journey(
  'somebody asks for what they need, the instructor who is named answers, and nobody else sees it',
  { as: PERSON, longestMs: 180_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    const intensiveId = await consultation();
    await page.goto(`/intensives/two-hours`);
    assert.equal(await page.title(), 'Event – Attune', 'a history names no therapy event');
    await page.getByText('Mails say “your place”, not what it is for.').waitFor();
    await page.getByRole('heading', { name: 'What you need to take part' }).waitFor();
    await page.getByText('Please ask 14 days before the event').waitFor();
    await look('how to ask, for everybody');

    await open(page, `/register/${encodeURIComponent(intensiveId)}`);
    await page.getByRole('checkbox').check();
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL(/\/registrations\/./);
    const place = new URL(page.url()).pathname;
    await page.getByText('You have asked for nothing.').waitFor();
    await toOwn(page).click();
    await page.waitForURL(/\/registrations\/.*\/needs$/);
    await main(page).getByText('Nobody reads such requests here yet.').waitFor();
    await look('nobody reads requests');
    await nameInstructor(intensiveId);
    await page.reload();
    await main(page).getByText('The instructors named on this event read it').waitFor();
    await look('asked of everybody');
    await button(page, 'Send the request').click();
    await page.getByText('Write what you need.').waitFor();
    await look('nothing written');
    await page.getByLabel('What do you need?').fill('A chair with arms.\nA break every hour.');
    await button(page, 'Send the request').click();
    await main(page).getByText('Waits for an answer').waitFor();
    await main(page).getByText('Your request is sent. The answer will stand here, and no mail says so.').waitFor();
    await main(page).getByText('No mail says when it has an answer.').waitFor();
    await main(page).getByText('Whoever can read your mail can sign in as you').waitFor();
    await look('asked');
    assert.equal(await page.title(), 'Your events – Attune');
    await open(page, place);
    await page.getByText('1 request, waiting.').waitFor();
    assert.equal(await page.getByText('A chair with arms.').count(), 0, 'not beside the file for calendars');
    await look('a place with a request');

    await signInAs(context, ORGANIZER);
    await open(page, '/desk');
    await page.getByRole('link', { name: 'Requests for accommodation' }).click();
    await page.getByText('No request waits for you.').waitFor();
    await look('an organizer sees nothing of a therapy event');

    await signInAs(context, INSTRUCTOR);
    await open(page, '/desk');
    await page.getByRole('link', { name: 'Requests for accommodation' }).click();
    await page.getByRole('cell', { name: 'Two hours of consultation' }).waitFor();
    await look('the list');
    assert.equal(await page.getByText('A chair with arms.').count(), 0);
    await page.getByRole('rowheader').getByRole('link').click();
    await page.getByText('A chair with arms.').waitFor();
    await button(page, 'Send the answer').click();
    await page.getByText('Choose what can be arranged.').waitFor();
    await look('nothing chosen');
    await page.getByRole('radio', { name: 'A part of it, or in another way' }).check();
    await page.getByLabel('Your answer to the person').fill('A break every hour, and a chair.');
    await page.getByLabel('Why not all of it').fill('The chairs have no arms.');
    await button(page, 'Send the answer').click();
    await page.getByText('The answer is sent.').waitFor();
    await look('answered');

    await signInAs(context, PERSON);
    await open(page, `${place}/needs`);
    await main(page).getByText('A break every hour, and a chair.').waitFor();
    await main(page).getByText('The chairs have no arms.').waitFor();
    await look('the answer');
    await button(page, 'Take it back').click();
    await main(page).getByText('Taken back').waitFor();
    await look('taken back');
    await mailsSent();
    assert.doesNotMatch((await mailsTo(PERSON)).join('\n'), /request|your place/i);
    clean();
  },
);
