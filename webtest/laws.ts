import type { BrowserContext, Page } from 'playwright-core';
import { routeNamer } from '../server/app/mount.ts';
import { appRoutes } from '../server/web/routes.ts';
import { world } from './world.ts';

const appName = routeNamer(appRoutes(() => ({ state: 'BUILDING' }), { exitUrl: '', keepsModules: true }));
/** Whether the app shows this address, and not the server. */
export const isApp = (url: string): boolean => appName(new URL(url).pathname) !== 'other';

/** Runs in each document before its own scripts. */
function tell(): void {
  const say = (kind: string, text: string) =>
    (window as unknown as { attuneTold: (kind: string, text: string) => void }).attuneTold(kind, text);
  addEventListener('securitypolicyviolation', (event) =>
    say('report', `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
  );
  // Somebody did something on this page: see lostFocus of audit.ts.
  for (const act of ['keydown', 'pointerdown'])
    addEventListener(act, () => Object.assign(window, { attuneActed: true }), { capture: true });
  let title = '';
  new MutationObserver(() => {
    if (document.title !== title) say('title', document.title);
    title = document.title;
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/**
 * Notes what must happen in no journey, and answers how to ask for it at the end: an error on the console, a report of the content
 * policy, a request to a foreign host, and the name of a course in a title, an address, the history or the storage of the app.
 */
export async function watch(
  context: BrowserContext,
  expects: readonly RegExp[],
): Promise<(page: Page) => Promise<string[]>> {
  const { server, exitUrl, course } = world();
  const ours = [new URL(server.url).host, new URL(exitUrl).host];
  const { slug, title } = course.course;
  const names = [slug, title, encodeURIComponent(title), 'betray'];
  const named = (text: string): boolean => names.some((name) => text.toLowerCase().includes(name.toLowerCase()));
  const faults: string[] = [];
  const note = (fault: string) => {
    if (!expects.some((expected) => expected.test(fault))) faults.push(fault);
  };

  await context.exposeBinding('attuneTold', ({ page }, kind: string, text: string) => {
    if (kind === 'report') note(`report: ${text}`);
    else if (isApp(page.url()) && named(text)) note(`title: ${text}`);
  });
  await context.addInitScript(tell);
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      note(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => note(`exception: ${error.error().message}`));
  context.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !ours.includes(host)) note(`foreign: ${request.url()}`);
  });
  const address = (url: string) => {
    if (url.startsWith(server.url) && isApp(url) && named(url)) note(`address: ${url}`);
  };
  context.on('page', (page) => page.on('framenavigated', (frame) => address(frame.url())));

  return async (page) => {
    if (!page.url().startsWith(server.url)) return faults;
    const { history, storage } = await page.evaluate(kept);
    history.forEach(address);
    if (named(JSON.stringify(storage))) note(`storage: ${JSON.stringify(storage)}`);
    return faults;
  };
}

type Kept = { history: string[]; storage: Record<string, string[]> };

/** Everything that this device kept of the site, as the page itself sees it. */
export async function kept(): Promise<Kept> {
  const { navigation } = window as unknown as { navigation?: { entries(): { url: string | null }[] } };
  const names = await caches.keys();
  const held = await Promise.all(
    names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
  );
  return {
    // A page that sends no referrer hides its address here.
    history: navigation?.entries().flatMap(({ url }) => url ?? []) ?? [],
    storage: {
      local: Object.entries(localStorage).flat(),
      session: Object.entries(sessionStorage).flat(),
      caches: [...names, ...held.flat()],
      databases: (await indexedDB.databases()).map(({ name = '' }) => name),
    },
  };
}
