import { useEffect, useRef, useState } from 'preact/hooks';
import { signedInAgain, signedOut } from '../session.ts';
import { loadWords, words } from '../words/words.ts';
import { SignInForm } from './signInForm.tsx';

/** Stands over the page when the session has ended. Nothing on the page is lost; what waited is sent afterwards. */
export function SignInDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [spoken, setSpoken] = useState(false);
  const open = signedOut.value && spoken;
  useEffect(() => {
    if (signedOut.value) void loadWords('accounts').then(() => setSpoken(true));
  }, [signedOut.value]);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  if (!open) return <dialog ref={dialog} />;
  return (
    <dialog ref={dialog} aria-labelledby="signed-out" onCancel={(event) => event.preventDefault()}>
      <h2 id="signed-out">{words.accounts.signedOut}</h2>
      <p>{words.accounts.signedOutKept}</p>
      <SignInForm done={signedInAgain} />
    </dialog>
  );
}
