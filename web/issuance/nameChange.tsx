import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { ChangePrintedName } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Props = {
  name: string | null;
  label: string;
  hint: string;
  done: () => Promise<void>;
  close: (() => void) | null;
};

/** Changes the name that will be printed. Without a name it stays open. */
export function NameChange({ name, label, hint, done, close }: Props) {
  const say = words.issuance;
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (legalName: string) => {
    if (busy) return;
    setBusy(true);
    const { updateProfile } = await ask(ChangePrintedName, { input: { legalName } }).catch(() => ({
      updateProfile: null,
    }));
    const refused = faultOf(updateProfile);
    if (refused === null) await done().catch(() => setFault(say.failed));
    setFault(refused);
    setBusy(false);
  };
  return (
    <form
      class="name-change"
      onSubmit={(event) => {
        event.preventDefault();
        void save(String(new FormData(event.currentTarget).get('legalName') ?? ''));
      }}
    >
      <Field
        label={label}
        hint={hint}
        fault={fault}
        name="legalName"
        autocomplete="name"
        required
        maxLength={120}
        defaultValue={name ?? ''}
      />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.saveName}
        </button>
        {close === null ? null : (
          <button type="button" class="quiet" onClick={close}>
            {say.keepName}
          </button>
        )}
      </p>
    </form>
  );
}

type Answer = { viewer?: unknown; message?: string; characters?: string[]; fields?: { message: string }[] } | null;

function faultOf(answer: Answer): string | null {
  const say = words.issuance;
  if (answer === null) return say.failed;
  if (answer.message === undefined) return null;
  const { characters = [], fields = [], message } = answer;
  if (characters.length > 0) return `${message} ${say.undrawable(characters)}`;
  return fields.length > 0 ? fields.map((field) => field.message).join(' ') : message;
}
