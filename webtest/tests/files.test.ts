import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looker } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { keeper } from '../keeper.ts';
import { beginner } from '../people.ts';
import { world } from '../world.ts';

const offline = { expects: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/], longestMs: 60_000 };

/** The module of the course that shows this file, by its number. */
function moduleWith(file: string): number {
  const at = world().course.modules.findIndex(({ body }) => body.includes(file));
  assert.ok(at >= 0, file);
  return at + 1;
}

type Figure = { alternative: string; width: number; drawn: number; address: string; caption: string };

/** The figures of a text, each scrolled to and drawn. */
async function figures(page: Page): Promise<Figure[]> {
  const images = page.locator('.text figure img');
  await images.first().waitFor();
  for (const image of await images.all()) {
    await image.scrollIntoViewIfNeeded();
    await image.evaluate((one) => (one as HTMLImageElement).decode());
  }
  return images.evaluateAll((all) =>
    all.map((one) => {
      const image = one as HTMLImageElement;
      const caption = image.closest('figure')?.querySelector('figcaption')?.textContent?.trim() ?? '';
      const drawn = Math.round(image.getBoundingClientRect().width);
      return { alternative: image.alt, width: image.naturalWidth, drawn, address: image.src, caption };
    }),
  );
}

journey('a module shows its figures with their words, on a phone', { phone: true }, async ({ page, context }) => {
  const { email, enrollmentId } = await beginner('figures@example.org');
  await signInAs(context, email);
  const { look, clean } = looker(page);
  await page.goto(`/learn/${encodeURIComponent(enrollmentId)}/modules/${moduleWith('files/seven-steps.svg')}`);
  const seen = await figures(page);
  assert.equal(seen.length, 2);
  for (const { alternative, width, drawn, address, caption } of seen) {
    assert.ok(alternative.length > 40 && caption.length > 10, alternative);
    assert.ok(width > 0 && drawn > 250 && drawn <= 360, `${width} ${drawn}`);
    assert.match(address, /\/files\/[0-9a-f]{64}\.svg$/);
  }
  const [first] = seen;
  const alone = await context.request.get(first?.address ?? '');
  assert.equal(alone.headers()['cache-control'], 'public, max-age=31536000, immutable');
  await look('figures');
  clean();
});

// A browser on a slow network asks for pictures within 2,500 points, so the page is a long one.
journey('pictures come when they are near, not before', { phone: true }, async ({ page, context }) => {
  const { email, enrollmentId } = await beginner('lazy-figures@example.org');
  await signInAs(context, email);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/files/')) asked.push(request.url());
  });
  await page.goto(
    `/learn/${encodeURIComponent(enrollmentId)}/modules/${moduleWith('files/strength-of-evidence.svg')}`,
    {
      waitUntil: 'networkidle',
    },
  );
  assert.deepEqual(asked, []);
  assert.equal((await figures(page)).length, 1);
  assert.equal(asked.length, 1);
});

journey('a module is kept with its pictures', offline, async ({ page, context }) => {
  await keeper(page, 'keeps-figures@example.org', '', moduleWith('files/pursue-hide-loop.svg'));
  await context.setOffline(true);
  await page.reload();
  await page.getByText(/You are reading the text that this device keeps until/).waitFor();
  const seen = await figures(page);
  assert.equal(seen.length, 2);
  assert.ok(seen.every(({ address, width }) => address.startsWith('data:image/svg+xml') && width > 0));
});
