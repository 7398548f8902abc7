import { signal } from '@preact/signals';

/** Whether the dialog of sign-in is open over the page. */
export const signedOut = signal(false);

let waiting: (() => void)[] = [];
let hadSession = false;

/** Notes that the API has known who asks. */
export function noteSession(): void {
  hadSession = true;
}

/**
 * Waits until the person has signed in: by a dialog over the page, which keeps everything that it holds, or where nothing was shown
 * yet on the page of sign-in, which comes back here.
 */
export function afterSignIn(aborted?: AbortSignal): Promise<void> {
  if (!hadSession) {
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
    return new Promise(() => {});
  }
  signedOut.value = true;
  return new Promise((resolve, reject) => {
    waiting.push(resolve);
    aborted?.addEventListener('abort', () => reject(aborted.reason));
  });
}

/** Lets go on whatever waited for a session. */
export function signedInAgain(): void {
  signedOut.value = false;
  const ready = waiting;
  waiting = [];
  for (const resolve of ready) resolve();
}
