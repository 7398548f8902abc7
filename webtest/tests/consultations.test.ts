import assert from 'node:assert/strict';
import { looker } from '../audit.ts';
import { consultations, mailsSent, mailsTo, openCare } from '../caring.ts';
import { journey, signInAs } from '../journey.ts';
import { button, says } from '../states.ts';

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
    await says(page, /15 minutes · Online · Free/);
    await look('the times that are free');
    await signInAs(context, 'ida@example.org');
    await times.first().click();
    await says(page, /Mails about it say “your place”.*“Meeting”/);
    await look('before it is booked');
    await page.getByRole('checkbox').check();
    await button(page, 'Register').click();
    await page.waitForURL(/\/registrations\/./);
    const booked = page.url();
    await says(page, 'No mail says that you booked it or gave it up.');
    await says(page, 'It takes 15 minutes, with Sam Example, PhD, LMFT.');
    await says(page, 'Open the online room from this page');
    await says(page, 'The form is empty.');
    await look('the booked time');
    assert.equal(await page.title(), 'Your events – Attune');
    await page.goto('/organizations/sample-institute');
    assert.equal(await times.count(), 3);
    await page.goto(booked);
    await button(page, 'Cancel this place').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this place' }).click();
    await says(page, 'This place was canceled.');
    await mailsSent();
    const mails = (await mailsTo('ida@example.org')).join('\n');
    assert.doesNotMatch(mails, /your place|calendar|Sam Example|first talk|affair|consult|rooms\.example/i);
    clean();
  },
);
