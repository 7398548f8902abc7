import { useEffect, useRef, useState } from 'preact/hooks';
import { signedInAgain, signedOut, stayAsIs } from '../session.ts';
import { loadWords, words } from '../words/words.ts';
import { SignInForm } from './signInForm.tsx';

/** Stands over the page when the session has ended. Nothing on the page is lost; what waited is sent afterwards. */
export function SignInDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [ready, setReady] = useState(false);
  const why = signedOut.value;
  const open = why !== null;
  useEffect(() => {
    if (open) void loadWords('accounts').then(() => setReady(true));
    else dialog.current?.close();
  }, [open]);
  useEffect(() => {
    if (open && ready) dialog.current?.showModal();
  }, [open, ready]);
  if (!open || !ready) return <dialog ref={dialog} />;
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
      <SignInForm done={signedInAgain} />
      {why === 'ENDED' ? null : (
        <button type="button" class="link" onClick={stayAsIs}>
          {words.accounts.notNow}
        </button>
      )}
    </dialog>
  );
}
