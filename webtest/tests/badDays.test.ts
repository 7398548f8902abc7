import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { CONTENT } from '../../server/service.ts';
import { clientOf, journey, signInAgain, signInAs } from '../journey.ts';
import { beginner, finisher } from '../people.ts';
import { button, open } from '../states.ts';
import { world } from '../world.ts';

const NAME = 'Robin Example';
const NETWORK = [/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (401|503)/];
const counting = (page: Page) => page.locator('.time .state[data-state="COUNTING"], .time .state[data-state="ENOUGH"]');
const state = (page: Page, text: string) => page.locator('.time .state', { hasText: text });

async function player(email: string): Promise<string> {
  const { enrollmentId } = await beginner(email);
  return `/learn/${encodeURIComponent(enrollmentId)}/modules/1`;
}

journey('two tabs of one module: one counts, and “Go on here” changes which', {}, async ({ page, context }) => {
  const path = await player('two-tabs@example.org');
  await signInAs(context, 'two-tabs@example.org');
  await open(page, path);
  await counting(page).waitFor();
  const other = await context.newPage();
  await open(other, path);
  await state(other, 'You are reading in another tab').waitFor();
  await button(other, 'Go on here').click();
  await counting(other).waitFor();
  await button(page, 'I have read to the end').click();
  await state(page, 'You are reading in another tab').waitFor();
  await button(page, 'Go on here').click();
  await counting(page).waitFor();
});

journey(
  'the server is killed between two beats: the page says so and goes on',
  { expects: NETWORK, longestMs: 90_000 },
  async ({ page, context }) => {
    const path = await player('killed@example.org');
    await signInAs(context, 'killed@example.org');
    await open(page, path);
    await counting(page).waitFor();
    await world().server.restart(async () => {
      await button(page, 'I have read to the end').click();
      await state(page, 'You are offline').waitFor({ timeout: 20_000 });
    });
    await button(page, 'I have read to the end').click();
    await counting(page).waitFor({ timeout: 30_000 });
  },
);

journey(
  'the session ends in the player: one dialog on the same page, and the count goes on',
  { expects: NETWORK },
  async ({ page, context }) => {
    const email = 'ended@example.org';
    const path = await player(email);
    await signInAs(context, email);
    await open(page, path);
    await counting(page).waitFor();
    await context.clearCookies();
    await button(page, 'I have read to the end').click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    assert.equal(await page.getByRole('dialog').count(), 1);
    await signInAgain(page, email);
    await counting(page).waitFor();
    assert.match(page.url(), /modules\/1/);
  },
);

journey(
  'the disclosures change before one enrolls: what is new is marked, and consent asked anew',
  {},
  async ({ page, context }) => {
    const folder = await mkdtemp(join(tmpdir(), 'attune-changed-'));
    const file = join(folder, 'course.yaml');
    try {
      await cp(join(CONTENT, 'better-after-betrayal'), folder, { recursive: true });
      const original = await readFile(file, 'utf8');
      const named = original.replace(/^slug: .*$/m, 'slug: changing-texts').replace(/^version: .*$/m, 'version: "7.0"');
      await writeFile(file, named);
      await world().server.operate(['course', 'import', folder]);
      await signInAs(context, 'changed@example.org');
      const client = await clientOf('changed-too@example.org');
      const course = await client.run('Course', { slug: 'changing-texts' });
      await open(page, `/enroll/${encodeURIComponent(String(course.id))}`);
      const said = /commercialSupport: .*/.exec(named)?.[0] ?? '';
      assert.notEqual(said, '');
      await writeFile(
        file,
        named.replace(said, 'commercialSupport: "A fund that is new paid for this version."').replace('"7.0"', '"7.1"'),
      );
      await world().server.operate(['course', 'import', folder]);
      const start = async () => {
        await page.getByRole('radio', { name: 'For yourself' }).check();
        await page.getByRole('checkbox', { name: /I have read all of this/ }).check();
        await page.getByRole('checkbox', { name: /or older/ }).check();
        await button(page, 'Start the course').click();
      };
      await start();
      await page.getByText('The texts have changed since you opened this page.').waitFor();
      await page.getByText('A fund that is new paid for this version.').waitFor();
      assert.equal(await page.getByText('Changed', { exact: true }).count(), 1);
      assert.equal(await page.getByRole('checkbox', { name: /I have read all of this/ }).isChecked(), false);
      await start();
      await page.waitForURL(/\/learn\/[^/]+$/);
      await page.locator('main h1').waitFor();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

for (const path of ['/learn', '/sign-in', '/wallet'])
  journey(`${path} without script says what works without it`, { script: false }, async ({ page }) => {
    await page.goto(path);
    // Playwright takes what stands in noscript for nothing that is read.
    await page.locator('noscript p', { hasText: 'This page needs JavaScript.' }).waitFor();
    await page.locator('noscript a[href="/verify"]').click();
    await page.getByRole('heading', { name: 'Check a certificate' }).waitFor();
  });

journey(
  'the session ends in the evaluation, the statement changes, the claim is pressed twice: one certificate',
  { expects: NETWORK, longestMs: 120_000 },
  async ({ page, context }) => {
    const email = 'last-steps@example.org';
    const { client, enrollmentId } = await finisher(email);
    const round = `/learn/${encodeURIComponent(enrollmentId)}`;
    await signInAs(context, email);
    await open(page, `${round}/evaluation`);
    const items = page.locator('fieldset');
    const scales = await items.count();
    for (let at = 0; at < scales; at += 1) await items.nth(at).getByRole('radio').first().check();
    await context.clearCookies();
    await button(page, 'Hand in the evaluation').click();
    await signInAgain(page, email);
    await page.getByRole('link', { name: 'Go on to the statement' }).click();

    await page.getByLabel('Type your legal name').fill(NAME);
    await context.route('**/graphql', outdated, { times: 1 });
    await button(page, 'Sign').click();
    await page.getByText('The statement has changed since you opened this page.').waitFor();
    await page.getByLabel('Type your legal name').fill(NAME);
    await button(page, 'Sign').click();
    await page.getByRole('link', { name: 'Go on to the certificate' }).click();

    await page.getByLabel('Type your name again').fill(NAME);
    await button(page, 'Claim the certificate').dblclick();
    await page.waitForURL(/\/wallet\/./);
    await page.getByRole('heading', { name: 'Your certificate' }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    const { certificates } = await client.run('MyCertificates', { after: null });
    assert.equal(Object.values(certificates?.nodes ?? {}).length, 1);
  },
);

/** The statement that the page signs is of an older version than the server has. */
async function outdated(route: Route): Promise<void> {
  const sent = route.request().postDataJSON() as { variables: { input: { textVersion: string } } };
  assert.ok('textVersion' in sent.variables.input);
  sent.variables.input.textVersion = '0.1';
  await route.continue({ postData: JSON.stringify(sent) });
}
