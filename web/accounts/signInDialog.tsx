import { useEffect, useRef, useState } from 'preact/hooks';
import { signedInAgain, signedOut } from '../session.ts';
import { loadWords, words } from '../words/words.ts';
import { SignInForm } from './signInForm.tsx';

/** Stands over the page when the session has ended. Nothing on the page is lost; what waited is sent afterwards. */
export function SignInDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [ready, setReady] = useState(false);
  const open = signedOut.value;
  useEffect(() => {
    if (open) void loadWords('accounts').then(() => setReady(true));
    else dialog.current?.close();
  }, [open]);
  useEffect(() => {
    if (open && ready) dialog.current?.showModal();
  }, [open, ready]);
  if (!open || !ready) return <dialog ref={dialog} />;
  return (
    <dialog ref={dialog} aria-labelledby="signed-out" onCancel={(event) => event.preventDefault()}>
      <h2 id="signed-out">{words.accounts.signedOut}</h2>
      <p>{words.accounts.signedOutKept}</p>
      <SignInForm done={signedInAgain} />
    </dialog>
  );
}
