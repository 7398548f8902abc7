import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { createClient } from '../../cli/demo/client.ts';
import { travel } from '../../cli/demo/journey.ts';
import { signIn } from '../../cli/demo/signIn.ts';
import { audit } from '../audit.ts';
import { journey } from '../journey.ts';
import { world } from '../world.ts';

const OWNER = 'owner@example.org';
const AUDITOR = 'auditor@example.org';
const INSTRUCTOR = 'instructor@example.org';

/** Somebody takes the course to its certificate. Answers its number. */
async function certified(email: string, legalName: string): Promise<string> {
  const { server, course } = world();
  const client = createClient(server.url, () => {});
  await signIn(client, email, server.outbox);
  const { certificate } = await travel(client, course, { legalName, country: 'NZ', timeZone: 'Pacific/Auckland' });
  return String(certificate.number);
}

/** Whoever is signed in gets a role in the organization whose course this is. */
async function grant(email: string, role: string): Promise<string> {
  const { server, course } = world();
  const { organization } = course.course;
  await server.operate(['user', 'grant', email, role, '--org', organization, '--by', 'the tests']);
  return organization;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const find = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Number or name' }).fill(text);
  await page.getByRole('button', { name: 'Find' }).click();
};
const rows = (page: Page) => page.getByRole('table').getByRole('row');

journey(
  'an owner finds a certificate by name, corrects it, and revokes another',
  { as: OWNER, longestMs: 180_000 },
  async ({ page }) => {
    const [wrong, other] = await Promise.all([
      certified('maria@example.org', 'María José Ramos-Hale'),
      certified('ben@example.org', 'Ben Okonkwo'),
    ]);
    const slug = await grant(OWNER, 'OWNER');

    await page.goto('/learn');
    await page.getByRole('navigation').getByRole('link', { name: 'Desk' }).click();
    await page.waitForURL(`**/desk/${slug}`);
    await page.getByText('You are an owner.').waitFor();
    await audit(page);

    await page.getByRole('link', { name: 'Find certificates' }).click();
    await heading(page, 'Certificates');
    await page.getByText('2 certificates', { exact: true }).waitFor();
    await audit(page);
    await find(page, 'nobody at all');
    await page.getByText('No certificate fits.').waitFor();
    await audit(page);
    await find(page, 'hale maria');
    await page.getByText('1 certificate', { exact: true }).waitFor();
    assert.equal(await rows(page).count(), 2);

    await page.getByRole('link', { name: wrong }).click();
    await heading(page, `Certificate ${wrong}`);
    await audit(page);
    await page.getByText('Correct the name').click();
    const line = page.getByRole('textbox', { name: 'The name as it will be printed' });
    await page.getByRole('button', { name: 'Issue the corrected certificate' }).click();
    await page.getByText('This is the name that it prints now.').waitFor();
    await audit(page);
    await line.fill('María José Ramos-Hall');
    await page.getByRole('textbox', { name: 'Where did you see the proof?' }).fill('A passport, in a video call.');
    await page.getByRole('button', { name: 'Issue the corrected certificate' }).click();
    await page.getByText('The corrected certificate is issued.').waitFor();
    await page.getByText('Replaced', { exact: true }).waitFor();
    await audit(page);
    await page.getByRole('link', { name: 'See the corrected certificate' }).click();
    await page.getByRole('definition').filter({ hasText: 'María José Ramos-Hall' }).first().waitFor();

    await page.getByRole('link', { name: 'Back to the certificates' }).click();
    await heading(page, 'Certificates');
    await find(page, other);
    await page.getByText('1 certificate', { exact: true }).waitFor();
    await page.getByRole('link', { name: other }).click();
    await heading(page, `Certificate ${other}`);
    await page.getByText('Revoke it').click();
    const revoke = page.getByRole('button', { name: 'Revoke this certificate' });
    await revoke.click();
    await page.getByText('Choose a reason.').waitFor();
    await audit(page);
    await page.getByRole('radio', { name: /It was issued in error, / }).check();
    await page.getByRole('textbox', { name: 'Type the last five symbols' }).fill('AAAAA');
    await revoke.click();
    await page.getByText('These are not the last five symbols').waitFor();
    await page.getByRole('textbox', { name: 'Type the last five symbols' }).fill(other.slice(-5).toLowerCase());
    await page.getByRole('textbox', { name: 'A note' }).fill('Asked for by Ben Okonkwo.');
    await revoke.click();
    await page.getByText('Remove the name: others read the note.').waitFor();
    await page.getByRole('textbox', { name: 'A note' }).fill('Issued twice.');
    await revoke.click();
    await page.getByText('The certificate is revoked.').waitFor();
    await page.getByText('It was issued in error.').first().waitFor();
    await audit(page);

    await page.getByRole('link', { name: 'Back to the certificates' }).first().click();
    await heading(page, 'Certificates');
    await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Revoked' });
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('1 certificate', { exact: true }).waitFor();
    await page.goto(`/verify/${other}`);
    await page
      .getByText(/It was issued in error, /)
      .first()
      .waitFor();
  },
);

