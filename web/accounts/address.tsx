import { useState } from 'preact/hooks';
import { isStaleBody, refusedIn, useActing, whileFresh } from '../acting.ts';
import { ask, askSignIn } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { type MeQuery, MeStartRecovery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { codeIn } from './rules.ts';

type Viewer = NonNullable<MeQuery['viewer']>;
type Props = { viewer: Viewer; refresh: () => Promise<void> };

/** Changes the mail address: a code to each of the two, and both are entered. */
export function Address({ viewer, refresh }: Props) {
  const say = words.me.address;
  const [newEmail, setNewEmail] = useState('');
  const [codes, setCodes] = useState<string[] | null>(null);
  const { busy, fault, done, run } = useActing(words.me);

  const send = () =>
    run(async () => {
      const { ok, body } = await whileFresh(() => askSignIn('/email/request-change', { newEmail }), isStaleBody);
      if (!ok) return body.message ?? words.me.failed;
      setCodes(body.codes as string[]);
      return null;
    });
  const confirm = (form: HTMLFormElement) =>
    run(async () => {
      const typed = new FormData(form);
      const code = (name: string) => codeIn(String(typed.get(name) ?? ''));
      const { ok, body } = await askSignIn('/email/confirm-change', {
        newEmail,
        newCode: code('newCode'),
        ...(codes?.includes('OLD') ? { oldCode: code('oldCode') } : {}),
      });
      if (!ok) return body.message ?? words.me.failed;
      setCodes(null);
      setNewEmail('');
      await refresh();
      return null;
    }, say.changed);

  return (
    <>
      <p>
        {say.now} <strong>{viewer.email}</strong>
      </p>
      <details open={codes !== null}>
        <summary>{say.change}</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void (codes === null ? send() : confirm(event.currentTarget));
          }}
        >
          <p>{say.warn}</p>
          <Field
            label={say.next}
            name="newEmail"
            type="email"
            autocomplete="email"
            required
            readOnly={codes !== null}
            value={newEmail}
            onInput={({ currentTarget }) => setNewEmail(currentTarget.value)}
          />
          {codes === null ? null : (
            <>
              <Field label={say.newCode} name="newCode" inputMode="numeric" autocomplete="one-time-code" required />
              {codes.includes('OLD') ? (
                <Field label={say.oldCode} name="oldCode" inputMode="numeric" autocomplete="off" required />
              ) : null}
            </>
          )}
          <p class="actions">
            <button type="submit" aria-busy={busy}>
              {codes === null ? say.send : say.confirm}
            </button>
            {codes === null ? null : (
              <button type="button" class="quiet" onClick={() => setCodes(null)}>
                {words.me.cancel}
              </button>
            )}
          </p>
        </form>
        {viewer.recovery === null && viewer.signInPolicy.passkeys > 0 ? <LostMailbox refresh={refresh} /> : null}
      </details>
      <Result fault={fault} done={done} />
    </>
  );
}

function LostMailbox({ refresh }: Pick<Props, 'refresh'>) {
  const say = words.me.address;
  const { busy, fault, run } = useActing(words.me);
  const start = () =>
    run(async () => {
      const { startRecovery } = await whileFresh(
        () => ask(MeStartRecovery, { input: { lost: 'MAILBOX' } }),
        ({ startRecovery: answer }) => refusedIn(answer)?.code === 'SESSION_NOT_FRESH',
      );
      const refused = refusedIn(startRecovery);
      if (refused === null) await refresh();
      return refused?.message ?? null;
    });
  return (
    <>
      <p class="hint">{say.lost}</p>
      <Result fault={fault} done={null} />
      <button type="button" class="quiet" aria-busy={busy} onClick={() => void start()}>
        {say.startRecovery}
      </button>
    </>
  );
}
