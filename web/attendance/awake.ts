type Lock = { release(): Promise<void> };
type Locks = { request(kind: 'screen'): Promise<Lock> };

/** Keeps the screen on while the page is open and seen, where the browser can. Answers how to stop. */
export function stayAwake(): () => void {
  const { wakeLock } = navigator as { wakeLock?: Locks };
  let lock: Lock | null = null;
  let stopped = false;
  const ask = async () => {
    if (document.visibilityState !== 'visible') return;
    lock = (await wakeLock?.request('screen').catch(() => null)) ?? null;
    if (stopped) release();
  };
  const release = () => void lock?.release().catch(() => {});
  const seen = () => void ask();
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', seen);
    release();
  };
}
