import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { type CareSaidFragment, SaveCareSettings } from '../graphql/generated.ts';
import { askBeforeClosing } from '../unsaved.ts';
import { words } from '../words/words.ts';
import {
  byField,
  type Draft,
  draftOf,
  type Faults,
  faultsIn,
  isSame,
  notNumbers,
  SETTINGS,
  type Setting,
  settingsOf,
  USUAL_DAYS,
} from './rules.ts';

type Props = { id: string; said: CareSaidFragment['careSettings']; take: (answer: unknown) => void };

/** Everything of it, whole: saving replaces what was said. */
export function SettingsForm({ id, said, take }: Props) {
  const say = words.careDesk;
  const acting = useActing(say);
  const [draft, setDraft] = useState(() => draftOf(said));
  const [wrong, setWrong] = useState<Faults<Setting>['fields']>({});
  const changed = !isSame(draft, draftOf(said));
  useQuestion(changed);
  const mark = (form: HTMLFormElement, fields: Faults<Setting>['fields']) => {
    setWrong(fields);
    focusFault(form);
    return say.notWhole;
  };
  const send = async (form: HTMLFormElement) => {
    const numbers = notNumbers(draft);
    if (numbers.length > 0) return mark(form, Object.fromEntries(numbers.map((name) => [name, say.notNumber])));
    const { answer } = await ask(SaveCareSettings, { input: { organizationId: id, ...settingsOf(draft) } });
    if (answer === null) return say.failed;
    if (answer.__typename !== 'SetCareSettingsPayload') {
      const { fields, rest } = byField(faultsIn(answer), SETTINGS);
      const marked = Object.keys(fields).length > 0 ? mark(form, fields) : null;
      return rest ?? marked ?? refusedIn(answer)?.message ?? say.failed;
    }
    setWrong({});
    take(answer);
    setDraft(draftOf(answer.organization.careSettings));
    return null;
  };
  const { line, area } = fieldsOf({ draft, wrong, set: setDraft });
  return (
    <form
      class="sections"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        void acting.run(() => send(form), say.saved);
      }}
    >
      <Group legend={say.responsible}>
        {line('responsibleClinician', 160, say.responsibleClinicianHint)}
        {line('country', 2, say.countryHint)}
        {line('law', 300)}
      </Group>
      <Group legend={say.reading}>
        {line('readers', 300, say.readersHint)}
        {line('readWithinDays', 5, say.readWithinDaysHint, 'numeric')}
      </Group>
      <Group legend={say.told}>
        {area('privacyNotice', say.privacyNoticeHint)}
        {area('confidentialityLimits', say.confidentialityLimitsHint)}
      </Group>
      <Group legend={say.keeping}>
        {line('retentionDays', 5, say.retentionDaysHint(USUAL_DAYS), 'numeric')}
        {line('retentionLaw', 300)}
      </Group>
      <Group legend={say.agreement}>
        {line('processorReference', 160)}
        {line('processorSignedOn', 10, undefined, 'date')}
      </Group>
      <Result fault={acting.fault} done={changed ? null : acting.done} />
      <p class="actions">
        <button type="submit" aria-busy={acting.busy}>
          {say.save}
        </button>
      </p>
    </form>
  );
}

function Group({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

type Fields = { draft: Draft; wrong: Faults<Setting>['fields']; set: (draft: Draft) => void };

/** The fields of the form, by the names of the settings. */
function fieldsOf({ draft, wrong, set }: Fields) {
  const say = words.careDesk;
  const common = (name: Setting) => ({
    ...{ name, label: say[name], value: draft[name], fault: wrong[name] ?? null },
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      set({ ...draft, [name]: currentTarget.value }),
  });
  const hinted = (hint?: string) => (hint === undefined ? {} : { hint });
  return {
    line: (name: Setting, maxLength: number, hint?: string, kind?: 'numeric' | 'date') => (
      <Field
        {...common(name)}
        {...hinted(hint)}
        maxLength={maxLength}
        type={kind === 'date' ? 'date' : 'text'}
        inputMode={kind === 'numeric' ? 'numeric' : 'text'}
      />
    ),
    area: (name: Setting, hint: string) => <Area {...common(name)} hint={hint} maxLength={8000} rows={6} />,
  };
}

/** Asks before the page is left with something unsaved. */
function useQuestion(unsaved: boolean): void {
  const now = useRef(unsaved);
  now.current = unsaved;
  useEffect(
    () =>
      askBeforeClosing(
        () => now.current,
        () => words.careDesk.unsaved,
      ),
    [],
  );
}
