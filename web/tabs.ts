import { whenLeaving } from './leave.ts';

/** Other tabs of this browser hear ids of what has changed here, and that somebody signed out. Null after leaving. */
let channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('attune');
whenLeaving(() => {
  channel?.close();
  channel = null;
});

/** Tells the other tabs what has changed. */
export function tellTabs(ids: readonly string[]): void {
  if (ids.length > 0) channel?.postMessage([...ids]);
}

/** Tells the other tabs that the person has signed out: an empty list. */
export function tellSignedOut(): void {
  channel?.postMessage([]);
}

/** Hears what other tabs have changed, or an empty list when somebody has signed out. */
export function hearTabs(hear: (ids: readonly string[]) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<string[]>) => hear(data));
}
