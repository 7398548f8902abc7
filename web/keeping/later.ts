import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadWords } from '../words/words.ts';

/** A part that is loaded after the page is shown. It is absent until then, and where it cannot be loaded. */
export function useLater<Props>(load: () => Promise<ComponentType<Props> | null>): ComponentType<Props> | null {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    Promise.all([load(), loadWords('keeping')]).then(
      ([loaded]) => setPart(() => loaded),
      () => {},
    );
  }, []);
  return Part;
}
