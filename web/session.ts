import { signal } from '@preact/signals';
import { forget, hasLeft } from './leave.ts';

/** Why the dialog of sign-in is open over the page: the session has ended, or it is too old for what is asked. Null: it is not. */
export const signedOut = signal<'ENDED' | 'STALE' | null>(null);

/** Whether the person has a role in an organization, as far as a page has asked. Whoever opens the desk most likely has, so that the bar does not grow there. */
export const hasRole = signal(/^\/desk(\/|$)/.test(location.pathname));

type Roles = { viewer?: { organizations?: readonly unknown[] } | null } | null;

/** Notes what a page's answer says of it. */
export function noteRoles(data: unknown): void {
  const roles = (data as Roles)?.viewer?.organizations;
  if (roles !== undefined) hasRole.value = roles.length > 0;
}

let waiting: ((signedIn: boolean) => void)[] = [];
let hadSession = false;

/** Notes that the API has known who asks. */
export function noteSession(): void {
  hadSession = true;
}

/**
 * Waits until the person has signed in: by a dialog over the page, which keeps everything that it holds, or where nothing was shown
 * yet on the page of sign-in, which comes back here. A page that was left asks for nothing.
 */
export function afterSignIn(aborted?: AbortSignal): Promise<void> {
  if (hasLeft()) return new Promise(() => {});
  if (!hadSession) {
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
    return new Promise(() => {});
  }
  signedOut.value = 'ENDED';
  return new Promise((resolve, reject) => {
    waiting.push(() => resolve());
    aborted?.addEventListener('abort', () => reject(aborted.reason));
  });
}

let anew = false;
/** Whether the page goes to somebody else, so that nothing on it is worth a question. */
export const startsAnew = (): boolean => anew;

/** Somebody else has signed in. What this page holds is not theirs: it is dropped, and their own learning is shown. */
export function startAnew(): Promise<never> {
  anew = true;
  forget();
  location.replace('/learn');
  return new Promise(() => {});
}

/** Asks the person to sign in again, for what only a fresh session may do. False when they would rather not. */
export function signInAnew(): Promise<boolean> {
  signedOut.value = 'STALE';
  return new Promise((resolve) => waiting.push(resolve));
}

/** Lets go on whatever waited for a session. */
export function signedInAgain(): void {
  close(true);
}

/** The person would rather not sign in again. Only possible while there is a session. */
export function stayAsIs(): void {
  if (signedOut.value === 'STALE') close(false);
}

function close(signedIn: boolean): void {
  signedOut.value = null;
  const ready = waiting;
  waiting = [];
  for (const resolve of ready) resolve(signedIn);
}
