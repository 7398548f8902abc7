import { device } from './device.ts';
import { DAY, FORGET, KEPT } from './keeping/names.ts';

/** What must go before the page is left, such as stopping the count of time, or an answer that waits to be saved. */
const goings = new Set<Going>();
/** It may answer what is on its way to the server. */
type Going = () => unknown;
/** How long the end of the session lets itself be overtaken by what is on its way. */
const MOST_MS = 300;
/** How long the other pages take to hear that they are left, and to say that they send something. */
const HEARD_MS = 50;
/** Shared by pages that send something on their way out; web/design/leave.js has the same name. */
const SENDING = 'attune-sending';

/** Adds something to do when the person leaves; answers how to take it away again. */
export function whenLeaving(act: Going): () => void {
  goings.add(act);
  return () => goings.delete(act);
}

const exitUrl = (): string => document.documentElement.dataset.exit ?? 'https://www.wikipedia.org/';
/** Whoever leaves one page leaves every open page of this site in this browser. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('attune-leave');
/** A page of the app that was left shows nothing more, even if an answer still comes. */
let left = false;
export const hasLeft = (): boolean => left;

/** Leaves this page and every other open page of this site. */
export function leave(): void {
  safely(() => tabs?.postMessage('leave'));
  leaveHere();
}

/**
 * Empties the page at once, sends what waits, ends the session, forgets what this device kept, and goes to a page about nothing.
 * What waits goes first, because nothing is taken after the end of the session. History, mail and software that watches are not
 * undone; /safety says so.
 */
function leaveHere(): void {
  if (left) return;
  const to = exitUrl();
  left = true;
  document.title = ' ';
  document.body.replaceChildren();
  document.body.style.background = '#fff';
  const sending = Promise.allSettled([...goings].map(safely));
  forget();
  let signedOut = false;
  const end = () => {
    if (!signedOut) signOut();
    signedOut = true;
  };
  // Whoever closes the tab meanwhile leaves too.
  addEventListener('pagehide', end);
  const go = () => {
    end();
    // An answer that came meanwhile may have kept something.
    forget();
    location.replace(to);
  };
  const enough = new Promise((resolve) => setTimeout(resolve, MOST_MS));
  void Promise.race([Promise.all([sending, othersSent(sending)]), enough]).then(go);
}

/**
 * Waits until no page of this site sends anything on its way out: the session ends for all of them. Where the browser does not let
 * pages wait for each other, each waits for itself alone.
 */
async function othersSent(sending: Promise<unknown>): Promise<void> {
  if (tabs === null || navigator.locks === undefined) return;
  void navigator.locks.request(SENDING, { mode: 'shared' }, () => sending).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, HEARD_MS));
  await navigator.locks.request(SENDING, () => {}).catch(() => {});
}

function signOut(): void {
  const headers = { 'content-type': 'application/json' };
  if (device.value.stay === null)
    fetch('/api/auth/sign-out', { method: 'POST', keepalive: true, headers, body: '{}' }).catch(() => {});
}

/** Nothing may stand in the way of leaving. */
function safely(act: Going): unknown {
  try {
    return act();
  } catch {
    // What could not be done stays undone. Where storage is refused, nothing was kept.
  }
}

/** Wipes what this device kept, except the settings that the person asked it to keep. */
export function forget(): void {
  safely(() => sessionStorage.clear());
  forgetKept();
}

/** Wipes the modules and the lists of a day that this device keeps. It begins at once, so that it also happens when the page goes; the worker does the rest. */
export function forgetKept(): void {
  safely(() => {
    for (const store of [KEPT, DAY]) caches.delete(store).catch(() => {});
    navigator.serviceWorker.controller?.postMessage(FORGET);
  });
}

const PRESSES = 3;
const WITHIN_MS = 5_000;

/** Shift, pressed three times within five seconds and with no other key, leaves. Back on a page that was left loads it anew. */
export function watchForLeaving(): void {
  let presses: number[] = [];
  addEventListener('keydown', ({ key, timeStamp, repeat }) => {
    if (repeat || device.value['no-shift'] !== null) return;
    presses = key === 'Shift' ? [...presses, timeStamp].filter((at) => timeStamp - at < WITHIN_MS) : [];
    if (presses.length >= PRESSES) leave();
  });
  tabs?.addEventListener('message', leaveHere);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
