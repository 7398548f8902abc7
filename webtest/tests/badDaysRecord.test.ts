import assert from 'node:assert/strict';
import type { Page, Route } from 'playwright-core';
import { audit } from '../audit.ts';
import { clientOf, journey, signInAgain, signInAs } from '../journey.ts';
import { learnerAt } from '../people.ts';
import { importCourse, shortCourse } from '../shortCourse.ts';
import { button, open } from '../states.ts';
import { said } from '../told.ts';

const NETWORK = [/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INTERNET_DISCONNECTED|ERR_PROXY|status of 50[234]/];
const ENDED = [/status of (401|409)/];

journey(
  'the disclosures change before one enrolls: what is new is marked, and consent asked anew',
  {},
  async (visit) => {
    const { page, context } = visit;
    const first = shortCourse('changing-texts');
    await importCourse(first);
    await signInAs(context, 'changed@example.org');
    const client = await clientOf('changed-too@example.org');
    const course = await client.run('Course', { slug: first.course.slug });
    await open(page, `/enroll/${encodeURIComponent(String(course.id))}`);
    const commercialSupport = 'A fund that is new paid for this version.';
    await importCourse({ ...first, course: { ...first.course, version: '1.3', commercialSupport } });
    const start = async () => {
      await page.getByRole('radio', { name: 'For yourself' }).check();
      await page.getByRole('checkbox', { name: /I have read all of this/ }).check();
      await page.getByRole('checkbox', { name: /or older/ }).check();
      await button(page, 'Start the course').click();
    };
    await start();
    await page.getByText('The texts have changed since you opened this page.').waitFor();
    const marked = page.locator('[data-changed=true]');
    await marked.getByText(commercialSupport).waitFor();
    assert.equal(await marked.count(), 1);
    assert.equal(await page.getByRole('checkbox', { name: /I have read all of this/ }).isChecked(), false);
    assert.ok(await page.getByRole('radio', { name: 'For yourself' }).isChecked());
    assert.equal((await said(page, /^The texts have changed/)).length, 1);
    await audit(page);
    await start();
    await page.waitForURL(/\/learn\/[^/]+$/);
    await page.locator('main h1').waitFor();
  },
);

const fillIn = async (page: Page) => {
  const items = page.locator('fieldset');
  for (let at = 0; at < (await items.count()); at += 1) await items.nth(at).getByRole('radio').first().check();
  await page.getByRole('textbox').first().fill('Nobody is named here.');
};
const answered = (page: Page) => page.getByRole('radio', { checked: true }).count();

journey('the session ends in the evaluation: it waits, and is handed in once', { expects: ENDED }, async (visit) => {
  const { page, context } = visit;
  const email = 'ended-evaluation@example.org';
  const { round, client, enrollmentId } = await learnerAt(email, 'EVALUATION');
  await signInAs(context, email);
  await open(page, `${round}/evaluation`);
  await fillIn(page);
  await context.clearCookies();
  await button(page, 'Hand in the evaluation').click();
  await signInAgain(page, email);
  await page.getByText('You handed in this evaluation').waitFor();
  assert.equal((await said(page, /^Handed in$/)).length, 1);
  const { evaluatedAt } = await client.run('Evaluation', { enrollmentId });
  assert.notEqual(evaluatedAt, null);
});

journey('another person signs in over an evaluation: it is not handed in', { expects: ENDED }, async (visit) => {
  const { page, context } = visit;
  const email = 'first-evaluation@example.org';
  const { round } = await learnerAt(email, 'EVALUATION');
  await signInAs(context, email);
  await open(page, `${round}/evaluation`);
  await fillIn(page);
  await context.clearCookies();
  await button(page, 'Hand in the evaluation').click();
  await signInAgain(page, 'second-evaluation@example.org');
  await page.waitForURL(/\/(learn|welcome)(\?|$)/);
  await page.locator('main h1').waitFor();
  await context.clearCookies();
  await signInAs(context, email);
  await open(page, `${round}/evaluation`);
  await button(page, 'Hand in the evaluation').waitFor();
});

