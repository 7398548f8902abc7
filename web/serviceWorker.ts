import { daysNow } from './keeping/day.ts';
import { DAY, FORGET, KEEPS_DAY, KEPT, SHELL } from './keeping/names.ts';
import { assetsIn, hasKeptShell } from './keeping/rules.ts';
import { keptNow } from './keeping/store.ts';

/** What the server writes above this script (server/web/worker.ts): the build, and the assets that show a kept module, and a door. */
type Facts = { version: string; assets: string[]; dayAssets: string[] };
type Lasting = Event & { waitUntil(done: Promise<unknown>): void };
type Fetching = Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = EventTarget & {
  attune: Facts;
  clients: { claim(): Promise<void> };
  registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
};

const scope = globalThis as unknown as Scope;
const { version, assets, dayAssets } = scope.attune;
const OWN = `${SHELL}${version}`;
/** The shell is the same at every address of the app. */
const ANY_ADDRESS = '/learn';
/** So long the network may take to answer before the kept shell is shown. */
const PATIENCE_MS = 3000;

const on = (name: string, act: (event: Fetching) => void): void =>
  scope.addEventListener(name, (event) => act(event as Fetching));

on('install', (event) => event.waitUntil(install()));
on('activate', (event) => event.waitUntil(activate()));
on('message', (event) => {
  const { data } = event as unknown as MessageEvent;
  if (data === FORGET) event.waitUntil(removeAll());
  if (data === KEEPS_DAY) event.waitUntil(addForDay());
});
on('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (!hasKeptShell(pathname)) return;
    event.waitUntil(sweep());
    event.respondWith(shellFor(request));
  } else if (assets.includes(pathname) || dayAssets.includes(pathname)) event.respondWith(assetFor(request, pathname));
});

/** Fails as a whole when one asset is missing, or when shell and worker are of two builds. */
async function install(): Promise<void> {
  const store = await caches.open(OWN);
  await store.addAll([ANY_ADDRESS, ...assets]);
  if (await caches.has(DAY)) await addForDay();
  const shell = (await (await store.match(ANY_ADDRESS, { ignoreVary: true }))?.text()) ?? '';
  const lacking = assetsIn(shell).filter((path) => !assets.includes(path));
  if (lacking.length > 0 || assetsIn(shell).length === 0) throw new Error(`The shell is of another build: ${lacking}`);
  await scope.skipWaiting();
}

/** What shows a door is kept only where a list of a door is. */
async function addForDay(): Promise<void> {
  const store = await caches.open(OWN);
  const has = await Promise.all(dayAssets.map((path) => store.match(path, { ignoreVary: true })));
  await store.addAll(dayAssets.filter((_, at) => has[at] === undefined));
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== OWN);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
  await sweep();
}

/** The shell of now, from the network. Only without an answer it is the one of the build that this worker came with. */
async function shellFor(request: Request): Promise<Response> {
  const network = fetch(request);
  network.catch(() => {});
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS)).then(keptShell);
  try {
    return (await Promise.race([network, late])) ?? (await network);
  } catch {
    return (await keptShell()) ?? Response.error();
  }
}

const keptShell = (): Promise<Response | undefined> => caches.match(ANY_ADDRESS, { cacheName: OWN, ignoreVary: true });

const assetFor = async (request: Request, path: string): Promise<Response> =>
  (await caches.match(path, { cacheName: OWN, ignoreVary: true })) ?? fetch(request);

/** Deletes what is over. With the last of it the worker goes too. */
async function sweep(): Promise<void> {
  const left = [...(await keptNow()), ...(await daysNow())];
  if (left.length === 0) await removeAll();
}

async function removeAll(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name === KEPT || name === DAY || name.startsWith(SHELL));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await scope.registration.unregister();
}
