import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { trainingOfToday } from '../attending.ts';
import { consultations, openCare, pairAt, weekend } from '../caring.ts';
import { journey, ownNetwork, signInAs } from '../journey.ts';
import { beginner, claimant, graduate } from '../people.ts';
import { world } from '../world.ts';

/** Bytes of everything that a first visit loads, as sent, in thousands; the picture of a claim comes after it and is not counted. */
const FIRST_VISIT = { public: 90, course: 110, home: 110, player: 190, usual: 120, desk: 150, door: 100 };
type Kind = keyof typeof FIRST_VISIT;
const MOST_SHIFT = 0.02;

type Seen = { shift: number; by: string[]; bytes: number; scripts: number; fonts: string[]; longest: string };

/** What moved by itself, noted before the first line of a page is drawn. */
function noteShifts(): void {
  const noted = { sum: 0, by: [] as string[] };
  Object.assign(window, { shifts: noted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    })[])
      if (!entry.hadRecentInput) {
        noted.sum += entry.value;
        noted.by.push(...entry.sources.map(({ node }) => (node?.textContent ?? '').slice(0, 30)));
      }
  }).observe({ type: 'layout-shift', buffered: true });
}

function seen(): Seen {
  const files = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
    ({ initiatorType, name }) => initiatorType !== 'img' && !name.endsWith('.ico'),
  );
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const sizes = files.map(({ encodedBodySize }) => encodedBodySize);
  const longest = files.toSorted((a, b) => b.encodedBodySize - a.encodedBodySize).slice(0, 4);
  return {
    shift: (window as unknown as { shifts: { sum: number } }).shifts.sum,
    by: (window as unknown as { shifts: { by: string[] } }).shifts.by,
    bytes: sizes.reduce((sum, size) => sum + size, page?.encodedBodySize ?? 0),
    scripts: files.filter(({ name }) => name.endsWith('.js')).length,
    fonts: files.filter(({ name }) => name.endsWith('.woff2')).map(({ name }) => name.split('/').at(-1) ?? ''),
    longest: longest.map(({ name, encodedBodySize }) => `${name.split('/').at(-1)} ${encodedBodySize}`).join(', '),
  };
}

/** Visits an address as somebody does who has never been here. */
async function firstVisit(page: Page, path: string, email?: string): Promise<Seen> {
  const browser = page.context().browser();
  assert.ok(browser);
  const context = await browser.newContext({
    baseURL: world().server.url,
    viewport: { width: 360, height: 740 },
    extraHTTPHeaders: { 'x-forwarded-for': ownNetwork() },
  });
  try {
    if (email !== undefined) await signInAs(context, email);
    await context.addInitScript(noteShifts);
    const visit = await context.newPage();
    await visit.goto(path, { waitUntil: 'networkidle' });
    await visit.locator('h1').first().waitFor();
    await visit.evaluate(() => document.fonts.ready.then(() => {}));
    await visit.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return await visit.evaluate(seen);
  } finally {
    await context.close();
  }
}

async function within(page: Page, pages: [path: string, kind: Kind][], email?: string): Promise<void> {
  const faults: string[] = [];
  for (const [path, kind] of pages) {
    const { shift, by, bytes, scripts, fonts, longest } = await firstVisit(page, path, email);
    if (shift >= MOST_SHIFT) faults.push(`${path} moves by itself: ${shift.toFixed(3)}: ${by.join(', ')}`);
    // The page of a course carries its references, corrections and services of help, as text.
    const most = FIRST_VISIT[kind === 'public' && path.startsWith('/courses/') ? 'course' : kind];
    if (bytes / 1000 > most) faults.push(`${path} loads ${Math.round(bytes / 1000)} of ${most} kB: ${longest}`);
    if (kind === 'public' && scripts > 2) faults.push(`${path} loads ${scripts} scripts`);
    if (fonts.length > (kind === 'player' ? 2 : 1)) faults.push(`${path} loads ${fonts.join(' and ')}`);
  }
  assert.deepEqual(faults, []);
}

const LONG = { longestMs: 240_000, expects: [/status of 40[04]/] };

journey('pages for everybody: bytes of a first visit, and nothing moves', LONG, async ({ page }) => {
  const { slug, organization } = world().course.course;
  const course = [`/courses/${slug}`, `/courses/${slug}/for-yourself`];
  const paths = ['/', ...course, `/organizations/${organization}`, '/intensives'];
  const more = ['/safety', '/privacy', '/terms', '/verify', '/verify/7K3QD-0V9XA-MB52T-C8HEN', '/nowhere'];
  await within(page, [
    ...[...paths, ...more].map((path): [string, Kind] => [path, 'public']),
    ['/sign-in', 'home'],
    [`/courses/${slug}/sample`, 'player'],
  ]);
});

