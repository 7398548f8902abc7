import { looker } from '../audit.ts';
import { journey } from '../journey.ts';
import { button, open, states } from '../states.ts';

const nobody = async () => ({ email: 'nobody@example.org' });

states('pages that are empty, and addresses of nothing', nobody, async ({ see }) => {
  for (const path of ['/learn', '/wallet', '/transcript', '/licenses', '/registrations', '/me']) await see(path);
  const nothing = ['/learn/none', '/learn/none/modules/1', '/learn/none/quizzes/none', '/learn/none/evaluation'];
  const more = ['/learn/none/statement', '/learn/none/claim', '/wallet/NONE', '/registrations/none'];
  const others = ['/enroll/none', '/register/none'];
  for (const path of [...nothing, ...more, ...others]) await see(path, `nothing at ${path}`);
});

states(
  'the settings while one changes them',
  async () => ({ email: 'settings@example.org' }),
  async ({ see, look }, { page }) => {
    await see('/me');
    await page.getByText('Change the address').first().click();
    await look('address opened');
    await page.getByLabel('New address').fill('settings-new@example.org');
    await button(page, 'Send the codes').click();
    await page.getByLabel('Code from the new address').fill('00000000');
    await page.getByLabel('Code from the old address').fill('00000000');
    await look('codes asked');
    await button(page, 'Change the address').click();
    await page.getByRole('alert').first().waitFor();
    await look('wrong codes');
    await button(page, 'Erase my account').click();
    await page.getByLabel('Type your mail address to confirm').fill('other@example.org');
    await button(page, 'Erase it').click();
    await page.getByRole('alert').nth(1).waitFor();
    await look('erasure not confirmed');
    await page.getByLabel('Type your mail address to confirm').fill('settings@example.org');
    await button(page, 'Erase it').click();
    await page.getByRole('dialog').waitFor();
    await look('erased');
  },
);

states(
  'licenses: added with a fault, changed, removed',
  async () => ({ email: 'licensed@example.org' }),
  async ({ see, look }, { page }) => {
    await open(page, '/licenses');
    await button(page, 'Add the license').or(button(page, 'Add')).first().click();
    await look('adding');
    await page.getByLabel('License', { exact: true }).selectOption({ label: 'Another one, not listed here' });
    await page.getByLabel('Profession').fill('Not a word');
    await page.getByLabel('Where it holds').fill('nowhere');
    await page.getByLabel('Number', { exact: true }).fill('1');
    await page.getByLabel('Hours that it needs in all').fill('many');
    await button(page, 'Add the license').click();
    await page.locator('.fault').first().waitFor();
    await look('a fault of the page');
    await page.getByLabel('Hours that it needs in all').fill('');
    await button(page, 'Add the license').click();
    await page.getByRole('alert').first().waitFor();
    await look('faults of the server');
    await page.getByLabel('Profession').fill('lmft');
    await page.getByLabel('Where it holds').fill('US-CA');
    await button(page, 'Add the license').click();
    await page.getByText('The license is added.').waitFor();
    await look('added');
    await see('/transcript', 'a transcript of one license');
    await open(page, '/licenses');
    await button(page, /^Change /).click();
    await look('changing');
    await open(page, '/licenses');
    await button(page, /^Remove /).click();
    await page.getByRole('dialog').waitFor();
    await look('removing');
    await button(page, 'Remove it').click();
    await page.getByText('The license is removed.').waitFor();
    await look('removed');
  },
);

journey(
  'a page that does not load says why, and loads when it is asked to',
  { as: 'unloaded@example.org', expects: [/ERR_FAILED/, /status of 503/] },
  async ({ page }) => {
    const { look, clean } = looker(page);
    await page.route('**/graphql', (route) => route.abort());
    await page.goto('/wallet');
    await page.getByRole('heading', { name: 'You are offline' }).waitFor({ timeout: 20_000 });
    await look('nothing answers');
    await page.unroute('**/graphql');
    await button(page, 'Try again').click();
    await page.getByRole('heading', { name: 'Your certificates' }).waitFor();
    await look('loaded in the end');
    clean();
  },
);
