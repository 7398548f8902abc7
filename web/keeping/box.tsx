import { useEffect, useState } from 'preact/hooks';
import { dayOf } from '../words/when.ts';
import { words } from '../words/words.ts';
import { keepsHere } from './here.ts';
import type { Keepable, Kept } from './rules.ts';

/** Keeps the module above, or removes it. What does the work is loaded when the button is pressed, or when something is kept. */
export function Box(of: Keepable) {
  const say = words.keeping;
  const [kept, setKept] = useState<Kept | null>(null);
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => void lookUp(of).then(setKept, () => {}), []);

  const act = async (from: Kept | null) => {
    if (busy) return;
    setBusy(true);
    if (from === null) setTold(say.working);
    const now = await toggle(of, from).catch(() => null);
    setKept(now);
    setTold(now !== null ? '' : from !== null ? say.removed : say.refused);
    setBusy(false);
  };
  return (
    <section aria-labelledby="keeping">
      <h2 id="keeping">{say.title}</h2>
      <p class="note">
        {say.what} {say.who} <a href="/safety">{words.shell.safety}</a>
      </p>
      <p role="status">{kept === null ? told : say.kept(dayOf(new Date(kept.until).toISOString()))}</p>
      <p class="actions">
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void act(kept)}>
          {kept === null ? say.keep : say.remove}
        </button>
      </p>
    </section>
  );
}

async function lookUp(of: Keepable): Promise<Kept | null> {
  if (!(await keepsHere())) return null;
  const [{ find }, { renew }] = await Promise.all([import('./store.ts'), import('./keep.ts')]);
  const kept = await find(of.path);
  if (kept !== null) await renew(of, kept);
  return kept;
}

async function toggle(of: Keepable, kept: Kept | null): Promise<Kept | null> {
  const { keep, remove } = await import('./keep.ts');
  if (kept === null) return keep(of);
  await remove(of.path);
  return null;
}
