import { useEffect, useState } from 'preact/hooks';

const AGAIN_MS = 3000;

/** Loads what a page seldom needs, again every few seconds until it is here or nobody waits for it. */
function repeatedUntil(load: () => Promise<void>): () => void {
  let timer = 0;
  const attempt = () =>
    void load().catch(() => {
      timer = setTimeout(attempt, AGAIN_MS);
    });
  attempt();
  return () => clearTimeout(timer);
}

/**
 * A part of a page that is loaded where it is needed; null until it is here. `patient`: it is asked for until it comes. Otherwise it is
 * absent where it cannot be loaded.
 */
export function useLater<Part>(needed: boolean, load: () => Promise<Part>, patient = true): Part | null {
  const [loaded, setLoaded] = useState<{ part: Part } | null>(null);
  useEffect(() => {
    if (!needed || loaded !== null) return;
    const arrive = async () => setLoaded({ part: await load() });
    if (patient) return repeatedUntil(arrive);
    arrive().catch(() => {});
  }, [needed]);
  return loaded?.part ?? null;
}
