import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import {
  ChangeLicense as Change,
  type ChangeLicenseMutation,
  type LicenseChangeReason,
  type LicenseKind,
  type LicenseShownFragment,
} from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { KindField } from './addLicense.tsx';
import { faultAt, licenseText } from './rules.ts';
import { type Faults, TermFields, termsIn } from './termFields.tsx';

type Props = {
  license: LicenseShownFragment;
  take: (answer: unknown) => void;
  done: (sentence: string) => void;
  cancel: () => void;
};
type Replacements = Extract<
  NonNullable<ChangeLicenseMutation['updateLicense']>,
  { replacements: unknown }
>['replacements'];
const REASONS: readonly LicenseChangeReason[] = ['RENEWED', 'CORRECTED', 'NAME_CHANGED'];

/** Renews or corrects a license. The reason says what may change, and what follows. */
export function ChangeLicense({ license, take, done, cancel }: Props) {
  const say = words.licenses;
  const [reason, setReason] = useState<LicenseChangeReason>('RENEWED');
  const [faults, setFaults] = useState<Faults>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [replaced, setReplaced] = useState<Replacements>([]);

  const save = async (form: HTMLFormElement) => {
    if (busy) return;
    const { text, faults: own, ...terms } = termsIn(form, license);
    setFaults(own);
    setRefused(null);
    if (own.length > 0) return focusFault(form);
    setBusy(true);
    const named = reason === 'RENEWED' ? {} : { nameOnLicense: text('nameOnLicense') || null };
    const corrected =
      reason === 'CORRECTED'
        ? { number: text('number'), kind: text('kind') as LicenseKind, note: text('note') || null }
        : {};
    try {
      const answer = await ask(Change, { input: { licenseId: license.id, reason, ...terms, ...named, ...corrected } });
      const told = answer.updateLicense;
      if (told !== null && 'license' in told) {
        take(answer);
        if (told.replacements.length === 0) return done(say.changed);
        setReplaced(told.replacements);
      } else {
        const fields = told !== null && 'fields' in told ? told.fields : [];
        setFaults(fields);
        setRefused(fields.length > 0 ? say.mendFields : (told?.message ?? say.failed));
        focusFault(form);
      }
    } catch {
      setRefused(say.failed);
    }
    setBusy(false);
  };
  if (replaced.length > 0) return <Replaced replaced={replaced} done={() => done(say.changed)} />;
  return (
    <form
      aria-label={say.changeTitle(licenseText(license))}
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <fieldset>
        <legend>{say.why}</legend>
        {REASONS.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="reason" value={one} checked={reason === one} onChange={() => setReason(one)} />
            <span>
              {say.reasons[one]}
              <span class="hint"> {say.reasonHints[one]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {reason === 'CORRECTED' ? (
        <>
          <KindField value={license.kind} />
          <Field
            label={say.number}
            name="number"
            required
            maxLength={60}
            defaultValue={license.number ?? ''}
            fault={faultAt(faults, 'number')}
          />
          <Field label={say.note} hint={say.noteHint} name="note" maxLength={500} fault={faultAt(faults, 'note')} />
        </>
      ) : null}
      {reason === 'RENEWED' ? null : (
        <Field
          label={say.nameOn}
          name="nameOnLicense"
          maxLength={120}
          defaultValue={license.nameOnLicense ?? ''}
          fault={faultAt(faults, 'nameOnLicense')}
        />
      )}
      <TermFields license={license} faults={faults} />
      <Fault text={refused} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.saveChange}
        </button>
        <button type="button" class="quiet" onClick={cancel}>
          {say.cancel}
        </button>
      </p>
    </form>
  );
}

function Replaced({ replaced, done }: { replaced: Replacements; done: () => void }) {
  const say = words.licenses;
  return (
    <div class="box" role="status">
      <p>{say.replaced}</p>
      <ul>
        {replaced.map(({ certificate, replaced: old }) => (
          <li key={certificate.id}>
            <span class="number">{old.number}</span> {say.replacedBy}{' '}
            <a class="number" href={`/wallet/${certificate.number}`}>
              {certificate.number}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet" onClick={done}>
        {say.close}
      </button>
    </div>
  );
}
