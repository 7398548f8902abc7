import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CODE_SECONDS, KNOWN_DEVICE_SECONDS, SESSION_LIFETIME_SECONDS } from '../../../schema/accounts/rules.ts';
import { DAYS } from '../../../web/keeping/rules.ts';
import { startTestApp } from '../../support/app.ts';
import { signInAt } from '../../support/sessions.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

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

const page = async (path: string) => {
  const answer = await app.ask(path, { headers: { accept: 'text/html' } });
  return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy') };
};

test.each([
  ['/safety', 'What leaving cannot undo'],
  ['/courses/better-after-betrayal/for-yourself', 'What need not be decided now'],
  ['/privacy', 'Words about therapy and relationships'],
  ['/terms', 'Terms of use'],
  ['/organizations/sample-institute', 'Accessibility and accommodation'],
  ['/organizations/sample-institute/policies/conflict-of-interest', 'Version 1'],
])('%s is a page for everybody that needs no script and has the way out', async (path, words) => {
  const { status, text, policy } = await page(path);
  expect([status, text.includes(words)]).toEqual([200, true]);
  expect(text.match(/<script/g)).toHaveLength(1);
  expect(policy).not.toContain('unsafe');
  // The link of the way out is the second that the keyboard meets.
  expect([...text.matchAll(/<(?:a|button|input|select|summary)\b[^>]*class="([^"]*)"/g)].slice(0, 2)).toMatchObject([
    { 1: 'skip' },
    { 1: 'leave' },
  ]);
});

test('a course of an organization that is a sample says so before anybody studies', async () => {
  const { text } = await page('/courses/better-after-betrayal');
  const said = text.indexOf('The organization is a sample that does not exist');
  expect(said).toBeGreaterThan(0);
  expect(said).toBeLessThan(text.indexOf('Start the course'));
});

test('a correction says which versions of the course it corrects', async () => {
  const { text } = await page('/courses/better-after-betrayal');
  expect(text).toMatch(/<li>[^<]*2026, versions 1\.0, 1\.1, 1\.2: <span[^>]*>Versions 1\.0 to 1\.2 /);
});

test('whoever it happened to reads without an account, without a cookie, and under a title that names no course', async () => {
  const door = await page('/courses/better-after-betrayal');
  expect(door.text).toContain('href="/courses/better-after-betrayal/for-yourself"');
  const answer = await app.ask('/courses/better-after-betrayal/for-yourself', { headers: { accept: 'text/html' } });
  expect(answer.headers.get('set-cookie')).toBeNull();
  const text = await answer.text();
  expect(text).toContain('<title>Reading – Attune</title>');
  expect(text).toContain('href="tel:1737"');
  expect((await page('/courses/sample-course/for-yourself')).status).toBe(404);
});

test('whom to call stands first for whoever it happened to, and each link to a place of the page leads there', async () => {
  const { text } = await page('/courses/better-after-betrayal/for-yourself');
  const links = [...text.matchAll(/<a (?:class="[^"]*" )?href="#([^"]+)"/g)].map(([, place]) => place);
  expect(links).toEqual(expect.arrayContaining(['help', 'part-6']));
  expect(links.filter((place) => !text.includes(` id="${place}"`))).toEqual([]);
  expect(text).toContain('<h2 id="part-6">If you are the one who broke the trust</h2>');
  const [before = ''] = text.split('<h2 id="part-1">');
  for (const said of ['tel:111', 'tel:000', 'tel:911', 'tel:999', 'href="#help"', 'href="#part-6"'])
    expect(before).toContain(said);
});

test('the home page and the page of the course have the door for whoever it happened to', async () => {
  const door = 'href="/courses/better-after-betrayal/for-yourself"';
  const home = (await page('/')).text;
  expect(home.indexOf(door)).toBeGreaterThan(0);
  expect(home.indexOf(door)).toBeLessThan(home.indexOf('href="/courses/better-after-betrayal"'));
  const course = (await page('/courses/better-after-betrayal')).text;
  expect(course.indexOf(door)).toBeGreaterThan(0);
  expect(course.indexOf(door)).toBeLessThan(course.indexOf('Start the course'));
});

test('a module to read first leads to reading safely, and no tab and no history names it', async () => {
  const { text } = await page('/courses/better-after-betrayal/sample');
  expect(text).toContain('<title>Reading – Attune</title>');
  expect(text.indexOf('>Reading safely</a>')).toBeGreaterThan(0);
  expect(text.indexOf('>Reading safely</a>')).toBeLessThan(text.indexOf('<h2'));
});

test.each(['/safety', '/courses/better-after-betrayal/for-yourself'])(
  '%s says the emergency number once for each country, and opens text messages',
  async (path) => {
    const { text } = await page(path);
    for (const number of ['111', '000', '911', '999', '112 or 999'])
      expect([number, text.match(new RegExp(`local emergency number, ${number}[.;]`, 'g'))?.length]).toEqual([
        number,
        number === '911' ? 2 : 1,
      ]);
    expect(text).toContain('Text START to <a href="sms:88788">88788</a>, chat');
    expect(text).toContain('<a href="sms:988">9-8-8</a>');
  },
);

test('what may be downloaded says first who may find it', async () => {
  const { text } = await page('/courses/better-after-betrayal');
  const care = text.indexOf('id="downloads-care"');
  expect(care).toBeGreaterThan(0);
  expect(text.slice(care)).toMatch(/^[^<]*Leaving this page does not delete it\.<\/p><div><ul><li>/);
});

test('the page about reading safely names whom to call by country, each once, and no course in its title', async () => {
  const { text } = await page('/safety');
  expect(text).toContain('<title>Reading – Attune</title>');
  expect(text.match(/href="tel:1737"/g)).toHaveLength(1);
  expect(text).toContain('<summary>New Zealand</summary>');
});

test('the privacy notice names every cookie with its time, and what a browser keeps beside them', async () => {
  const { text } = await page('/privacy');
  const days = (seconds: number) => `${seconds / 86_400} days`;
  for (const said of [
    `for at most ${days(SESSION_LIFETIME_SECONDS)}`,
    `This device</strong>, for ${days(KNOWN_DEVICE_SECONDS)}`,
    `within ${CODE_SECONDS / 60} minutes`,
    'a passkey',
    `after ${DAYS} days`,
    'Answers of a test',
    'Settings',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('only cookies');
});

test.each(['/organizations/nobody', '/organizations/sample-institute/policies/none', '/organizations/%00'])(
  '%s is not there',
  async (path) => expect((await page(path)).status).toBe(404),
);

test('a person gets their data as a file by a form of our pages, ten times a day, and nobody else does', async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  const headers = await signInAt(world.db, userId, now);
  const ask = (more: Record<string, string> = {}) =>
    app.ask('/data-export', { method: 'POST', headers: { ...headers, ...more } });
  const answer = await ask();
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename="attune-data-2026-11-26.json"',
  ]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ profile: { legal_name: 'Li Wu' } });
  expect((await ask({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await app.ask('/data-export', { method: 'POST' })).status).toBe(401);
  expect((await app.ask('/data-export', { headers })).status).toBe(404);
  for (let times = 2; times <= 10; times += 1) expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '86400']);
});

test('a session says when it ends without use, and when in any case', async () => {
  const headers = await signInAt(world.db, await newLearner(world.db), now);
  const { body } = await app.graphql('{ viewer { session { expiresAt idleEndsAt } } }', {}, headers);
  expect(body.data).toEqual({
    viewer: { session: { expiresAt: '2026-12-10T09:00:00.000Z', idleEndsAt: '2026-11-27T09:00:00.000Z' } },
  });
});
