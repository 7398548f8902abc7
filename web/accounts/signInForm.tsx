import { useEffect, useRef, useState } from 'preact/hooks';
import { askSignIn, type SignInBody } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { words } from '../words/words.ts';
import { offeredPasskey, usePasskey } from './passkeys.ts';
import { codeIn, waitInWords } from './rules.ts';

/** Signs in by a code from a mail, or by a passkey. `done` is called once there is a session. */
export function SignInForm({ done }: { done: () => void }) {
  const say = words.accounts;
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const code = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked !== null) code.current?.focus();
  }, [asked]);
  useEffect(() => offeredPasskey(done), [done]);

  const attempt = async (act: () => Promise<string | null>) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    setFault(await act());
    setBusy(false);
  };
  const askForCode = () =>
    attempt(async () => {
      const { ok, body } = await askSignIn('/email-otp/send-verification-otp', { email, type: 'sign-in' });
      if (!ok) return refusal(body);
      setAsked(body.message ?? say.codeSent);
      return null;
    });
  const enter = (typed: string) =>
    attempt(async () => {
      const { ok, body } = await askSignIn('/sign-in/email-otp', { email, otp: codeIn(typed) });
      if (!ok) return refusal(body);
      done();
      return null;
    });
  const withPasskey = () =>
    attempt(async () => {
      const body = await usePasskey();
      if (body === null) done();
      return body === null ? null : refusal(body);
    });

  return (
    <form
      class="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = code.current?.value ?? '';
        void (asked === null ? askForCode() : enter(typed));
      }}
    >
      <Field
        label={say.email}
        name="email"
        type="email"
        autocomplete="username webauthn"
        required
        readOnly={asked !== null}
        value={email}
        onInput={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      {asked === null ? null : (
        <>
          <p role="status">{asked}</p>
          <Field
            label={say.code}
            hint={say.codeHint}
            name="otp"
            inputRef={code}
            inputMode="numeric"
            autocomplete="one-time-code"
            required
          />
        </>
      )}
      <Fault text={fault} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {asked === null ? say.sendCode : say.signIn}
        </button>
        {asked === null ? (
          <button type="button" class="quiet" onClick={() => void withPasskey()}>
            {say.passkey}
          </button>
        ) : (
          <button type="button" class="quiet" onClick={() => setAsked(null)}>
            {say.anotherCode}
          </button>
        )}
      </p>
      <p class="note">
        {say.mailWarning} <a href="/safety">{words.shell.safety}</a>
      </p>
    </form>
  );
}

function refusal({ code, message, waitMs }: SignInBody): string {
  const say = words.accounts;
  if (code === 'OFFLINE') return say.offline;
  const wait = waitMs === undefined ? '' : ` ${say.waitFor(waitInWords(waitMs))}`;
  return `${message ?? say.failed}${wait}`;
}
