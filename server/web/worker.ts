import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { design } from '../http/design.ts';
import type { Built } from './built.ts';
import type { WebPages } from './pages.ts';
import { type Facts, shell } from './shell.ts';

/** The worker loads nothing but what it keeps, and writes into no page. */
const WORKER_POLICY =
  "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Takes the place of every worker before it, deletes what that kept, and goes. */
export const REMOVES_ITSELF = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(removeAll()));
async function removeAll() {
  const names = (await caches.keys()).filter((name) => name.startsWith('attune-'));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
`;

/** GET /service-worker.js: the worker of the build that runs; where modules are not kept, or there are no pages, one that removes itself. */
export function sendWorker(pages: () => WebPages, facts: Facts): RequestHandler {
  return (_request, response) => {
    const now = pages();
    // What a browser has stays as it is until the pages are built.
    if (now.state === 'BUILDING') return void response.status(503).set('Retry-After', '1').end();
    const code = now.state === 'BUILT' && facts.keepsModules ? workerOf(now.built, facts) : REMOVES_ITSELF;
    response.set('Content-Security-Policy', WORKER_POLICY).type('text/javascript').send(code);
  };
}

/** Any change of the shell or of an asset makes another worker, which browsers then fetch. */
function workerOf(built: Built, facts: Facts): string {
  const markup = shell(built, facts);
  const named = [...markup.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  const fonts = [...design.assets.keys()].filter((path) => path.endsWith('.woff2'));
  const assets = [...new Set([...named, ...built.worker.assets, ...fonts])];
  const dayAssets = built.worker.dayAssets.filter((path) => !assets.includes(path));
  const hash = createHash('sha256').update(JSON.stringify([markup, assets, dayAssets, built.worker.code]));
  const told = JSON.stringify({ version: hash.digest('hex').slice(0, 16), assets, dayAssets });
  return `self.attune = ${told};\n${built.worker.code}`;
}
