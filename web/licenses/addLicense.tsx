import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { HoldLicense, type LicenseKind, type LicenseListQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { choicesOf, faultAt } from './rules.ts';
import { type Faults, TermFields, termsIn } from './termFields.tsx';

type Props = {
  boards: LicenseListQuery['boards'];
  name: string;
  refresh: () => Promise<void>;
  done: (sentence: string) => void;
  cancel: () => void;
};
const ANOTHER = 'another';

/** Adds a license. Boards that are known here are chosen; any other is typed. */
export function AddLicense({ boards, name, refresh, done, cancel }: Props) {
  const say = words.licenses;
  const choices = choicesOf(boards);
  const [value, setValue] = useState('');
  const [faults, setFaults] = useState<Faults>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async (form: HTMLFormElement) => {
    if (busy) return;
    const { text, faults: own, ...terms } = termsIn(form);
    setFaults(own);
    setRefused(null);
    if (own.length > 0) return focusFault(form);
    const choice = choices.find((one) => one.value === value);
    setBusy(true);
    try {
      const { addLicense } = await ask(HoldLicense, {
        input: {
          ...terms,
          kind: text('kind') as LicenseKind,
          profession: choice?.profession ?? text('profession').toLowerCase(),
          jurisdiction: choice?.jurisdiction ?? text('jurisdiction').toUpperCase(),
          number: text('number'),
          nameOnLicense: text('nameOnLicense') || null,
        },
      });
      if (addLicense !== null && 'license' in addLicense) {
        await refresh();
        return done(say.added);
      }
      const fields = addLicense !== null && 'fields' in addLicense ? addLicense.fields : [];
      setFaults(fields);
      setRefused(fields.length > 0 ? say.mendFields : (addLicense?.message ?? say.failed));
      focusFault(form);
    } catch {
      setRefused(say.failed);
    }
    setBusy(false);
  };
  return (
    <form
      aria-label={say.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add(event.currentTarget);
      }}
    >
      <h2>{say.add}</h2>
      <KindField />
      <div class="field">
        <label for="license-board">{say.board}</label>
        <p class="hint" id="license-board-hint">
          {say.boardHint}
        </p>
        <select
          id="license-board"
          aria-describedby="license-board-hint"
          required
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        >
          <option value="">{say.choose}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
          <option value={ANOTHER}>{say.another}</option>
        </select>
      </div>
      {value === ANOTHER ? (
        <>
          <Field
            label={say.profession}
            hint={say.professionHint}
            name="profession"
            required
            fault={faultAt(faults, 'profession')}
          />
          <Field
            label={say.jurisdiction}
            hint={say.jurisdictionHint}
            name="jurisdiction"
            required
            fault={faultAt(faults, 'jurisdiction')}
          />
        </>
      ) : null}
      <Field
        label={say.number}
        hint={say.numberHint}
        name="number"
        autocomplete="off"
        required
        maxLength={60}
        fault={faultAt(faults, 'number')}
      />
      <Field
        label={say.nameOn}
        name="nameOnLicense"
        autocomplete="name"
        maxLength={120}
        defaultValue={name}
        fault={faultAt(faults, 'nameOnLicense')}
      />
      <TermFields faults={faults} />
      <Fault text={refused} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.save}
        </button>
        <button type="button" class="quiet" onClick={cancel}>
          {say.cancel}
        </button>
      </p>
    </form>
  );
}

const KINDS: readonly LicenseKind[] = ['FULL', 'ASSOCIATE', 'INTERN', 'REGISTRANT', 'MEMBER'];

/** What a person holds. */
export function KindField({ value = 'FULL' }: { value?: LicenseKind }) {
  const say = words.licenses;
  return (
    <div class="field">
      <label for="license-kind">{say.kind}</label>
      <select id="license-kind" name="kind">
        {KINDS.map((kind) => (
          <option key={kind} value={kind} selected={kind === value}>
            {say.kinds[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}