journey('pages of a learner: bytes of a first visit, and nothing moves', LONG, async ({ page }) => {
  const { email, enrollmentId, course, quizzes } = await beginner('bytes@example.org');
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  const quiz = encodeURIComponent(String(quizzes[0]?.id));
  await within(
    page,
    [
      ['/learn', 'home'],
      [round, 'home'],
      [`${round}/modules/1`, 'player'],
      [`${round}/quizzes/${quiz}`, 'usual'],
      [`/enroll/${encodeURIComponent(String(course.id))}`, 'usual'],
      [`${round}/evaluation`, 'usual'],
      [`${round}/statement`, 'usual'],
      [`${round}/later/2`, 'usual'],
      ['/me', 'usual'],
      ['/licenses', 'usual'],
      ['/transcript', 'usual'],
      ['/registrations', 'usual'],
    ],
    email,
  );
});

journey('pages of certificates: bytes of a first visit, and nothing moves', LONG, async ({ page }) => {
  const { email, enrollmentId } = await claimant();
  await within(page, [[`/learn/${encodeURIComponent(enrollmentId)}/claim`, 'usual']], email);
  const graduated = await graduate();
  const [number] = graduated.numbers;
  const pages = ['/wallet', `/wallet/${number}`, '/transcript', '/licenses', '/registrations'];
  await within(page, [...pages.map((path): [string, Kind] => [path, 'usual']), ['/learn', 'home']], graduated.email);
});

journey('pages of a training at the desk: bytes of a first visit, and nothing moves', LONG, async ({ page }) => {
  const { org, place, door, list, guests } = await trainingOfToday(['Kim Example', 'Bo Li']);
  await within(
    page,
    [
      [`/desk/${org}/intensives`, 'desk'],
      [place, 'desk'],
      [`${place}/evaluation`, 'desk'],
      [door, 'door'],
      [list, 'desk'],
    ],
    'olive@example.org',
  );
  const [kim] = guests;
  await within(page, [[`/registrations/${encodeURIComponent(kim?.id ?? '')}`, 'usual']], kim?.email);
});

journey('each move at the desk of a training asks once', LONG, async ({ page, context }) => {
  const { org, place, door, list } = await trainingOfToday(['Kim Example']);
  await signInAs(context, 'olive@example.org');
  const moves = [`/desk/${org}`, `/desk/${org}/intensives`, place, `${place}/evaluation`, door, list];
  assert.deepEqual(await movesThatAskMore(page, moves), []);
});

journey('pages of a therapy event: bytes of a first visit, nothing moves, each move asks once', LONG, async (visit) => {
  const { page, context } = visit;
  await openCare();
  await consultations();
  const [place] = await pairAt(await weekend(), 'bytes-pair@example.org', 'bytes-other@example.org');
  const paths = [place, ...['form', 'plan', 'shared', 'needs', 'data'].map((name) => `${place}/${name}`)];
  await within(
    page,
    paths.map((path): [string, Kind] => [path, 'usual']),
    'bytes-pair@example.org',
  );
  await within(page, [[`/organizations/${world().course.course.organization}`, 'public']]);
  await signInAs(context, 'bytes-pair@example.org');
  assert.deepEqual(await movesThatAskMore(page, paths), []);
});

journey(
  'pages of care at the desk: bytes of a first visit, nothing moves, and each move asks once',
  LONG,
  async ({ page, context }) => {
    const { organization } = world().course.course;
    await openCare();
    const desk = `/desk/${organization}`;
    const event = `${desk}/intensives/${encodeURIComponent(await weekend())}`;
    const paths = [`${desk}/care`, `${desk}/consultations`, event];
    const email = 'olive@example.org';
    await within(
      page,
      paths.map((path): [string, Kind] => [path, 'desk']),
      email,
    );
    await signInAs(context, email);
    assert.deepEqual(await movesThatAskMore(page, [...paths, desk]), []);
  },
);

const documents: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../web/graphql/documents.json', import.meta.url), 'utf8'),
);

journey('each move asks once', LONG, async ({ page, context }) => {
  const { email, enrollmentId } = await claimant();
  await signInAs(context, email);
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  const moves = [round, `${round}/modules/1`, `${round}/modules/2`, `${round}/claim`];
  assert.deepEqual(await movesThatAskMore(page, [...moves, '/wallet', '/licenses', '/me', '/learn']), []);
});

/** Goes from page to page inside the app, and answers the moves that did not ask for exactly one document. */
async function movesThatAskMore(page: Page, moves: string[]): Promise<string[]> {
  await page.goto('/learn', { waitUntil: 'networkidle' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql')) return;
    const hash = request.postDataJSON()?.extensions?.persistedQuery?.sha256Hash;
    const text = documents[String(hash)] ?? `not a document of the pages: ${request.postData()}`;
    // What the page writes, such as a beat of studying, is no part of a move.
    if (!text.startsWith('mutation')) asked.push(text.slice(0, 40));
  });
  const many: string[] = [];
  for (const path of moves) {
    asked.length = 0;
    await page.evaluate(
      (to) => (window as unknown as { navigation: { navigate(to: string): void } }).navigation.navigate(to),
      path,
    );
    await page.waitForURL(`**${path}`);
    // A table of addresses may be loaded before the page asks.
    for (let tries = 0; tries < 50 && asked.length === 0; tries += 1) await page.waitForTimeout(100);
    await page.waitForLoadState('networkidle');
    await page.locator('main h1').waitFor();
    if (asked.length !== 1) many.push(`${path}: ${asked.join(' | ')}`);
  }
  return many;
}
