import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { DropReported, ReportCertificate, type ReportedShownFragment } from '../graphql/generated.ts';
import { faultAt, hoursTyped } from '../licenses/rules.ts';
import { dayFromNow, dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';

type Props = { certificates: readonly ReportedShownFragment[]; refresh: () => Promise<void> };
type Faults = readonly { path: string; message: string }[];

/** Certificates of other providers, which their holder lists. */
export function Reported({ certificates, refresh }: Props) {
  const say = words.credits;
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  const remove = async (id: string) => {
    setFault(null);
    try {
      const { removeReportedCertificate: answer } = await ask(DropReported, { input: { id } });
      if (answer !== null && 'id' in answer) {
        await refresh();
        setTold(say.removed);
      } else setFault(answer?.message ?? say.failed);
    } catch {
      setFault(say.failed);
    }
  };
  return (
    <section class="sheet-part" aria-labelledby="reported">
      <h2 id="reported">{say.reported}</h2>
      <p>{say.reportedIntro}</p>
      {certificates.length === 0 ? <p>{say.noneReported}</p> : null}
      <ul class="links">
        {certificates.map((one) => (
          <li key={one.id}>
            <strong>{one.title}</strong>, {one.provider}, {dayText(one.earnedOn)}: {one.amount} {one.unit}
            {one.category === null ? null : `, ${one.category}`}{' '}
            <button
              type="button"
              class="quiet"
              aria-label={say.removeOf(one.title)}
              onClick={() => void remove(one.id)}
            >
              {say.remove}
            </button>
            {one.note === null ? null : <span class="sub">{one.note}</span>}
          </li>
        ))}
      </ul>
      <p role="status">{told}</p>
      <Fault text={fault} />
      {open ? (
        <AddForm
          done={async () => {
            await refresh();
            setOpen(false);
            setTold(say.added);
          }}
        />
      ) : (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => setOpen(true)}>
            {say.addReported}
          </button>
        </p>
      )}
    </section>
  );
}

function AddForm({ done }: { done: () => Promise<void> }) {
  const say = words.credits;
  const [faults, setFaults] = useState<Faults>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async (form: HTMLFormElement) => {
    if (busy) return;
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const amount = hoursTyped(text('amount'));
    setRefused(null);
    setFaults(amount === null ? [{ path: 'amount', message: say.amountFault }] : []);
    if (amount === null) return focusFault(form);
    setBusy(true);
    try {
      const facts = {
        title: text('title'),
        provider: text('provider'),
        earnedOn: text('earnedOn'),
        unit: text('unit'),
      };
      const input = { ...facts, amount, category: text('category') || null, note: text('note') || null };
      const { addReportedCertificate: told } = await ask(ReportCertificate, { input });
      if (told !== null && 'certificate' in told) return await done();
      const fields = told !== null && 'fields' in told ? told.fields : [];
      setFaults(fields);
      setRefused(fields.length > 0 ? say.mendFields : (told?.message ?? say.failed));
      focusFault(form);
    } catch {
      setRefused(say.failed);
    }
    setBusy(false);
  };
  const of = (path: string) => faultAt(faults, path);
  return (
    <form
      aria-label={say.addReported}
      onSubmit={(event) => {
        event.preventDefault();
        void add(event.currentTarget);
      }}
    >
      <Field label={say.activity} name="title" required maxLength={200} fault={of('title')} />
      <Field label={say.provider} name="provider" required maxLength={160} fault={of('provider')} />
      <Field label={say.earnedOn} name="earnedOn" type="date" required max={dayFromNow(0)} fault={of('earnedOn')} />
      <Field label={say.amount} hint={say.amountHint} name="amount" inputMode="text" required fault={of('amount')} />
      <Field label={say.unit} hint={say.unitHint} name="unit" required maxLength={40} fault={of('unit')} />
      <Field label={say.reportedCategory} name="category" maxLength={80} fault={of('category')} />
      <Field label={say.note} name="note" maxLength={300} fault={of('note')} />
      <Fault text={refused} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.add}
        </button>
      </p>
    </form>
  );
}
