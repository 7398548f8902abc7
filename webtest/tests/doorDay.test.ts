import assert from 'node:assert/strict';
import { couplesEvent, trainingOfToday } from '../attending.ts';
import { looker } from '../audit.ts';
import {
  facts,
  gone,
  inside,
  kept,
  listGone,
  listKept,
  nothingWaits,
  OWNER,
  openDoor,
  records,
  row,
  verdict,
} from '../door.ts';
import { keyboard } from '../hands.ts';
import { journey, signInAs } from '../journey.ts';

const HOUR_MS = 3_600_000;

journey('the list goes by a button, by signing out, by leaving and with its day', facts, async ({ page, exitUrl }) => {
  const training = await trainingOfToday(['Kim Example']);
  const { look, clean } = looker(page);
  const open = async () => {
    await openDoor(page, training);
    await kept(page);
    assert.equal(await listKept(page), 1);
  };
  await open();
  const text = await page.evaluate(async () => {
    const store = await caches.open('attune-day');
    return (await Promise.all((await store.keys()).map(async (key) => (await store.match(key))?.text()))).join('');
  });
  assert.ok(text.includes('Kim Example'));
  assert.ok(!text.includes('@'), 'no mail address is kept');
  await page.getByRole('button', { name: 'Close the door' }).click();
  await page.getByRole('heading', { name: 'The door is closed' }).waitFor();
  await look('the door is closed');
  await listGone(page);

  await open();
  await page.clock.setFixedTime(Date.now() + 25 * HOUR_MS);
  await page.goto('/learn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await listGone(page);
  await page.clock.setFixedTime(Date.now());

  await open();
  await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
  await page.waitForURL(exitUrl);
  await page.goto('/verify');
  await listGone(page);

  await signInAs(page.context(), OWNER);
  await open();
  await page.goto('/me');
  await page.getByRole('button', { name: 'Sign out here' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await listGone(page);
  clean();
});

journey('the end of the day comes while the door is open', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example']);
  await page.clock.install();
  await openDoor(page, training);
  await kept(page);
  await page.clock.fastForward(12 * HOUR_MS);
  await page.getByRole('heading', { name: 'The door is closed' }).waitFor();
  await listGone(page);
});

journey('a clock that is wrong is told', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example']);
  await page.clock.setFixedTime(Date.now() + 10 * 60_000);
  await openDoor(page, training);
  await page.getByText(/The clock of this device is ahead by 10 minutes/).waitFor();
  await row(page, 'Kim').click();
  await verdict(page, 'The clock is wrong').waitFor();
  await page.getByRole('heading', { name: 'Not recorded' }).waitFor();
  const { look, clean } = looker(page);
  await look('a wrong clock');
  await page.getByRole('button', { name: 'Seen', exact: true }).click();
  await page.getByRole('heading', { name: 'Not recorded' }).waitFor({ state: 'detached' });
  assert.deepEqual(await records(training), [[]]);
  clean();
});

journey('the list of the day, a correction, and what the person sees of it', facts, async ({ page, context }) => {
  const training = await trainingOfToday(['Kim Example', 'Bo Li']);
  const { look, clean } = looker(page);
  await openDoor(page, training);
  await row(page, 'Kim').click();
  await nothingWaits(page);
  await page.goto(`/desk/${training.org}`);
  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('link', { name: 'A day of practice' }).first().waitFor();
  await look('the events');
  await page.goto(training.place);
  await page.getByRole('link', { name: /^List of the day/ }).waitFor();
  await look('the event');
  await page.getByRole('link', { name: /^List of the day/ }).click();
  await page.getByRole('heading', { level: 1, name: /^List of the day/ }).waitFor();
  await look('the list');
  await page.getByRole('button', { name: 'Kim Example' }).click();
  await page.getByRole('heading', { name: 'Kim Example' }).waitFor();
  await page.getByText('Correct this day').click();
  await look('a record');
  const save = page.getByRole('button', { name: 'Save the correction' });
  await save.click();
  await page.getByText('Add a time, or mark what goes.').waitFor();
  await page.getByLabel(/^Take away In/).check();
  await save.click();
  await page.getByText('Write why.').waitFor();
  await page.getByLabel('Reason').fill('Signed for somebody else.');
  await save.click();
  await page.getByText('Corrected.').waitFor();
  await page.getByText('Taken away: Signed for somebody else.').waitFor();
  await inside(page, 'In 0 of 2');
  await look('corrected');
  assert.deepEqual(await records(training), [['(IN)'], []]);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.locator('button:focus', { hasText: 'Kim Example' }).waitFor();

  await context.clearCookies();
  await signInAs(context, training.guests[0]?.email ?? '');
  await page.goto(`/registrations/${encodeURIComponent(training.guests[0]?.id ?? '')}`);
  await page.getByRole('heading', { name: 'Your code for the door' }).waitFor();
  const code = page.getByRole('img', { name: 'The code of your registration' });
  await code.evaluate((image) => (image as HTMLImageElement).decode());
  assert.ok(await code.evaluate((image) => (image as HTMLImageElement).naturalWidth > 100));
  await page.getByText('What was signed').click();
  await page.getByText('Taken away: Signed for somebody else.').waitFor();
  await look('my attendance');
  clean();
});

journey('the keyboard alone keeps the door and corrects the day', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example']);
  const hands = keyboard(page);
  await page.goto(training.place);
  await hands.press(page.getByRole('link', { name: /^Keep the door/ }));
  await page.getByRole('heading', { level: 1, name: /^Door: / }).waitFor();
  await hands.press(row(page, 'Kim'));
  await inside(page, 'In 1 of 1');
  await gone(page);
  await hands.press(page.getByRole('button', { name: 'Undo' }));
  await inside(page, 'In 0 of 1');
  await hands.choose(page.getByLabel('Sign in', { exact: true }));
  await hands.type(page.getByRole('textbox', { name: 'Code' }), training.guests[0]?.id ?? '');
  await page.keyboard.press('Enter');
  await inside(page, 'In 1 of 1');
  await nothingWaits(page);
  await hands.press(page.getByRole('link', { name: 'Back to the event' }));
  await hands.press(page.getByRole('link', { name: /^List of the day/ }));
  await hands.press(page.getByRole('button', { name: 'Kim Example' }));
  await hands.press(page.getByText('Correct this day'));
  await hands.press(page.getByRole('button', { name: 'Back to the list' }));
});

