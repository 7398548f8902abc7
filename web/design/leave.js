// The way out of the pages that the server renders. Without script the link of the bar goes the same way.
const presses = [];

/** What the person asked this browser to keep (web/device.ts); nothing where storage is refused. */
function chosen(name) {
  try {
    return localStorage.getItem(`attune-${name}`);
  } catch {
    return null;
  }
}

/** Whoever leaves one page leaves every open page of this site in this browser. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('attune-leave');
tabs?.addEventListener('message', leaveHere);

function leave() {
  tabs?.postMessage('leave');
  leaveHere();
}

/** How long pages of the app that are left too may send what waits (web/leave.ts), and how long they take to say so. */
const MOST_MS = 300;
const HEARD_MS = 50;

async function othersSent() {
  const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const sent = async () => {
    await after(HEARD_MS);
    await navigator.locks.request('attune-sending', () => {});
  };
  if (tabs !== null && navigator.locks !== undefined) await Promise.race([sent().catch(() => {}), after(MOST_MS)]);
}

let left = false;

/** Empties the page at once, ends the session, then goes to a page about nothing, which takes the place of this one in the history. */
function leaveHere() {
  if (left) return;
  left = true;
  const to = document.body.dataset.exit;
  document.title = ' ';
  document.body.replaceChildren();
  // Whatever runs in this page ends with it, such as a camera.
  dispatchEvent(new Event('attune-leave'));
  document.body.style.background = '#fff';
  forget();
  let signedOut = false;
  const end = () => {
    if (!signedOut && chosen('stay') === null) signOut();
    signedOut = true;
  };
  // Whoever closes the tab meanwhile leaves too.
  addEventListener('pagehide', end);
  othersSent().then(() => {
    end();
    forget();
    location.replace(to);
  });
}

function signOut() {
  const headers = { 'content-type': 'application/json' };
  fetch('/api/auth/sign-out', { method: 'POST', keepalive: true, headers, body: '{}' }).catch(() => {});
}

function forget() {
  try {
    sessionStorage.clear();
    for (const store of ['attune-kept', 'attune-day']) caches.delete(store).catch(() => {});
    navigator.serviceWorker.controller?.postMessage('forget');
  } catch {
    // Storage is refused, so nothing was kept.
  }
}

const scheme = chosen('scheme');
if (scheme !== null) document.documentElement.dataset.scheme = scheme;
if (chosen('discreet') !== null) document.title = 'Reading';

document.querySelector('.leave')?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});
addEventListener('keydown', ({ key, timeStamp, repeat }) => {
  if (repeat || chosen('no-shift') !== null) return;
  if (key === 'Shift') presses.push(timeStamp);
  else presses.length = 0;
  if (presses.length >= 3 && timeStamp - (presses.at(-3) ?? 0) < 5_000) leave();
});
// Back shows nothing that was kept in memory.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