journey(
  'the answer to an evaluation is lost on the way: what is filled in stays, and it is handed in once',
  { expects: NETWORK, network: true },
  async ({ page, context, network }) => {
    const email = 'lost-evaluation@example.org';
    const { round } = await learnerAt(email, 'EVALUATION');
    await signInAs(context, email);
    await open(page, `${round}/evaluation`);
    await fillIn(page);
    const chosen = await answered(page);
    await context.setOffline(true);
    await button(page, 'Hand in the evaluation').click();
    await page.locator('form .fault').waitFor();
    assert.equal(await answered(page), chosen);
    assert.equal((await said(page, /^You are offline/)).length, 1);
    assert.equal((await said(page, /^That was not sent/)).length, 1);
    await context.setOffline(false);
    network.lose('submitEvaluation');
    await button(page, 'Hand in the evaluation').click();
    await page.getByText('You handed in this evaluation').waitFor();
    assert.equal((await said(page, /^Handed in$/)).length, 1);
  },
);

/** The page was opened while an older text was the current one. */
async function olderStatement(route: Route): Promise<void> {
  const answer = await route.fetch();
  const text = await answer.text();
  const old = text.replace(/"attestationText":\{[^}]*\}/, '"attestationText":{"version":"0","text":"An older text."}');
  await route.fulfill({ response: answer, body: old });
}

journey('the statement changes before one signs: the new text is marked, then signed', {}, async (visit) => {
  const { page, context } = visit;
  const email = 'statement@example.org';
  const { round, legalName } = await learnerAt(email, 'STATEMENT');
  await signInAs(context, email);
  await context.route('**/graphql', olderStatement, { times: 1 });
  await open(page, `${round}/statement`);
  await page.getByText('An older text.').waitFor();
  await page.getByLabel('Type your legal name').fill(legalName);
  await button(page, 'Sign').click();
  await page.getByText('The statement has changed since you opened this page.').waitFor();
  await page.getByText('New text', { exact: true }).waitFor();
  assert.equal(await page.getByText('An older text.').count(), 0);
  assert.equal(await page.getByLabel('Type your legal name').inputValue(), legalName);
  assert.equal((await said(page, /^The statement has changed/)).length, 1);
  await audit(page);
  await button(page, 'Sign').click();
  await page.getByText('You signed this statement').waitFor();
});

journey('two presses on Claim: one certificate, and it is said once', {}, async ({ page, context }) => {
  const email = 'claims-twice@example.org';
  const { round, client } = await learnerAt(email, 'CLAIM');
  await signInAs(context, email);
  const claims: string[] = [];
  page.on('request', (request) => {
    if (request.postData()?.includes('printedName')) claims.push(request.url());
  });
  await open(page, `${round}/claim`);
  await button(page, 'Claim the certificate').dblclick();
  await page.waitForURL(/\/wallet\/./);
  await page.getByRole('heading', { name: 'Your certificate' }).waitFor();
  assert.equal(claims.length, 1);
  const { certificates } = await client.run('MyCertificates', { after: null });
  assert.equal(Object.values(certificates?.nodes ?? {}).length, 1);
  assert.equal(await page.getByRole('alert').count(), 0);
});

journey(
  'a claim shows the paper once: as a picture, or in words where the picture cannot be had',
  { expects: [/ERR_FAILED/] },
  async ({ page, context }) => {
    const email = 'looks-before@example.org';
    const { round } = await learnerAt(email, 'CLAIM');
    await signInAs(context, email);
    await open(page, `${round}/claim`);
    const [picture, card] = [page.locator('.front-picture img'), page.locator('.certificate-card')];
    await picture.waitFor();
    assert.equal(await card.isVisible(), false);
    await page.getByText('What it says, in words').click();
    assert.equal(await card.isVisible(), true);
    await page.route(String(await picture.getAttribute('src')).replace(/\?.*/, '*'), (route) => route.abort());
    await page.reload();
    await card.waitFor();
    assert.deepEqual([await picture.count(), await card.count()], [0, 1]);
  },
);

journey(
  'the answer to a claim is lost on the way, and the session ends: one certificate',
  { expects: [...NETWORK, ...ENDED], network: true },
  async ({ page, context, network }) => {
    const email = 'claims-lost@example.org';
    const { round, client } = await learnerAt(email, 'CLAIM');
    await signInAs(context, email);
    await open(page, `${round}/claim`);
    await context.clearCookies();
    network.lose('claimCredit');
    await button(page, 'Claim the certificate').click();
    await signInAgain(page, email);
    await page.waitForURL(/\/wallet\/./);
    await page.getByRole('heading', { name: 'Your certificate' }).waitFor();
    const { certificates } = await client.run('MyCertificates', { after: null });
    assert.equal(Object.values(certificates?.nodes ?? {}).length, 1);
  },
);
