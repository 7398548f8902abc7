import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { ask, UnansweredError } from './ask.ts';
import { isDiscreet } from './device.ts';
import { keptFor } from './keeping/keptFor.ts';
import { merged } from './merge.ts';
import type { Parameters } from './page.ts';
import type { Route } from './route.ts';
import { isOurs, routeOf, variablesOf } from './routes.ts';
import { sameRound, shows } from './rules.ts';
import { afterSignIn, noteRoles, noteSession, signedOut, startsAnew } from './session.ts';
import { hearTabs } from './tabs.ts';
import { loadWords } from './words/words.ts';
import { languageNow } from './words/written.ts';

type Loaded = Awaited<ReturnType<Route['load']>>;
export type View =
  | { state: 'LOADING' }
  | { state: 'MISSING' }
  | { state: 'FAILED'; error: UnansweredError; again: () => void; Kept: ComponentType | null }
  | { state: 'SHOWN'; Page: Loaded['Page']; parameters: Parameters; data: unknown; path: string };

/** What stands on the page. */
export const view = signal<View>({ state: 'LOADING' });
/** After this time without an answer the page says that it is loading. */
const QUIET_MS = 300;

let shown: { route: Route; parameters: Parameters; aborter: AbortController } | null = null;
let latest = new AbortController();

/** Shows the page of an address: what this device keeps of it at once, then what the API answers, which is asked while the page's script loads. */
export async function show(path: string): Promise<void> {
  latest.abort();
  const aborter = new AbortController();
  latest = aborter;
  const again = () => void show(path);
  const found = await Promise.resolve(routeOf(path)).catch(unanswered);
  if (aborter.signal.aborted) return;
  if (found === null || found instanceof UnansweredError) {
    view.value = found === null ? { state: 'MISSING' } : { state: 'FAILED', error: found, again, Kept: null };
    return;
  }
  const { route, parameters } = found;
  shown = { route, parameters, aborter };
  const slow = setTimeout(() => {
    if (!aborter.signal.aborted && signedOut.value === null) view.value = { state: 'LOADING' };
  }, QUIET_MS);
  const parts = Promise.all([route.load(), ...route.words.map(loadWords)]);
  parts.catch(() => {});
  const kept = await keptFor(path, again);
  if (aborter.signal.aborted) return;
  if (kept?.page != null) {
    clearTimeout(slow);
    noteSession();
    view.value = { state: 'SHOWN', ...kept.page, parameters, path };
  }
  try {
    const [[{ Page }], data] = await Promise.all([parts, answerOf(route, parameters, aborter.signal)]);
    if (aborter.signal.aborted) return;
    noteRoles(data);
    view.value = isMissing(data) ? { state: 'MISSING' } : { state: 'SHOWN', Page, parameters, data, path };
  } catch (error) {
    if (aborter.signal.aborted) return;
    const fault = unanswered(error);
    if (kept?.page != null && fault.why !== 'REFUSED')
      return addEventListener('online', again, { once: true, signal: aborter.signal });
    view.value = { state: 'FAILED', error: fault, again, Kept: kept?.List ?? null };
  } finally {
    clearTimeout(slow);
  }
}

/** A part of a page that failed to load is a fault of the network. */
const unanswered = (error: unknown): UnansweredError =>
  error instanceof UnansweredError ? error : new UnansweredError('OFFLINE', '');

async function answerOf({ document }: Route, parameters: Parameters, aborted: AbortSignal): Promise<unknown> {
  return document === null ? null : ask(document, variablesOf(parameters) as never, { signal: aborted });
}

/** A page of one thing that is not there, or not this person's. */
const isMissing = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'node' in data && data.node === null;

/** Takes over what a mutation answered, wherever the page shows it. */
export function take(answer: unknown): void {
  const now = view.value;
  if (now.state === 'SHOWN') view.value = { ...now, data: merged(now.data, answer) };
}

/** Asks for the page's document anew and shows it in the same place. */
export async function refresh(): Promise<void> {
  if (shown === null) return;
  const { route, parameters, aborter } = shown;
  const data = await answerOf(route, parameters, aborter.signal);
  const now = view.value;
  if (!aborter.signal.aborted && now.state === 'SHOWN') view.value = { ...now, data };
}

/** What another tab tells in this time is asked for at once. */
const TOGETHER_MS = 300;

/**
 * Asks anew for what another tab has changed, once the page is seen: a page of one thing when it shows what has changed, and a list
 * whenever anything has.
 */
export function watchTabs(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed: string[] = [];
  const renew = () => {
    clearTimeout(timer);
    if (changed.length === 0 || document.visibilityState !== 'visible') return;
    const [told, now] = [changed, view.value];
    changed = [];
    if (now.state !== 'SHOWN') return;
    const isList = Object.keys(now.parameters).length === 0;
    if (isList || shows(now.data, told)) refresh().catch(() => {});
  };
  hearTabs((ids) => {
    if (ids.length === 0) return cover();
    changed = [...changed, ...ids];
    clearTimeout(timer);
    timer = setTimeout(renew, TOGETHER_MS);
  });
  document.addEventListener('visibilitychange', renew);
}

/**
 * Covers the page when the person signs out in another tab, and asks for a sign-in over it. What waits on the page stays. It is
 * uncovered when the API has answered for the same person; for anybody else the page starts anew.
 */
function cover(): void {
  const { dataset } = document.documentElement;
  if ('covered' in dataset || shown?.route.open) return;
  dataset.covered = '';
  const uncover = (): Promise<void> =>
    afterSignIn()
      .then(refresh)
      .then(() => void delete dataset.covered, uncover);
  void uncover();
}

type Navigating = Event & {
  canIntercept: boolean;
  cancelable: boolean;
  navigationType: string;
  hashChange: boolean;
  downloadRequest: string | null;
  formData: FormData | null;
  destination: { url: string };
  intercept(options: { handler: () => Promise<void>; focusReset?: 'manual'; scroll?: 'after-transition' }): void;
};

/** Moves between pages of the app without loading the shell anew. Where the browser cannot, every link loads it, and nothing breaks. */
export function watchMoves(): void {
  const navigation = (window as { navigation?: EventTarget & { navigate(url: string, options: object): void } })
    .navigation;
  navigation?.addEventListener('navigate', (event) => {
    const { canIntercept, hashChange, downloadRequest, formData, destination, intercept } = event as Navigating;
    const { cancelable, navigationType } = event as Navigating;
    const { pathname, searchParams } = new URL(destination.url);
    if (
      navigationType === 'reload' ||
      !canIntercept ||
      hashChange ||
      downloadRequest !== null ||
      formData !== null ||
      !isOurs(pathname)
    )
      return;
    // Nothing of the person before may stay in the document.
    if (startsAnew()) return;
    // Another language is another first document.
    if ((searchParams.get('language') ?? languageNow()) !== languageNow()) return;
    if (navigationType === 'push' && cancelable && isDiscreet() && sameRound(location.pathname, pathname)) {
      event.preventDefault();
      navigation.navigate(destination.url, { history: 'replace' });
      return;
    }
    intercept.call(event, { handler: () => show(pathname), focusReset: 'manual', scroll: 'after-transition' });
  });
}
