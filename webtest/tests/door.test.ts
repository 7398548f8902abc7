import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { couplesEvent, recordOf, type Training, trainingOfToday } from '../attending.ts';
import { looker } from '../audit.ts';
import { filmOf } from '../film.ts';
import { keyboard } from '../hands.ts';
import { journey, signInAgain, signInAs } from '../journey.ts';

const OWNER = 'olive@example.org';
const HOUR_MS = 3_600_000;
/** A page asks without a network, or without a session, and says so on the console. */
const offline = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/];
const facts = { as: OWNER, longestMs: 240_000, expects: offline };

const row = (page: Page, name: string): Locator => page.locator('.names li button', { hasText: name });
const verdict = (page: Page, word: string): Locator => page.locator('.shout .word', { hasText: word });
const inside = (page: Page, text: string) => page.locator('.count', { hasText: text }).waitFor();
const gone = (page: Page) => page.locator('.shout').waitFor({ state: 'detached' });
const kept = (page: Page) => page.getByText(/^The list is on this device until/).waitFor();

async function openDoor(page: Page, { door }: Training): Promise<void> {
  await page.goto(door);
  await page.getByRole('heading', { level: 1, name: /^Door: / }).waitFor();
}

/** Says what is on record of each guest, in their order. */
const records = ({ guests }: Training): Promise<string[][]> => Promise.all(guests.map(({ id }) => recordOf(id)));

/** What waits on the device, whoever made it. */
const waits = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('attune-door');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const count = request.result.transaction('signs').objectStore('signs').count();
          count.onsuccess = () => resolve(count.result);
        };
      }),
  );

async function waitingAre(page: Page, many: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await waits(page)) !== many; tries += 1) await page.waitForTimeout(100);
  assert.equal(await waits(page), many);
}
const nothingWaits = (page: Page) => waitingAre(page, 0);

const listKept = (page: Page): Promise<number> =>
  page.evaluate(async () =>
    (await caches.has('attune-day')) ? (await (await caches.open('attune-day')).keys()).length : 0,
  );

async function listGone(page: Page): Promise<void> {
  for (let tries = 0; tries < 50 && (await listKept(page)) > 0; tries += 1) await page.waitForTimeout(100);
  assert.equal(await listKept(page), 0);
}

journey(
  'the door by touch, with the network off and on again: nothing is lost, nothing is there twice',
  { ...facts, phone: true },
  async ({ page, context }) => {
    const training = await trainingOfToday(['Kim Example', 'Ana Lucía Fernández', 'Bo Li']);
    const { look, clean } = looker(page);
    await page.goto(`${training.place}/door`);
    await page.waitForURL(`**${training.door}`);
    await inside(page, 'In 0 of 3');
    await kept(page);
    await look('the door');
    await row(page, 'Kim').tap();
    await verdict(page, 'In').waitFor();
    await look('a verdict');
    await gone(page);
    await inside(page, 'In 1 of 3');
    await nothingWaits(page);
    await row(page, 'Kim').tap();
    await verdict(page, 'Already in').waitFor();
    await gone(page);

    await context.setOffline(true);
    await row(page, 'Ana').tap();
    await verdict(page, 'In').waitFor();
    await gone(page);
    await row(page, 'Bo').tap();
    await gone(page);
    await page.getByText('2 waiting').waitFor();
    await look('without a network');
    // What was undone before it was sent never was.
    await row(page, 'Bo').tap();
    await page.getByRole('button', { name: 'Undo' }).tap();
    await page.getByText('Undone.').waitFor();
    await waitingAre(page, 2);

    // The phone lets the page go, and opens it anew.
    await page.reload();
    await page.getByText(/This is the list that this device read at/).waitFor();
    await page.getByText('2 waiting').waitFor();
    await inside(page, 'In 3 of 3');
    await look('opened without a network');
    await page.getByLabel('Sign out', { exact: true }).tap();
    await row(page, 'Kim').tap();
    await verdict(page, 'Out').waitFor();
    await page.getByText('3 waiting').waitFor();

    await context.setOffline(false);
    await nothingWaits(page);
    await page.getByText(/This is the list that this device read at/).waitFor({ state: 'detached' });
    await inside(page, 'In 2 of 3');
    assert.deepEqual(await records(training), [['IN', 'IN', 'OUT'], ['IN'], ['IN']]);
    clean();
  },
);

