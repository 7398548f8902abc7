const LOCK = 'attune-reading';

/** Lets the other tabs of this browser know that this one counts; answers how to end that. The browser ends it with the tab. */
export function holdReading(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  navigator.locks?.request(LOCK, { mode: 'shared' }, () => promise).catch(() => {});
  return resolve;
}

/** Whether a tab of this browser counts. A browser that cannot tell says yes, and its reader is asked. */
export async function anyTabReads(): Promise<boolean> {
  const { held } = (await navigator.locks?.query().catch(() => null)) ?? {};
  return held?.some(({ name }) => name === LOCK) ?? true;
}