for (const beside of ['/me', '/courses/better-after-betrayal'])
  journey(
    `leaving ${beside} in another window ends no session before the door has sent what it has just signed`,
    facts,
    async ({ page, context, exitUrl }) => {
      const training = await trainingOfToday(['Kim Example']);
      // What is not sent is lost here.
      await page.addInitScript(() => {
        indexedDB.open = () => {
          throw new DOMException('Storage is refused.', 'InvalidStateError');
        };
      });
      await openDoor(page, training);
      let sends = 0;
      let leave = () => {};
      const leaving = new Promise<void>((resolve) => {
        leave = resolve;
      });
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('occurredAt')) return route.continue();
        sends += 1;
        await leaving;
        await new Promise((resolve) => setTimeout(resolve, 100));
        await route.continue().catch(() => {});
      });
      const other = await context.newPage();
      await other.goto(beside);
      await other.getByRole('heading', { level: 1 }).waitFor();
      await row(page, 'Kim').click();
      while (sends === 0) await page.waitForTimeout(10);
      await other.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
      leave();
      for (const open of [page, other]) await open.waitForURL(exitUrl);
      assert.deepEqual(await records(training), [['IN']]);
    },
  );

journey('an event for couples has no door, and says why', facts, async ({ page }) => {
  const { org, place } = await couplesEvent();
  const { look, clean } = looker(page);
  await page.goto(place);
  await page.getByText(/This event has no door/).waitFor();
  assert.equal(await page.getByRole('link', { name: /Keep the door/ }).count(), 0);
  await look('an event for couples');
  await page.goto(`/desk/${org}/intensives`);
  await page.getByText('Event for couples').first().waitFor();
  clean();
});
