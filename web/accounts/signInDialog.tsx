import { useEffect, useRef } from 'preact/hooks';
import { useLater } from '../later.ts';
import { signedInAgain, signedOut, stayAsIs } from '../session.ts';
import { loadWords, words } from '../words/words.ts';

async function loadForm() {
  const [{ SignInForm }] = await Promise.all([import('./signInForm.tsx'), loadWords('accounts')]);
  return SignInForm;
}

/** Stands over the page when the session has ended. Nothing on the page is lost; what waited is sent afterwards. */
export function SignInDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const why = signedOut.value;
  const open = why !== null;
  const Form = useLater(open, loadForm);
  useEffect(() => {
    if (!open) dialog.current?.close();
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
