/** What must go before the page is left, such as stopping the count of time. It has no time to wait for an answer. */
const goings = new Set<() => void>();

/** Adds something to do when the person leaves; answers how to take it away again. */
export function whenLeaving(act: () => void): () => void {
  goings.add(act);
  return () => goings.delete(act);
}

const exitUrl = (): string => document.documentElement.dataset.exit ?? 'https://www.wikipedia.org/';
/** Chosen in the settings of the person: leaving does not end the session. */
const STAYS = 'attune-stay';

/**
 * Empties the page at once, ends the session, forgets what this device kept, and goes to a page about nothing. History, mail and
 * software that watches are not undone; /safety says so.
 */
export function leave(): void {
  const to = exitUrl();
  document.title = ' ';
  document.body.replaceChildren();
  document.body.style.background = '#fff';
  for (const act of goings) act();
  const headers = { 'content-type': 'application/json' };
  if (!stays()) fetch('/api/auth/sign-out', { method: 'POST', keepalive: true, headers, body: '{}' }).catch(() => {});
  forget();
  location.replace(to);
}

function stays(): boolean {
  try {
    return localStorage.getItem(STAYS) !== null;
  } catch {
    // Storage is refused, so nobody chose to stay.
    return false;
  }
}

/** Wipes what this device kept. */
export function forget(): void {
  try {
    sessionStorage.clear();
    navigator.serviceWorker?.controller?.postMessage('forget');
  } catch {
    // Storage is refused, so nothing was kept.
  }
}

const PRESSES = 3;
const WITHIN_MS = 5_000;

/** Shift, pressed three times within five seconds and with no other key, leaves. Back on a page that was left loads it anew. */
export function watchForLeaving(): void {
  let presses: number[] = [];
  addEventListener('keydown', ({ key, timeStamp, repeat }) => {
    if (repeat) return;
    presses = key === 'Shift' ? [...presses, timeStamp].filter((at) => timeStamp - at < WITHIN_MS) : [];
    if (presses.length >= PRESSES) leave();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
