import { useEffect, useRef, useState } from 'preact/hooks';
import { signedInAgain, signedOut, stayAsIs } from '../session.ts';
import { loadWords, words } from '../words/words.ts';
import type { SignInForm } from './signInForm.tsx';

const AGAIN_MS = 3000;

/** Stands over the page when the session has ended. Nothing on the page is lost; what waited is sent afterwards. */
export function SignInDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [Form, setForm] = useState<typeof SignInForm | null>(null);
  const why = signedOut.value;
  const open = why !== null;
  useEffect(() => {
    if (!open) return dialog.current?.close();
    return repeatedUntil(async () => {
      const [{ SignInForm }] = await Promise.all([import('./signInForm.tsx'), loadWords('accounts')]);
      setForm(() => SignInForm);
    });
  }, [open]);
  useEffect(() => {
    // After leaving there is no page over which it could stand.
    if (open && Form !== null && dialog.current?.isConnected) dialog.current.showModal();
  }, [open, Form]);
  if (!open || Form === null) return <dialog ref={dialog} />;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="signed-out"
      onCancel={(event) => {
        event.preventDefault();
        stayAsIs();
      }}
    >
      <h2 id="signed-out">{why === 'ENDED' ? words.accounts.signedOut : words.accounts.stale}</h2>
      <p>{why === 'ENDED' ? words.accounts.signedOutKept : words.accounts.staleWhy}</p>
      <Form done={signedInAgain} />
      {why === 'ENDED' ? null : (
        <button type="button" class="link" onClick={stayAsIs}>
          {words.accounts.notNow}
        </button>
      )}
    </dialog>
  );
}

/** Loads what only a session that ended needs, again every few seconds until it is here or nobody waits for it. */
function repeatedUntil(load: () => Promise<void>): () => void {
  let timer = 0;
  const attempt = () =>
    void load().catch(() => {
      timer = setTimeout(attempt, AGAIN_MS);
    });
  attempt();
  return () => clearTimeout(timer);
}