/** From the top, so that the bar of the page covers nothing. */
const auditFromTop = async (page: Page) => {
  await page.evaluate(() => scrollTo(0, 0));
  await audit(page);
};

/** A picture of noise, which no PNG makes small. */
const noise = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 600;
    const context = canvas.getContext('2d');
    const image = context?.createImageData(900, 600);
    if (context == null || image === undefined) return '';
    for (let at = 0; at < image.data.length; at += 1) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    context.putImageData(image, 0, 0);
    return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  });

journey(
  'an owner changes the look and sees it before it is saved',
  { as: OWNER, longestMs: 60_000 },
  async ({ page }) => {
    const slug = await grant(OWNER, 'OWNER');
    await page.goto(`/desk/${slug}/look`);
    await heading(page, 'How certificates look');
    const picture = page.getByRole('img', { name: /marked as a preview/ });
    await picture.waitFor();
    const before = await picture.getAttribute('src');
    await auditFromTop(page);

    await page.getByRole('radio', { name: 'Modern' }).check();
    const headings = page.getByRole('group', { name: 'Color of headings' });
    await headings.getByRole('radio', { name: 'A color of yours' }).check();
    await headings.getByRole('textbox', { name: 'Its code' }).fill('#dddddd');
    await headings.getByText(/Contrast 1\.3 to 1 on the paper: hardly to be seen/).waitFor();
    await page.getByText('The preview shows the settings before').waitFor();
    await auditFromTop(page);
    await headings.getByLabel('Pick a color').fill('#123456');
    await headings.getByText(/Contrast 12\.\d to 1 on the paper: reads very well/).waitFor();
    await page.getByText('This is how it would look.').waitFor();
    assert.ok((await picture.getAttribute('src')) !== before, 'the picture did not change');

    const buffer = Buffer.from(await noise(page), 'base64');
    assert.ok(buffer.length > 1_000_000);
    const logo = page.getByRole('group', { name: 'Logo' });
    await logo.getByLabel('Choose a picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await logo.getByText(/Made smaller: \d+ by \d+ pixels, \d+ kB/).waitFor();
    await logo
      .getByLabel('Choose a picture')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await logo.getByText('This file is not a picture').waitFor();
    await page.getByText('This is how it would look.').waitFor();
    await auditFromTop(page);

    await page.getByRole('button', { name: 'Save the look' }).click();
    await page.getByText('Saved. Certificates look like this from now on.').waitFor();
    await page.getByText('This is how it looks now.').waitFor();
    await page.reload();
    await picture.waitFor();
    assert.equal(await headings.getByRole('textbox', { name: 'Its code' }).inputValue(), '#123456');
    assert.ok(await page.getByRole('radio', { name: 'Modern' }).isChecked());
  },
);

journey('an auditor reads the same pages without verbs', { as: AUDITOR }, async ({ page }) => {
  const slug = await grant(AUDITOR, 'AUDITOR');
  await page.goto(`/desk/${slug}/certificates`);
  await heading(page, 'Certificates');
  await rows(page).nth(1).getByRole('link').click();
  await heading(page, /^Certificate /);
  await page.getByRole('link', { name: 'Download the PDF' }).or(page.getByText('It was revoked on')).first().waitFor();
  assert.equal(await page.getByText('Correct the name').count(), 0);
  assert.equal(await page.getByText('Revoke it').count(), 0);
  await page.goto(`/desk/${slug}/look`);
  await page.getByText('Only an owner or an organizer may change it.').waitFor();
  await page.getByRole('img', { name: /marked as a preview/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save the look' }).count(), 0);
  await auditFromTop(page);
});

journey('an instructor is told who may, and a stranger nothing', { as: INSTRUCTOR }, async ({ page }) => {
  const { organization } = world().course.course;
  await page.goto(`/desk/${organization}`);
  await heading(page, 'Nothing is here');
  assert.equal(await page.getByRole('link', { name: 'Desk' }).first().isVisible(), true);
  await page.goto('/desk');
  await page.getByText('You have no role in an organization.').waitFor();
  await auditFromTop(page);
  await grant(INSTRUCTOR, 'INSTRUCTOR');
  await page.goto(`/desk/${organization}`);
  await page.getByText('You are an instructor.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Find certificates' }).count(), 0);
  await page.goto(`/desk/${organization}/certificates`);
  await page.getByText(/Only an owner or an organizer or an auditor/).waitFor();
  await auditFromTop(page);
});
