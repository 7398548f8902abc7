import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import express from 'express';
import { design } from '../../../server/http/design.ts';
import type { WebPages } from '../../../server/web/pages.ts';
import { appRoutes } from '../../../server/web/routes.ts';

const MAIN = '/assets/main-1.js';
const KEPT = '/assets/kept-1.js';
const DOOR = '/assets/door-1.js';
const built = (main: string): WebPages => ({
  state: 'BUILT',
  built: {
    ...{ assets: new Map(), script: main, preloads: [], styles: [] },
    worker: { code: 'work();\n', assets: [main, KEPT], dayAssets: [main, DOOR] },
    camera: null,
  },
});

/** What the app answers at some addresses, in one state. */
async function answers(pages: WebPages, keepsModules: boolean, ...paths: string[]) {
  const app = express();
  for (const { pattern, handle } of appRoutes(() => pages, { exitUrl: 'https://weather.example.org/', keepsModules }))
    app.get(pattern, handle);
  const server = app.listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const all = paths.map(async (path) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    });
    return await Promise.all(all);
  } finally {
    server.close().closeAllConnections();
  }
}

const WORKER = '/service-worker.js';

test('the worker knows every asset that its shell names, and may load nothing from elsewhere', async () => {
  const [worker, shell] = await answers(built(MAIN), true, WORKER, '/learn');
  expect(worker?.status).toBe(200);
  expect(worker?.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(worker?.headers.get('content-security-policy')).toMatch(/^default-src 'none'; connect-src 'self';/);
  const { assets, dayAssets } = JSON.parse(/^self\.attune = (.*);\n/.exec(worker?.text ?? '')?.[1] ?? '{}');
  expect(assets).toEqual(expect.arrayContaining([MAIN, KEPT, design.href]));
  // Only where a door is kept, and nothing twice.
  expect(dayAssets).toEqual([DOOR]);
  const named = [...(shell?.text ?? '').matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((path) => !assets.includes(path))).toEqual([]);
  expect(worker?.text).toContain('work();');
  expect(shell?.text).toContain(' data-keeps');
});

test('another build, and another shell of the same build, are another worker', async () => {
  const [first] = await answers(built(MAIN), true, WORKER);
  const [again] = await answers(built(MAIN), true, WORKER);
  const [newer] = await answers(built('/assets/main-2.js'), true, WORKER);
  expect(again?.text).toBe(first?.text);
  expect(newer?.text).not.toBe(first?.text);
});

test.each([
  ['modules are not kept', built(MAIN), false],
  ['there are no pages', { state: 'MISSING', because: 'None.' } as WebPages, true],
])('where %s, the worker removes itself', async (_why, pages, keepsModules) => {
  const [worker, shell] = await answers(pages, keepsModules, WORKER, '/learn');
  expect([worker?.status, worker?.text.includes('registration.unregister()')]).toEqual([200, true]);
  expect(worker?.text).not.toContain('work();');
  expect(shell?.text).not.toContain('data-keeps');
});

test('while the pages are built, browsers keep the worker that they have', async () => {
  const [worker] = await answers({ state: 'BUILDING' }, true, WORKER);
  expect(worker?.status).toBe(503);
});