journey('a scanner that types, undo, and codes of nobody', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example', 'Kim Example']);
  const elsewhere = await trainingOfToday(['Ana Example']);
  const { look, clean } = looker(page);
  await openDoor(page, training);
  const code = page.getByRole('textbox', { name: 'Code' });
  const scan = async (text: string) => {
    await code.focus();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const [kim, other] = training.guests;
  await scan(kim?.id ?? '');
  await verdict(page, 'In').waitFor();
  // The next person need not wait until the screen is free.
  await scan(other?.id ?? '');
  await inside(page, 'In 2 of 2');
  await nothingWaits(page);
  await look('after a scan');
  await gone(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  await inside(page, 'In 1 of 2');
  await nothingWaits(page);
  assert.deepEqual(await records(training), [['IN'], ['(IN)']]);
  for (const none of ['hello', elsewhere.guests[0]?.id ?? '']) {
    await scan(none);
    await verdict(page, 'Not on the list').waitFor();
    await gone(page);
  }
  await nothingWaits(page);
  await scan('');
  await page.getByText('Type or scan a code first.').waitFor();
  await look('no code');
  assert.equal(await page.locator('.names li', { hasText: 'code ends in' }).count(), 2);
  await page.getByRole('textbox', { name: 'Find a name' }).fill('nobody');
  await page.getByText('No name fits.').waitFor();
  await look('no name fits');
  clean();
});

/** Who is filmed, before the browser starts. */
let filmed: Training | null = null;
const camera = {
  file: async () => {
    filmed = await trainingOfToday(['Kim Example']);
    return filmOf([filmed.guests[0]?.id ?? '']);
  },
  allowed: true,
};

journey('the camera reads a code that is held before it once', { ...facts, camera }, async ({ page }) => {
  assert.ok(filmed);
  const { look, clean } = looker(page);
  await openDoor(page, filmed);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await verdict(page, 'In').waitFor();
  await gone(page);
  await look('with the camera');
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await page.getByRole('button', { name: 'Use the camera' }).waitFor();
  await nothingWaits(page);
  assert.deepEqual(await records(filmed), [['IN']]);
  clean();
});

journey(
  'a camera that is not allowed says what to do',
  { ...facts, camera: { ...camera, allowed: false } },
  async ({ page }) => {
    assert.ok(filmed);
    await openDoor(page, filmed);
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText('The camera was not allowed.').waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).waitFor();
  },
);

journey(
  'the session ends at the door: it works on, and what waits is sent by the same person only',
  { ...facts, expects: [...offline, /status of 401/] },
  async ({ page, context }) => {
    const training = await trainingOfToday(['Kim Example', 'Bo Li']);
    const { look, clean } = looker(page);
    await openDoor(page, training);
    await kept(page);
    await context.clearCookies();
    await row(page, 'Kim').click();
    await verdict(page, 'In').waitFor();
    await gone(page);
    await page.getByText(/You are signed out. The door works on/).waitFor();
    await row(page, 'Bo').click();
    await gone(page);
    await page.getByText('2 waiting').waitFor();
    await look('signed out');

    // Somebody else signs in on this device: nothing is sent in their name, and the list is not theirs to see.
    await signInAs(context, training.guests[1]?.email ?? '');
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await listGone(page);
    await page.goto(training.door);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await waits(page), 2);
    assert.deepEqual(await records(training), [[], []]);

    await context.clearCookies();
    await signInAs(context, OWNER);
    await openDoor(page, training);
    await nothingWaits(page);
    await inside(page, 'In 2 of 2');
    assert.deepEqual(await records(training), [['IN'], ['IN']]);
    clean();
  },
);

journey(
  'at the door one signs in again by a dialog, and what waited is sent',
  { ...facts, expects: [/status of 401/] },
  async ({ page, context }) => {
    const training = await trainingOfToday(['Kim Example']);
    await openDoor(page, training);
    await context.clearCookies();
    await row(page, 'Kim').click();
    await page.getByRole('button', { name: 'Sign in and send' }).click();
    await signInAgain(page, OWNER);
    await nothingWaits(page);
    assert.deepEqual(await records(training), [['IN']]);
  },
);

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
  assert.equal(await page.locator(':focus').textContent(), 'Kim Example');

  await context.clearCookies();
  await signInAs(context, training.guests[0]?.email ?? '');
  await page.goto(`/registrations/${encodeURIComponent(training.guests[0]?.id ?? '')}`);
  await page.getByRole('heading', { name: 'Your code for the door' }).waitFor();
  const code = page.getByRole('img', { name: 'The code of your registration' });
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

journey('an event for couples has no door, and says why', facts, async ({ page }) => {
  const { org, place } = await couplesEvent();
  const { look, clean } = looker(page);
  await page.goto(place);
  await page.getByText(/This event has no door and no list/).waitFor();
  assert.equal(await page.getByRole('link', { name: /Keep the door/ }).count(), 0);
  await look('an event for couples');
  await page.goto(`/desk/${org}/intensives`);
  await page.getByText('Event for couples').waitFor();
  clean();
});
