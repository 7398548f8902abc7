import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LINKS } from '../../../server/places/linkRoutes.ts';
import { startTestApp } from '../../support/app.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const now = new Date('2026-11-26T09:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, sessions: true, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const page = async (path: string, more: Record<string, string> = {}, method = 'GET') => {
  const answer = await app.ask(path, { method, headers: { ...HTML, ...more } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

/** What every page of an error has: the way out, the bar, the links of the foot, and the script that leaving needs. */
function expectWaysOut({ text, headers }: Awaited<ReturnType<typeof page>>, leave = 'Leave this page') {
  expect(text).toContain(`<a class="leave" href="https://weather.example.org/" rel="noreferrer">${leave}</a>`);
  expect(text).toContain('data-exit="https://weather.example.org/"');
  for (const address of ['/', '/safety', '/verify', '/privacy'])
    expect(text).toMatch(new RegExp(` href="${address}[?"]`));
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('noindex');
}

test.each([
  ['/nope', 404],
  ['/t/abc', 404],
  ['/invitations/x', 404],
  ['/invitations/x/refuse', 404],
  ['/places/x', 404],
  ['/waitlist/decline/x', 404],
  ['/learn/%E0%A4%A', 400],
  ['/courses/%E0%A4%A', 400],
  ['/courses/none', 404],
  ['/intensives/none', 404],
  ['/verify/x', 400],
  ['/keys/x', 404],
  ['/log/x', 404],
  ['/assets/none.js', 404],
  ['/calendars/x.ics', 404],
  ['/certificates/x/document.pdf', 404],
  ['/learn', 503],
])('%s (%i) is a page with the way out', async (path, status) => {
  const shown = await page(path);
  expect(shown.status).toBe(status);
  expectWaysOut(shown);
});

test('so is a page of a request from another site, and of another verb', async () => {
  const foreign = await page('/verify', { origin: 'https://evil.example' }, 'POST');
  expect(foreign.status).toBe(403);
  expectWaysOut(foreign);
  expectWaysOut(await page('/verify/ABC', {}, 'DELETE'));
});

test('so is a page of too many requests', async () => {
  for (let times = 0; times < LINKS.max; times += 1) {
    const { status } = await page('/places/x');
    if (status === 429) break;
  }
  const refused = await page('/places/x');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expectWaysOut(refused);
});

test('the frame of an error speaks as its reader does, and its English sentences are marked', async () => {
  for (const shown of [await page('/nope', { 'accept-language': 'es' }), await page('/nope?language=es')]) {
    expectWaysOut(shown, 'Salir de esta página');
    expect(shown.text).toContain('<h1 lang="en">Not found</h1>');
    expect(shown.headers.get('vary')).toMatch(/Accept-Language/);
  }
});

test('programs get what they got', async () => {
  const answer = await app.ask('/nope');
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});
