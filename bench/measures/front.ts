import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { createClient } from '../../cli/demo/client.ts';
import { agree, enroll, studyAll } from '../../cli/demo/journey.ts';
import { type DemoServer, startDemoServer } from '../../cli/demo/server.ts';
import { codeFor, signIn } from '../../cli/demo/signIn.ts';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { CONTENT } from '../../server/service.ts';
import { median, round } from '../numbers.ts';

/** A phone of some years ago on a slow network: bits a second, milliseconds there and back, and a quarter of this machine. */
const NETWORK = { download: 1_600_000, upload: 750_000, latency: 150 };
const SLOWDOWN = 4;
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const LEARNER = 'learner@example.org';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A page: its address, the seconds within which most of it should be seen, and what is pressed on it. */
type Asked = { name: string; path: string; aim: number | null; press: string; signedIn: boolean };
type Vitals = { lcp: number; inp: number; cls: number };
type Visit = Vitals & { over: number };
export type FrontPage = Asked & { visits: Visit[]; lcp: number; inp: number; cls: number; over: number };
export type FrontResult = {
  rounds: number;
  browser: string;
  load: { before: number; after: number };
  pages: FrontPage[];
};

/** The smallest page that the server has: a heading, a sentence and the style sheet of all. */
const EMPTY: Asked = { name: 'an empty page', path: '/certificates/none.pdf', aim: null, press: 'h1', signedIn: false };

/** Largest paint, slowest answer to a press and shifts of each page, in a browser that is slow on purpose, beside an empty page. */
export const measureFront = async ({ rounds, log }: { rounds: number; log: (line: string) => void }) => {
  const parsed = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
  if (!parsed.ok) throw new Error('The course in content/ has faults.');
  const server = await startDemoServer(parsed.package.course.organization);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const before = loadavg()[0] ?? 0;
    const asked = await prepare(server, parsed.package);
    const session = await sessionOf(browser, server);
    const visits = new Map<string, Visit[]>(asked.map(({ name }) => [name, []]));
    // The first turn warms up the server, and does not count.
    for (let turn = 0; turn <= rounds; turn += 1) {
      const empty = await visit(browser, server, EMPTY, null);
      for (const page of asked) {
        const vitals = page === EMPTY ? empty : await visit(browser, server, page, session);
        if (turn > 0) visits.get(page.name)?.push({ ...vitals, over: vitals.lcp / empty.lcp });
      }
      log(`front: turn ${turn} of ${rounds}`);
    }
    const pages = asked.map((page) => summed(page, visits.get(page.name) ?? []));
    return { rounds, browser: browser.version(), load: { before, after: loadavg()[0] ?? 0 }, pages };
  } finally {
    await browser.close();
    await server.stop();
  }
};

const summed = (page: Asked, visits: Visit[]): FrontPage => {
  const middle = (name: keyof Visit, digits: number) => round(median(visits.map((one) => one[name])), digits);
  return {
    ...page,
    visits,
    lcp: middle('lcp', 0),
    inp: middle('inp', 0),
    cls: middle('cls', 3),
    over: middle('over', 2),
  };
};

/** Somebody who has read everything for themselves, and the addresses of their pages. */
const prepare = async ({ url, outbox }: DemoServer, pack: CoursePackage): Promise<Asked[]> => {
  const client = createClient(url, () => {});
  await signIn(client, LEARNER, outbox);
  const { slug } = pack.course;
  await client.run('UpdateProfile', {
    input: { legalName: 'Robin Example', country: 'NZ', timeZone: 'Pacific/Auckland' },
  });
  await agree(client);
  const begun = await enroll(client, await client.run('Course', { slug }), { purpose: 'PERSONAL' });
  await studyAll(client, pack, begun);
  const own = `/learn/${encodeURIComponent(begun.enrollmentId)}`;
  const quiz = encodeURIComponent(String(begun.quizzes[0]?.id));
  const open = (name: string, path: string, aim: number, press = 'h1') => ({ name, path, aim, press, signedIn: false });
  const closed = (name: string, path: string, aim: number, press = 'h1') => ({
    name,
    path,
    aim,
    press,
    signedIn: true,
  });
  return [
    EMPTY,
    open('home', '/', 1.2),
    open('a course', `/courses/${slug}`, 1.2, 'summary'),
    open('check of a certificate', '/verify', 1.2, 'input[name=number]'),
    open('sign-in', '/sign-in', 1.5, 'input'),
    closed('learning', '/learn', 1.5),
    closed('a round', own, 1.5, 'summary'),
    closed('a module', `${own}/modules/1`, 1.8, '.time summary'),
    closed('a quiz', `${own}/quizzes/${quiz}`, 1.6),
    closed('the claim', `${own}/claim`, 1.6, 'summary'),
    closed('certificates', '/wallet', 1.6),
  ];
};

const sessionOf = async (browser: Browser, { url, outbox }: DemoServer) => {
  const context = await browser.newContext();
  const before = await codeFor(LEARNER, outbox);
  const post = (path: string, data: object) =>
    context.request.post(`${url}/api/auth${path}`, { data, headers: { origin: url } });
  await post('/email-otp/send-verification-otp', { email: LEARNER, type: 'sign-in' });
  for (let tries = 0; tries < 50; tries += 1) {
    const otp = await codeFor(LEARNER, outbox);
    if (otp !== before && (await post('/sign-in/email-otp', { email: LEARNER, otp })).ok()) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const state = await context.storageState();
  await context.close();
  return state;
};

type Session = Awaited<ReturnType<typeof sessionOf>>;

/** Runs before the page's own scripts. */
const note = (): void => {
  const vitals = { lcp: 0, inp: 0, cls: 0 };
  Object.assign(window, { vitals });
  type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; interactionId: number };
  const watch = (type: string, take: (entry: Entry) => void) =>
    new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(take)).observe({
      ...{ type, buffered: true, durationThreshold: 16 },
    } as PerformanceObserverInit);
  watch('largest-contentful-paint', ({ startTime }) => {
    vitals.lcp = startTime;
  });
  watch('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) vitals.cls += value;
  });
  watch('event', ({ duration, interactionId }) => {
    if (interactionId > 0) vitals.inp = Math.max(vitals.inp, duration);
  });
};

const slowDown = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const { download, upload, latency } = NETWORK;
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency, downloadThroughput: download / 8, uploadThroughput: upload / 8 },
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return session;
};

/** One first visit, with nothing in any cache. */
const visit = async (browser: Browser, { url }: DemoServer, asked: Asked, session: Session | null): Promise<Vitals> => {
  const storage = asked.signedIn && session !== null ? { storageState: session } : {};
  const context: BrowserContext = await browser.newContext({ ...PHONE, ...storage });
  try {
    await context.addInitScript(note);
    const page = await context.newPage();
    await slowDown(page);
    await page.goto(url + asked.path, { waitUntil: 'networkidle', timeout: 60_000 });
    await page.locator('h1').first().waitFor();
    await page.locator(asked.press).first().click({ timeout: 10_000 });
    // The press is noted with the frame that shows its effect.
    await page.waitForTimeout(500);
    return await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals);
  } finally {
    await context.close();
  }
};
