import { useCallback, useEffect, useState } from 'preact/hooks';
import { isStaleBody, refusedIn, useActing, whileFresh } from '../acting.ts';
import { ask, askSignIn } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { type MeQuery, MeRequirePasskey } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { addPasskey } from './passkeys.ts';

type Viewer = NonNullable<MeQuery['viewer']>;
export type Passkey = { id: string; name: string | null; backedUp: boolean; createdAt: string };

/** The passkeys of a person: add, name, delete, require. */
export function Passkeys({ viewer, refresh }: { viewer: Viewer; refresh: () => Promise<void> }) {
  const say = words.me.passkeys;
  const [passkeys, setPasskeys] = useState<Passkey[] | null>(null);
  const [name, setName] = useState('');
  const { busy, fault, done, run } = useActing(words.me);
  const load = useCallback(async () => {
    const { ok, body } = await askSignIn('/passkey/list-user-passkeys');
    if (ok) setPasskeys(Object.values(body) as unknown as Passkey[]);
  }, []);
  useEffect(() => void load(), [load]);

  const add = () =>
    run(async () => {
      const answer = await whileFresh(() => addPasskey(name.trim()), isStaleBody);
      if (!answer.ok)
        return answer.body.message ?? (answer.body.code === 'NO_PASSKEYS' ? say.unsupported : words.me.failed);
      setName('');
      await Promise.all([load(), refresh()]);
      return null;
    }, words.me.saved);
  const call = (path: string, body: object) =>
    run(async () => {
      const answer = await whileFresh(() => askSignIn(path, body), isStaleBody);
      if (!answer.ok) return answer.body.message ?? words.me.failed;
      await Promise.all([load(), refresh()]);
      return null;
    }, words.me.saved);
  const require = (on: boolean) =>
    run(async () => {
      const { requirePasskey } = await whileFresh(
        () => ask(MeRequirePasskey, { input: { on } }),
        ({ requirePasskey: answer }) => refusedIn(answer)?.code === 'SESSION_NOT_FRESH',
      );
      const refused = refusedIn(requirePasskey);
      if (refused === null) await refresh();
      return refused?.message ?? null;
    }, words.me.saved);

  const { passkeyRequired, warning } = viewer.signInPolicy;
  return (
    <>
      <p>{say.what}</p>
      {passkeys === null ? (
        <p class="loading">{words.me.sessions.loading}</p>
      ) : passkeys.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <ul class="rows">
          {passkeys.map((one) => (
            <PasskeyRow key={one.id} passkey={one} call={call} zone={viewer.profile.timeZone} />
          ))}
        </ul>
      )}
      <Field
        label={say.name}
        hint={say.nameHint}
        name="passkeyName"
        maxLength={80}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <p class="hint">{say.addMailed}</p>
      <Result fault={fault} done={done} />
      <button type="button" aria-busy={busy} onClick={() => void add()}>
        {say.add}
      </button>
      <h3>{say.required}</h3>
      <p>{passkeyRequired ? say.isRequired : say.isNotRequired}</p>
      {warning === null ? null : <p class="box">{warning}</p>}
      <p class="hint">{say.requiredHint}</p>
      <p class="actions">
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void require(!passkeyRequired)}>
          {passkeyRequired ? say.unrequire : say.require}
        </button>
      </p>
    </>
  );
}

type RowProps = { passkey: Passkey; call: (path: string, body: object) => Promise<void>; zone: string | null };

function PasskeyRow({ passkey: { id, name, backedUp, createdAt }, call, zone }: RowProps) {
  const say = words.me.passkeys;
  const [asked, setAsked] = useState<'NAME' | 'DELETE' | null>(null);
  const [typed, setTyped] = useState(name ?? '');
  const shown = name ?? say.unnamed;
  return (
    <li>
      <strong>{shown}</strong>
      <p class="note">
        {say.added(dayText(createdAt, zone))}, {backedUp ? say.synced : say.oneDevice}
      </p>
      {asked === 'NAME' ? (
        <Field
          label={say.renameTo}
          name={`name-${id}`}
          maxLength={80}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      ) : null}
      {asked === 'DELETE' ? <p role="alert">{say.reallyRemove(shown)}</p> : null}
      <p class="actions">
        {asked === null ? (
          <>
            <button type="button" class="quiet" aria-label={`${say.rename}: ${shown}`} onClick={() => setAsked('NAME')}>
              {say.rename}
            </button>
            <button
              type="button"
              class="quiet"
              aria-label={`${say.remove}: ${shown}`}
              onClick={() => setAsked('DELETE')}
            >
              {say.remove}
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              onClick={() => {
                setAsked(null);
                void (asked === 'NAME'
                  ? call('/passkey/update-passkey', { id, name: typed.trim() })
                  : call('/passkey/delete-passkey', { id }));
              }}
            >
              {asked === 'NAME' ? say.save : say.remove}
            </button>
            <button type="button" class="quiet" onClick={() => setAsked(null)}>
              {words.me.cancel}
            </button>
          </>
        )}
      </p>
    </li>
  );
}
