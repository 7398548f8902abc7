import { whenLeaving } from './leave.ts';

/** Other tabs of this browser hear ids of what has changed here, and nothing else. Null after leaving. */
let channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('attune');
whenLeaving(() => {
  channel?.close();
  channel = null;
});

/** Tells the other tabs what has changed. */
export function tellTabs(ids: readonly string[]): void {
  if (ids.length > 0) channel?.postMessage([...ids]);
}

/** Hears what other tabs have changed; answers how to stop. */
export function hearTabs(hear: (ids: readonly string[]) => void): () => void {
  const heard = ({ data }: MessageEvent<string[]>) => hear(data);
  const listening = channel;
  listening?.addEventListener('message', heard);
  return () => listening?.removeEventListener('message', heard);
}
