import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { consultations, mailsTo, openCare } from '../caring.ts';
import { journey, signInAs } from '../journey.ts';
import { button } from '../states.ts';

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

journey(
  'somebody books a free time, and the page of the place says what they need',
  { longestMs: 120_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    await openCare();
    await consultations();
    await page.goto('/organizations/sample-institute');
    await page.getByRole('heading', { name: 'Consultations that you can book' }).waitFor();
    // Other journeys plan consultations too.
    const kind = page.locator('section.card', { hasText: 'Sam Example, PhD, LMFT' });
    const times = kind.getByRole('link', { name: /^09:/ });
    assert.equal(await times.count(), 4);
    await said(page, /15 minutes · Online · Free/);
    await look('the times that are free');
    await signInAs(context, 'ida@example.org');
    await times.first().click();
    await said(page, /Mails about it say “your place”.*“Meeting”/);
    await look('before it is booked');
    await page.getByRole('checkbox').check();
    await button(page, 'Register').click();
    await page.waitForURL(/\/registrations\/./);
    await said(page, 'It takes 15 minutes, with Sam Example, PhD, LMFT.');
    await said(page, 'Open the online room from this page');
    await said(page, 'The form is empty.');
    await look('the booked time');
    assert.equal(await page.title(), 'Your events – Attune');
    await page.goto('/organizations/sample-institute');
    assert.equal(await times.count(), 3);
    for (let tries = 0; tries < 100 && (await mailsTo('ida@example.org')).length < 2; tries += 1)
      await page.waitForTimeout(100);
    const mails = (await mailsTo('ida@example.org')).join('\n');
    assert.match(mails, /your place/);
    assert.doesNotMatch(mails, /Sam Example|first talk|affair|consult|rooms\.example|sample-institute/i);
    clean();
  },
);
