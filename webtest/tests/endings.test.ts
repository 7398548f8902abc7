import assert from 'node:assert/strict';
import { looker } from '../audit.ts';
import { openCare, pairAt, weekend } from '../caring.ts';
import { journey, signInAs } from '../journey.ts';
import { button, open } from '../states.ts';

journey(
  'whoever cancels a place of two is told what the other one learns, and whom to ask',
  { longestMs: 120_000 },
  async ({ page, context }) => {
    const { look, clean } = looker(page);
    await openCare();
    const [place, other] = await pairAt(await weekend(), 'ida@example.org', 'jon@example.org');
    await signInAs(context, 'ida@example.org');
    await open(page, place);
    await button(page, 'Cancel this place').click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this place?' });
    await dialog.getByText('Both places end. The other person gets a mail at once').waitFor();
    await dialog.getByText('If that is not safe for you, write to').waitFor();
    assert.match(
      (await dialog.getByRole('link', { name: 'Whom to call' }).getAttribute('href')) ?? '',
      /\/safety#call$/,
    );
    await look('before both places end');
    await dialog.getByRole('button', { name: 'Cancel this place' }).click();
    await page.getByText('This place was canceled.').first().waitFor();
    await context.clearCookies();
    await signInAs(context, 'jon@example.org');
    await open(page, other);
    await page.getByText('The place does not go ahead.').first().waitFor();
    await look('what the other one reads');
    clean();
  },
);
