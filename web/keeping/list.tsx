import { useEffect, useState } from 'preact/hooks';
import { dayOf } from '../words/when.ts';
import { words } from '../words/words.ts';
import './keeping.css';
import { remove, removeAll } from './keep.ts';
import type { Kept } from './rules.ts';
import { keptNow } from './store.ts';

/** Everything that this device keeps, with the day until which, and how it goes. */
export function KeptList({ level }: { level: 2 | 3 }) {
  const say = words.keeping;
  const Heading = `h${level}` as const;
  const [kept, setKept] = useState<Kept[] | null>(null);
  useEffect(
    () =>
      void keptNow().then(setKept, () => {
        setKept([]);
      }),
    [],
  );
  if (kept === null) return null;
  return (
    <section aria-labelledby="kept">
      <Heading id="kept">{say.all}</Heading>
      <p role="status">{kept.length === 0 ? say.nothing : ''}</p>
      <ul class="kept-list">
        {kept.map(({ path, number, title, until }) => (
          <li key={path}>
            <a href={path}>{say.module(number, title)}</a>
            <p class="note">{say.until(dayOf(new Date(until).toISOString()))}</p>
            <button
              type="button"
              class="quiet"
              aria-label={say.removeOf(say.module(number, title))}
              onClick={() => void remove(path).then(setKept)}
            >
              {say.remove}
            </button>
          </li>
        ))}
      </ul>
      {kept.length < 2 ? null : (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => void removeAll().then(() => setKept([]))}>
            {say.removeAll}
          </button>
        </p>
      )}
    </section>
  );
}
