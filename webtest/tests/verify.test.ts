import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { audit } from '../audit.ts';
import { filmOf } from '../film.ts';
import { journey } from '../journey.ts';
import { world } from '../world.ts';

const NUMBER = '7K3QD-0V9XA-MB52T-C8HEN';
const ELSEWHERE = `https://elsewhere.example/verify/${NUMBER}`;
/** A number that nobody has, and a file that is none of ours, are answers that the console notes. */
const missing = { expects: [/status of 4\d\d/] };

const open = (page: Page) => page.getByRole('button', { name: 'Use the camera' });
const close = (page: Page) => page.getByRole('button', { name: 'Stop the camera' });

/** Notes each camera that the page opens, so that it can be asked whether one still runs. */
async function watchCameras(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const opened: MediaStreamTrack[] = [];
    Object.assign(window, { opened });
    mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      opened.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { opened: MediaStreamTrack[] }).opened.map(({ readyState }) => readyState),
    );
}

journey('without a camera there is no button for one', {}, async ({ page }) => {
  await page.goto('/verify');
  await page.getByText('drop the file anywhere').waitFor();
  assert.equal(await open(page).isVisible(), false);
});

const foreign = { file: () => filmOf([ELSEWHERE, 'hello']), allowed: true };
const BY_HAND: Record<string, (page: Page) => Promise<void>> = {
  'by its button': (page) => close(page).click(),
  'by Escape': (page) => page.keyboard.press('Escape'),
};

for (const [way, stop] of Object.entries(BY_HAND))
  journey(`the camera takes no code of another house, and ends ${way}`, { camera: foreign }, async ({ page }) => {
    const cameras = await watchCameras(page);
    await page.goto('/verify');
    await open(page).click();
    await page.getByText('does not lead to a certificate of this house').waitFor();
    assert.deepEqual(await cameras(), ['live']);
    if (way === 'by its button') await audit(page);
    await stop(page);
    await open(page).waitFor();
    assert.deepEqual([await cameras(), new URL(page.url()).pathname], [['ended'], '/verify']);
    await page.locator(':focus').and(open(page)).waitFor();
    await open(page).click();
    await close(page).waitFor();
    assert.deepEqual(await cameras(), ['ended', 'live']);
  });

journey('leaving the page ends the camera before anything else', { camera: foreign }, async ({ page, exitUrl }) => {
  await watchCameras(page);
  await page.goto('/verify');
  await open(page).click();
  await close(page).waitFor();
  // In the same breath as the press, before the browser goes anywhere.
  const states = await page.evaluate(() => {
    document.querySelector<HTMLElement>('.leave')?.click();
    return (window as unknown as { opened: MediaStreamTrack[] }).opened.map(({ readyState }) => readyState);
  });
  assert.deepEqual(states, ['ended']);
  await page.waitForURL(exitUrl);
});

journey(
  'a code of this house opens its page',
  { ...missing, camera: { file: () => filmOf([ELSEWHERE, `${world().server.url}/verify/${NUMBER}`]), allowed: true } },
  async ({ page }) => {
    await page.goto('/verify');
    await open(page).click();
    await page.waitForURL(`**/verify/${NUMBER}`);
    assert.equal(await page.locator('h1').count(), 1);
  },
);

journey(
  'a camera that is not allowed says what to do instead',
  { camera: { ...foreign, allowed: false } },
  async ({ page }) => {
    await page.goto('/verify');
    await open(page).click();
    await page.getByText('The camera was not allowed.').waitFor();
    assert.equal(await open(page).isVisible(), true);
    await page.getByLabel('Certificate number').fill(NUMBER);
  },
);

/** Drops files as a person does, anywhere on the page. */
const drop = (page: Page, files: { name: string; text: string }[]) =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, text } of files) dataTransfer.items.add(new File([text], name));
    const target = document.querySelector('.foot') ?? document.body;
    for (const type of ['dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

journey('a file is dropped anywhere, and faults are said in words', missing, async ({ page }) => {
  await page.goto('/verify');
  const fault = page.getByRole('alert');
  const wrong: [files: { name: string; text: string }[], said: RegExp][] = [
    [[], /Drop the file itself/],
    [[{ name: 'photo.jpg', text: 'x' }], /none of the kinds/],
    [Array.from({ length: 2 }, (_, at) => ({ name: `${at}.pdf`, text: 'x' })), /one file at a time/],
  ];
  for (const [files, said] of wrong) {
    await drop(page, files);
    assert.match((await fault.textContent()) ?? '', said);
  }
  await audit(page);
  await drop(page, [{ name: 'certificate.pdf', text: '%PDF-1.7 nothing' }]);
  await page.getByText('What was looked at').waitFor();
  await audit(page);
});

journey('a result is copied for a file', missing, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/verify/${NUMBER}`);
  await page.getByText('The result as text').click();
  await page.getByRole('button', { name: 'Copy the result' }).click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(
    copied,
    /^(No certificate has|This is not a certificate number)[\s\S]*\/verify\/7K3QD-0V9XA-MB52T-C8HEN$/,
  );
  await audit(page);
});

journey('on paper there is the verdict and nothing to press', missing, async ({ page }) => {
  await page.goto(`/verify/${NUMBER}`);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('nav, .leave, .foot, form, button, summary').filter({ visible: true }).count();
  assert.equal(shown, 0);
  assert.equal(await page.locator('h1').isVisible(), true);
});
