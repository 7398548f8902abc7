import assert from 'node:assert/strict';
import { faultsOf } from '../audit.ts';
import { earn, enroll, introduce, picture, study, type Walk } from '../course.ts';
import { keyboard, touch } from '../hands.ts';
import { journey } from '../journey.ts';

/** The README's pictures of these. */
const PICTURED = ['player', 'quiz', 'claim', 'wallet'];

journey(
  'the whole course to the certificate by keyboard alone, and each page is clean',
  { as: 'keys@example.org', longestMs: 240_000 },
  async ({ page }) => {
    const walk: Walk = { page, hands: keyboard(page), name: 'Robin Example' };
    const seen = new Set<string>();
    const faults: string[] = [];
    const look = async (what: string) => {
      if (seen.has(what)) return;
      seen.add(what);
      if (PICTURED.includes(what)) await picture(page, what);
      faults.push(...(await faultsOf(page)).map((fault) => `${what}: ${fault}`));
    };
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await introduce(walk);
    await enroll(walk, 'To show a board or an employer');
    await study(walk, look);
    const number = await earn(walk, look);
    await page.goto(`/verify/${number}`);
    assert.match((await page.locator('main').textContent()) ?? '', /specimen/i);
    assert.deepEqual(faults, []);
  },
);

journey(
  'the whole course to the certificate by touch on a phone',
  { as: 'finger@example.org', phone: true, longestMs: 240_000 },
  async ({ page }) => {
    const walk: Walk = { page, hands: touch(page), name: 'Kim Example' };
    const look = async () => {
      const { wide, screen } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        screen: document.documentElement.clientWidth,
      }));
      assert.ok(wide <= screen, `scrolls sideways: ${wide} of ${screen} px`);
    };
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await introduce(walk);
    await enroll(walk, 'To show a board or an employer');
    await study(walk, look);
    await earn(walk, look);
  },
);
