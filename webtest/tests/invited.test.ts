import assert from 'node:assert/strict';
import { looker } from '../audit.ts';
import { inviteTo, mailsTo, openCare, weekend } from '../caring.ts';
import { journey, signInAs } from '../journey.ts';
import { button, link, mainOf, open, says } from '../states.ts';

journey(
  'somebody who is invited sees to what before they say yes, and whether leaving signs out',
  { longestMs: 120_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    await openCare();
    const weekendId = await weekend();
    const secret = await inviteTo(weekendId, 'ivy@example.org', 'jon@example.org');
    await page.goto(`/invitations/${secret}`);
    assert.equal(await page.title(), 'A link – Attune');
    await look('the link');
    assert.doesNotMatch(await mainOf(page), /betrayal|weekend|couple|together/i);
    const mail = (await mailsTo('jon@example.org')).join('\n');
    assert.doesNotMatch(mail, /together|comes? with|couple|weekend|betrayal|BEGIN:VCALENDAR/i);

    await signInAs(context, 'ivy@example.org');
    await open(page, `/join/pair/${secret}`);
    await says(page, 'What it is to is not shown');
    assert.doesNotMatch(await mainOf(page), /betrayal/);
    await look('not for this account');

    await signInAs(context, 'jon@example.org');
    await page.addInitScript(() => localStorage.setItem('attune-stay', 'on'));
    await open(page, `/join/pair/${secret}`);
    for (const told of ['A weekend after betrayal', 'Sam Example', 'Each of you is met alone first.', 'whom to call'])
      await says(page, told);
    assert.equal(await page.title(), 'Your events – Attune');
    await says(page, 'leaving does not end your session.');
    await look('what one says yes to');
    await page.getByRole('checkbox').check();
    await button(page, 'Accept').click();
    await page.waitForURL(/\/registrations\/./);
    await page.goto('/intensives');
    await link(page, 'A weekend after betrayal').first().click();
    await says(page, 'Each of you is met alone first, before you get a place.');
    await says(page, 'Neither hears why from us.');
    await page.getByRole('link', { name: /^If you are afraid/ }).waitFor();
    assert.equal(await page.title(), 'Event – Attune');
    await look('how two people are met, for everybody');
    clean();
  },
);
