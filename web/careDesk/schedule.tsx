import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { ScheduleConsultations } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { byField, type Faults, faultsIn } from './rules.ts';
import { faultsOf, inputOf, MOST_SLOTS, NAMES, type Name, NEEDED, previewOf, typedIn } from './slots.ts';

type Props = {
  organizationId: string;
  /** Whether they may say whose account leads the slots. */
  names: boolean;
  scheduled: () => Promise<void>;
};

/** Writes slots: every time on every day. */
export function Schedule({ organizationId, names, scheduled }: Props) {
  const say = words.consultations;
  const { busy, fault, done, run } = useActing(say);
  const [wrong, setWrong] = useState<Faults<Name>['fields']>({});
  const [typed, setTyped] = useState({ times: '', days: '1' });
  const [doneSaying, setDoneSaying] = useState<string | null>(null);
  const mark = (form: HTMLFormElement, fields: Faults<Name>['fields']) => {
    setWrong(fields);
    focusFault(form);
    return say.notWhole;
  };
  const send = async (form: HTMLFormElement, publish: boolean) => {
    setDoneSaying(null);
    const given = typedIn(new FormData(form));
    const missing = faultsOf(given, say);
    if (Object.keys(missing).length > 0) return mark(form, missing);
    const input = { organizationId, publish, slots: inputOf(given) };
    const { answer } = await ask(ScheduleConsultations, { input });
    if (answer === null) return say.failed;
    if (answer.__typename === 'ScheduleConsultationsPayload') {
      setWrong({});
      setDoneSaying(publish ? say.published(answer.intensives.length) : say.drafted(answer.intensives.length));
      await scheduled();
      return null;
    }
    const { fields, rest } = byField(faultsIn(answer), NAMES);
    if (answer.__typename === 'SlugTakenError') return mark(form, { slug: say.slugTaken });
    const marked = Object.keys(fields).length > 0 ? mark(form, fields) : null;
    return rest ?? marked ?? refusedIn(answer)?.message ?? say.failed;
  };
  const common = (name: Name) => ({
    ...{ name, label: say.labels[name], fault: wrong[name] ?? null, required: NEEDED.includes(name) },
    ...(say.hints[name] === undefined ? {} : { hint: say.hints[name] }),
  });
  const preview = previewOf(typed);
  return (
    <section class="verb" aria-labelledby="schedule">
      <h2 id="schedule">{say.schedule}</h2>
      <form
        class="sections"
        noValidate
        autocomplete="off"
        onInput={({ currentTarget }) => {
          const { times, days } = typedIn(new FormData(currentTarget));
          setTyped({ times, days });
        }}
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const publish = (event.submitter as HTMLButtonElement | null)?.value === 'publish';
          void run(() => send(form, publish));
        }}
      >
        <fieldset>
          <legend>{say.about}</legend>
          <Field {...common('title')} maxLength={160} />
          <Field {...common('neutralName')} maxLength={60} />
          <Area {...common('description')} maxLength={8000} />
          <Area {...common('policyText')} maxLength={8000} rows={3} />
          <Field {...common('slug')} maxLength={60} />
        </fieldset>
        <fieldset>
          <legend>{say.where}</legend>
          <Field {...common('place')} maxLength={120} />
          <Field {...common('link')} maxLength={1000} />
          <Field {...common('venue')} maxLength={400} />
        </fieldset>
        <fieldset>
          <legend>{say.who}</legend>
          <Field {...common('name')} maxLength={120} />
          <Field {...common('credentials')} maxLength={300} />
          <Field {...common('disclosure')} maxLength={1000} />
          {names ? <Field {...common('email')} type="email" maxLength={254} /> : <p class="note">{say.ownersName}</p>}
        </fieldset>
        <fieldset>
          <legend>{say.whenTitle}</legend>
          <Field {...common('timeZone')} maxLength={60} defaultValue={zoneHere()} />
          <Field {...common('firstDay')} type="date" />
          <Field {...common('days')} maxLength={2} inputMode="numeric" defaultValue="1" />
          <Area {...common('times')} maxLength={600} rows={3} />
          <Field {...common('minutes')} maxLength={3} inputMode="numeric" defaultValue="15" />
        </fieldset>
        <p class="count" role="status">
          {preview === null
            ? say.noPreview
            : preview.slots > MOST_SLOTS
              ? say.tooMany(preview.slots, MOST_SLOTS)
              : say.preview(preview)}
        </p>
        <Result fault={fault} done={doneSaying ?? done} />
        <p class="actions">
          <button type="submit" value="publish" aria-busy={busy}>
            {say.publish}
          </button>
          <button type="submit" value="draft" class="quiet" aria-busy={busy}>
            {say.draft}
          </button>
        </p>
      </form>
    </section>
  );
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
