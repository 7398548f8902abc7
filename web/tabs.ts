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

const SIGNED_OUT = 'signed-out';

/** Tells the other tabs that the person has signed out. */
export function tellSignedOut(): void {
  channel?.postMessage(SIGNED_OUT);
}

/** Hears that the person has signed out in another tab. */
export function hearSignedOut(act: () => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === SIGNED_OUT) act();
  });
}

/** Hears what other tabs have changed; answers how to stop. */
export function hearTabs(hear: (ids: readonly string[]) => void): () => void {
  const heard = ({ data }: MessageEvent<unknown>) => {
    if (Array.isArray(data)) hear(data);
  };
  const listening = channel;
  listening?.addEventListener('message', heard);
  return () => listening?.removeEventListener('message', heard);
}
