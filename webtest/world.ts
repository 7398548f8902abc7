import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../cli/demo/server.ts';
import type { CoursePackage } from '../schema/courses/rules/package/canonical.ts';
import { readCourseFolder } from '../server/content/content.ts';
import { CONTENT } from '../server/service.ts';
import { startChromium } from './chromium.ts';

/** One server with the courses of content/, one browser, and a page about nothing to which people leave. */
export type World = {
  server: DemoServer;
  browser: Browser;
  /** What the server teaches, with the right answers. */
  course: CoursePackage;
  exitUrl: string;
  /** The folder for the pictures of the README; null where none are made. */
  pictures: string | null;
};

let opened: World | null = null;

export function world(): World {
  if (opened === null) throw new Error('Nothing was started. Run `npm run test:web`.');
  return opened;
}

/** Starts everything that the tests share, and answers how to end it. */
export async function openWorld(pictures: string | null): Promise<() => Promise<void>> {
  const parsed = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
  if (!parsed.ok) throw new Error('The course in content/ has faults.');
  const exit = await startExit();
  const { organization } = parsed.package.course;
  const started = await Promise.allSettled([
    startDemoServer(organization, { EXIT_URL: exit.url, TRUST_PROXY: '1' }),
    startChromium(),
  ]);
  const [server, browser] = started;
  const end = async () => {
    if (browser.status === 'fulfilled') await browser.value.close();
    if (server.status === 'fulfilled') await server.value.stop();
    exit.stop();
  };
  if (server.status === 'rejected' || browser.status === 'rejected') {
    await end();
    throw [server, browser].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))[0];
  }
  opened = {
    server: server.value,
    browser: browser.value,
    course: parsed.package,
    exitUrl: exit.url,
    pictures,
  };
  await built(server.value.url);
  return end;
}

/** The page to which people leave. It takes its time, so that what a test sees before is what the page left did by itself. */
async function startExit() {
  const server = createServer((_request, response) => {
    setTimeout(() => response.end('<!doctype html><html lang="en"><title>Weather</title><h1>Weather</h1>'), 400);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close().closeAllConnections() };
}

/** The first pages are built while the server already answers. */
async function built(url: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { status } = await fetch(`${url}/sign-in`);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The pages were not built.');
}
