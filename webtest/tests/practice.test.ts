import assert from 'node:assert/strict';
import { audit } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { learnerAt } from '../people.ts';
import { button, open } from '../states.ts';

const LONG = { longestMs: 120_000 };
const isFocused = (text: string): boolean => document.activeElement?.textContent === text;

journey('a case is played: a choice has its consequence, and another may be made', LONG, async ({ page, context }) => {
  const email = 'practice@example.org';
  const { round } = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  await open(page, `${round}/modules/1`);
  const part = page.locator('.casework');
  await button(page, 'Invite Leila to tell him that she has heard it.').click();
  await page.waitForFunction(isFocused, 'She has heard it');
  await part.getByText('You chose: Invite Leila to tell him').waitFor();
  await button(page, 'Choose otherwise').click();
  await page.waitForFunction(isFocused, 'A page');
  await button(page, 'Go through the page with Marcus, sentence by sentence, alone.').click();
  await button(page, 'Let him read them when Leila says that she is ready.').click();
  await part.getByText('A page that she can be angry at').waitFor();
  await audit(page);
  await button(page, 'Begin again').click();
  assert.equal(await part.locator('.scenes > li').count(), 1);
  await page.reload();
  await button(page, 'Invite Leila to tell him that she has heard it.').waitFor();
});

journey('an example to compare with stays closed until it is opened', LONG, async ({ page, context }) => {
  const email = 'compare@example.org';
  const { round } = await learnerAt(email, 'MODULE');
  await signInAs(context, email);
  await open(page, `${round}/modules/1`);
  const example = page.getByText('Marcus lied to Leila for fourteen months and let her doubt her own eyes.');
  await page.getByText('Compare with an example').waitFor();
  assert.equal(await example.isVisible(), false);
  await page.getByText('Compare with an example').click();
  await example.waitFor();
  await audit(page);
});
