import assert from 'node:assert/strict';
import { type Training, trainingOfToday } from '../attending.ts';
import { audit, looker } from '../audit.ts';
import {
  facts,
  gone,
  inside,
  kept,
  listGone,
  nothingWaits,
  OWNER,
  offline,
  openDoor,
  records,
  row,
  verdict,
  waitingAre,
  waits,
} from '../door.ts';
import { filmOf } from '../film.ts';
import { journey, signInAgain, signInAs } from '../journey.ts';
import { owner } from '../people.ts';
import { world } from '../world.ts';

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

journey(
  'where parts run side by side, one signs at the door of the part',
  { ...facts, phone: true },
  async ({ page }) => {
    const training = await trainingOfToday(['Kim Example'], true);
    const { look, clean } = looker(page);
    await openDoor(page, training);
    await page.getByLabel('Whose door').selectOption({ index: 1 });
    await row(page, 'Kim').tap();
    await verdict(page, 'In').waitFor();
    await gone(page);
    await inside(page, 'In 1 of 1');
    await look('the door of a part');
    await page.getByLabel('Whose door').selectOption({ index: 2 });
    await inside(page, 'In 0 of 1');
    await row(page, 'Kim').tap();
    await verdict(page, 'In').waitFor();
    await nothingWaits(page);
    await page.goto(training.list);
    await page.getByRole('button', { name: 'Kim Example' }).tap();
    const record = page.locator('.record');
    await record.locator('.line', { hasText: 'Before any technique: safety' }).waitFor();
    await record.locator('.line', { hasText: 'Pace and the body' }).waitFor();
    await page.getByText('Correct this day').tap();
    await look('a correction at the door of a part');
    clean();
  },
);

journey('an answer that is lost is asked for again, and nothing is there twice', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example', 'Bo Li', 'Ana Example']);
  await openDoor(page, training);
  let lost = 0;
  await page.route('**/graphql', async (route) => {
    if (lost > 0 || !route.request().postData()?.includes('occurredAt')) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await row(page, 'Kim').click();
  // A touch frees the screen at once.
  await page.locator('.shout').click();
  await row(page, 'Bo').click();
  await nothingWaits(page);
  await inside(page, 'In 2 of 3');
  assert.equal(lost, 1);
  await gone(page);
  // Undone before anybody knows that it is recorded: it is taken away once that is known.
  lost = 0;
  await row(page, 'Ana').click();
  while (lost === 0) await page.waitForTimeout(20);
  await page.locator('.shout').click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await nothingWaits(page);
  await inside(page, 'In 2 of 3');
  assert.deepEqual(await records(training), [['IN'], ['IN'], ['(IN)']]);
});

journey(
  'an instructor keeps the door where the training names them',
  { ...facts, as: 'sam@example.org' },
  async ({ page }) => {
    const training = await trainingOfToday(['Kim Example']);
    await world().server.operate([
      'user',
      'grant',
      'sam@example.org',
      'INSTRUCTOR',
      '--org',
      training.org,
      '--by',
      'the tests',
    ]);
    await page.goto(training.door);
    await page.getByText(/Only instructors who are named on this event/).waitFor();
    await audit(page);
    const named = { intensiveId: training.id, name: 'Sam Example', email: 'sam@example.org' };
    await (await owner()).run('NameInstructor', { input: named });
    await openDoor(page, training);
    await row(page, 'Kim').click();
    await nothingWaits(page);
    assert.deepEqual(await records(training), [['IN']]);
  },
);
