import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { agree } from '../../cli/demo/journey.ts';
import { looker } from '../audit.ts';
import { openCare, pairAt, weekend } from '../caring.ts';
import { clientOf, journey, signInAs } from '../journey.ts';
import { owner } from '../people.ts';
import { button, link, open } from '../states.ts';
import { world } from '../world.ts';

const [ONE, OTHER, INSTRUCTOR, ORGANIZER] = [
  'uma@example.org',
  'vito@example.org',
  'sam@example.org',
  'opal@example.org',
];
const OWNER = 'olive@example.org';
const GOALS = 'To talk again without shouting.';

const deskOf = (): string => `/desk/${world().course.course.organization}`;
const eventAt = (id: string): string => `${deskOf()}/intensives/${encodeURIComponent(id)}`;

async function grant(email: string, role: string): Promise<void> {
  await clientOf(email);
  const { server, course } = world();
  await server.operate(['user', 'grant', email, role, '--org', course.course.organization, '--by', 'the tests']);
}

/** Agrees to the consent and submits a form, as somebody does on pages of their own. */
async function submits(
  email: string,
  place: string,
): Promise<{ registrationId: string; openings: () => Promise<object[]> }> {
  const client = await clientOf(email);
  const registrationId = decodeURIComponent(place.split('/').at(-1) ?? '');
  await agree(client);
  const answers = {
    ...{ goals: GOALS, needs: 'A seat near the door.', channels: ['CALL'], reachAt: '+1 555 0100' },
    ...{ reachWhen: 'Mondays at noon', doNotWrite: true, doNotLeaveMessage: true },
  };
  await client.run('SubmitIntake', { input: { registrationId, answers } });
  const openings = async () => Object.values((await client.run('MyCare', { id: registrationId })).care?.openings ?? {});
  return { registrationId, openings };
}

const SETTINGS: [label: string, text: string][] = [
  ['The responsible clinician', 'Sam Example, PhD, LMFT'],
  ['Country', 'us'],
  ['The law that governs the record', 'A law of California'],
  ['Who reads what people submit', 'Sam Example, and nobody else.'],
  ['Within how many days', '3'],
  ['Privacy notice', 'https://institute.example.org/privacy'],
  ['Limits of confidentiality', 'Danger to a child is reported.'],
  ['Its reference', 'DPA 7'],
  ['Its date', '2026-01-02'],
];

journey(
  'an owner says what must be said before anybody writes',
  { as: OWNER, longestMs: 180_000 },
  async ({ page }) => {
    const { look, clean } = looker(page);
    await owner();
    await open(page, deskOf());
    await page.getByRole('link', { name: 'Care', exact: true }).click();
    await page.getByText('Care is closed. Still to be said:').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'within how many days it is read' }).waitFor();
    await look('nothing said');
    for (const [label, text] of SETTINGS.slice(0, -1)) await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByLabel('Days after the event').fill('100');
    await button(page, 'Save').click();
    await page.getByText('name the law that asks for it').waitFor();
    await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.name === 'retentionLaw');
    await look('a longer time without its law');
    await page.getByLabel('Days after the event').fill('ninety');
    await button(page, 'Save').click();
    await page.getByText('Write a whole number.').waitFor();
    await page.getByLabel('Days after the event').fill('90');
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('Care is closed. Still to be said:').waitFor();
    await look('one thing missing');
    await page.getByLabel('Its date').fill('2026-01-02');
    await button(page, 'Save').click();
    await page.getByText('Care is open.').waitFor();
    await look('open');
    await page.reload();
    await page.getByText('Care is open.').waitFor();
    assert.equal(await page.getByLabel('Country', { exact: true }).inputValue(), 'US');
    clean();
  },
);

