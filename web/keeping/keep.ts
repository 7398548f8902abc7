import { viewerNow } from '../ask.ts';
import { forgetKept } from '../leave.ts';
import { daysNow, putDay } from './day.ts';
import { DAY, KEEPS_DAY } from './names.ts';
import { type Keepable, type Kept, keptOf, picturesToKeep, untilFrom } from './rules.ts';
import { drop, find, keptNow, markOf, put } from './store.ts';

const WORKER = '/service-worker.js';

/** Keeps a module for its days. Null where the browser or the network refuses, and then nothing of it stays. */
export async function keep(of: Keepable): Promise<Kept | null> {
  const viewer = viewerNow();
  if (viewer === null) return null;
  try {
    const whose = await markOf(viewer);
    await put(keptOf(of, { until: untilFrom(Date.now()), whose, pictures: await picturesOf(of) }));
    await startWorker();
    return await find(of.path);
  } catch {
    await remove(of.path);
    return null;
  }
}

/** Takes over corrections since a module was kept. Its days stay as they are. */
export async function renew(of: Keepable, { until, whose }: Kept): Promise<void> {
  await picturesOf(of)
    .then((pictures) => put(keptOf(of, { until, whose, pictures })))
    .catch(() => {});
}

/** The pictures of a module as addresses that hold their bytes. Throws where one does not come. */
async function picturesOf(of: Keepable): Promise<Map<string, string>> {
  const read = picturesToKeep(of).map(
    async ({ path, url }) => [path, await dataOf(new URL(url, location.href).pathname)] as const,
  );
  return new Map(await Promise.all(read));
}

async function dataOf(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`No picture at ${address}`);
  const bytes = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}

/** Removes a module, and with the last one everything that kept it. */
export async function remove(path: string): Promise<Kept[]> {
  try {
    if (!(await drop(path)) && (await daysNow()).length === 0) forgetKept();
    return await keptNow();
  } catch {
    forgetKept();
    return [];
  }
}

/** Everything kept is gone when it answers. */
export async function removeAll(): Promise<void> {
  for (const { path } of await keptNow()) await drop(path);
  forgetKept();
}

type Types = { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };

/** The one address of a script that is not the page's own. Browsers without Trusted Types take it as it is. */
function trustedAddress(): string {
  const types = (window as { trustedTypes?: Types }).trustedTypes;
  const createScriptURL = (url: string): string => {
    if (url !== WORKER) throw new TypeError('No script comes from there.');
    return url;
  };
  return types?.createPolicy('attune', { createScriptURL }).createScriptURL(WORKER) ?? WORKER;
}

let address: string | null = null;

/** Keeps what a page shows for its day. False where the browser or the network refuses; then nothing of it stays. */
export async function keepDay(kept: Parameters<typeof putDay>[0]): Promise<boolean> {
  try {
    await putDay(kept);
    await startWorker();
    navigator.serviceWorker.controller?.postMessage(KEEPS_DAY);
    return true;
  } catch {
    await removeDays();
    return false;
  }
}

/** Nothing is kept for a day any more when it answers. The worker goes too, unless it has modules. */
export async function removeDays(): Promise<void> {
  try {
    await caches.delete(DAY);
    if ((await keptNow()).length === 0) forgetKept();
  } catch {
    forgetKept();
  }
}

/** Registers the worker and waits until it has everything. Throws where it cannot. */
async function startWorker(): Promise<void> {
  address ??= trustedAddress();
  const registration = await navigator.serviceWorker.register(address, { scope: '/', updateViaCache: 'none' });
  if (registration.active !== null) return;
  const worker = registration.installing ?? registration.waiting;
  if (worker === null) throw new Error('No worker was installed.');
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('The worker was not installed.'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