journey(
  'an instructor sees who comes, meets them, opens and exports; an organizer sees references',
  { as: INSTRUCTOR, longestMs: 300_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    await openCare();
    await grant(ORGANIZER, 'organizer');
    const id = await weekend();
    const [first, second] = await pairAt(id, ONE, OTHER);
    const { registrationId, openings } = await submits(ONE, first);

    await open(page, eventAt(id));
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await look('the list');
    assert.deepEqual(await openings(), []);
    await page.getByRole('rowheader').filter({ hasText: 'Comes with vito@example.org' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'What they submitted' }).waitFor();
    await look('before it is opened');
    assert.equal(await page.getByText(GOALS).count(), 0);
    assert.deepEqual(await openings(), []);

    await button(page, 'I have met them alone').click();
    await page.getByText('Choose the day.').waitFor();
    await look('no day');
    await page.getByLabel('Day', { exact: true }).fill('2099-01-01');
    await page.getByLabel('Time', { exact: true }).fill('10:00');
    await button(page, 'I have met them alone').click();
    await page.getByText('Write when it happened, not a time to come.').waitFor();
    await page.getByLabel('Day', { exact: true }).fill('2026-01-05');
    await button(page, 'I have met them alone').click();
    await page.getByText('It is recorded.', { exact: true }).waitFor();
    await look('met');
    await button(page, 'Take this back').click();
    await button(page, 'I have met them alone').waitFor();
    await look('taken back');
    await page.getByLabel('Day', { exact: true }).fill('2026-01-05');
    await page.getByLabel('Time', { exact: true }).fill('10:00');
    await button(page, 'I have met them alone').click();
    await page.getByText('A record of this very time was withdrawn.').waitFor();
    await page.getByLabel('Time', { exact: true }).fill('11:00');
    await button(page, 'I have met them alone').click();
    await page.getByText('It is recorded.', { exact: true }).waitFor();

    await button(page, 'Open it').click();
    await page.getByText(GOALS).waitFor();
    const shown = await page
      .locator('section', { has: page.getByRole('heading', { name: 'What they submitted' }) })
      .last()
      .textContent();
    const said = shown ?? '';
    assert.ok(said.indexOf('Do not write') > 0 && said.indexOf('Do not write') < said.indexOf(GOALS), said);
    assert.ok(said.includes('Do not leave a message'));
    await look('opened');
    assert.deepEqual(
      (await openings()).map((one) => String((one as { how: unknown }).how)),
      ['READ'],
    );
    await button(page, 'Close it').click();
    await button(page, 'Open it').waitFor();
    assert.equal(await page.getByText(GOALS).count(), 0);
    await look('closed again');

    await confirmed(id, registrationId, second);
    await link(page, 'Back to the event').click();
    const mark = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?: uma`) });
    await mark('Not there').click();
    await page.locator('button[aria-pressed=true]', { hasText: 'Not there' }).waitFor();
    await mark('There').click();
    await page.locator('button[aria-pressed=true]', { hasText: /✓ There/ }).waitFor();
    await look('marked');
    assert.deepEqual(await exported(page), [ONE]);
    await look('exported');
    assert.deepEqual(
      (await openings()).map((one) => String((one as { how: unknown }).how)),
      ['EXPORTED', 'READ'],
    );
    assert.deepEqual(
      await page.evaluate(() =>
        [localStorage, sessionStorage].filter((one) => JSON.stringify(one).includes('shouting')),
      ),
      [],
    );

    await signInAs(context, ORGANIZER);
    await open(page, eventAt(id));
    await page.getByText('only the instructors who are named on it see who comes').waitFor();
    await page
      .getByRole('rowheader')
      .filter({ hasText: /^[2-9A-Z]{4}/ })
      .first()
      .waitFor();
    assert.equal(await page.getByText(/uma@|vito@/).count(), 0);
    assert.equal(await page.locator('main').getByRole('button').count(), 0);
    await look('references');
    await open(page, `${eventAt(id)}/people/${encodeURIComponent(registrationId)}`);
    await page.getByText('Nothing is here').waitFor();
    await look('nothing of a person');
    await open(page, `${deskOf()}/care`);
    await page.getByText('Only an owner of the organization may set this up.').waitFor();
    await look('not an owner');
    clean();
  },
);

/** Gives a pair its joint place, as the organization and its second person do. */
async function confirmed(intensiveId: string, registrationId: string, second: string): Promise<void> {
  const instructor = await clientOf(INSTRUCTOR);
  const selling = await owner();
  const input = {
    registrationId: decodeURIComponent(second.split('/').at(-1) ?? ''),
    screenedAt: '2026-01-06T10:00:00Z',
  };
  await instructor.run('RecordScreening', { input });
  const decide = `mutation ($input: DecideApplicationInput!) { decideApplication(input: $input) { ... on Error { code message } } }`;
  const variables = { input: { registrationId, decision: 'ACCEPT' } };
  const answer = await selling.post('/graphql', { query: decide, variables });
  assert.equal(JSON.stringify(await answer.json()).includes('code'), false);
  await (await clientOf(ONE)).run('RegisterFree', { input: { intensiveId, adult: true } });
}

/** Downloads the records, and answers whose they are. */
async function exported(page: Page): Promise<string[]> {
  const waiting = page.waitForEvent('download');
  await button(page, 'Download the records').click();
  const download = await waiting;
  assert.match(download.suggestedFilename(), /^records-\d{4}-\d{2}-\d{2}\.json$/);
  await page.getByText('Downloaded. Each of them sees it.').waitFor();
  const { people } = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    people: { email: string; intake: { goals: string } }[];
  };
  assert.deepEqual(
    people.map(({ intake }) => intake.goals),
    [GOALS],
  );
  return people.map(({ email }) => email);
}

journey('slots are scheduled at the desk', { as: OWNER, longestMs: 180_000 }, async ({ page, context }) => {
  const { look, clean } = looker(page);
  await owner();
  await grant(ORGANIZER, 'organizer');
  await open(page, deskOf());
  await page.getByRole('link', { name: 'Consultations', exact: true }).click();
  await page.getByText('There are none to come.').waitFor();
  await look('no slot');
  await button(page, 'Publish them').click();
  await page.getByText('Something above is missing or wrong.').waitFor();
  await look('nothing filled in');
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  for (const [label, text] of [
    ['Title', 'A first talk after an affair'],
    ['Neutral name', 'After an affair'],
    ['What it is about', 'A quarter of an hour.'],
    ['What you say about canceling', 'Free of charge.'],
    ['How their addresses begin', 'desk-talk'],
    ['Place in public', 'Online'],
    ['Address of the online room', 'https://rooms.example.org/1'],
    ['Name', 'Sam Example'],
    ['Degrees and licenses', 'PhD'],
    ['Interests', 'None'],
    ['Time zone', 'America/New_York'],
    ['First day', day],
    ['On how many days in a row', '2'],
    ['Times', '9:00 09:15 later'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text);
  await button(page, 'Publish them').click();
  await page.getByText('These are no times: later').waitFor();
  await page.getByLabel('Times', { exact: true }).fill('9:00 09:15');
  await page.getByText('4 slots: 2 times on each of 2 days, from 09:00 to 09:15.').waitFor();
  await button(page, 'Publish them').click();
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.name === 'neutralName');
  await look('a name that tells');
  await page.getByLabel('Neutral name', { exact: true }).fill('Meeting');
  await button(page, 'Publish them').click();
  await page.getByText('4 slots can be booked now.').waitFor();
  await page.getByRole('cell', { name: 'Free' }).nth(3).waitFor();
  await look('published');
  await button(page, 'Save as drafts').click();
  await page.getByText('A slot with this beginning, day and time exists.').waitFor();
  await page.getByLabel('How their addresses begin', { exact: true }).fill('desk-draft');
  await button(page, 'Save as drafts').click();
  await page
    .getByText(/leads something else/)
    .first()
    .waitFor();
  await page.getByLabel('Times', { exact: true }).fill('10:00 10:15');
  await button(page, 'Save as drafts').click();
  await page.getByText('4 slots saved as drafts.').waitFor();
  await page.getByRole('cell', { name: 'Draft' }).nth(3).waitFor();

  await signInAs(context, ORGANIZER);
  await open(page, `${deskOf()}/consultations`);
  await page.getByText('Whose account sees who comes is said by an owner.').waitFor();
  assert.equal(await page.getByLabel('Address with which they sign in').count(), 0);
  await look('an organizer');
  clean();
});
