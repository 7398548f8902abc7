import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { type EvaluationQuery, SubmitEvaluation } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { askBeforeClosing } from '../unsaved.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { FaultSummary, type Named } from './faultSummary.tsx';
import { ItemField, placeOf } from './item.tsx';
import { answersOf, type Draft, faultsOf, grouped, itemOfPath } from './rules.ts';

type Round = Extract<NonNullable<EvaluationQuery['node']>, { __typename: 'Enrollment' }>;
type Props = Pick<Shown<unknown>, 'take' | 'refresh'> & { round: Round };

/** The form. What is filled in lives in the memory of this page alone: kept anywhere, it could be tied to the person. */
export function EvaluationForm({ round, take, refresh }: Props) {
  const say = words.evaluations;
  const { items, introduction } = round.evaluation;
  const [draft, setDraft] = useState<Draft>({});
  const [faults, setFaults] = useState<Named[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const state = useRef({ busy: false, done: false, draft });
  state.current.draft = draft;
  useEffect(
    () =>
      askBeforeClosing(
        () => !state.current.done && Object.values(state.current.draft).some((value) => value.trim() !== ''),
        () => say.leave,
      ),
    [],
  );

  const submit = async () => {
    if (state.current.busy) return;
    const found = faultsOf(items, draft).map(({ key, fault }) =>
      named(key, fault === 'MISSING' ? say.needsAnswer : tooLong(key)),
    );
    setFaults(found);
    setTrouble(null);
    if (found.length > 0) return;
    state.current.busy = true;
    const answers = answersOf(items, draft);
    try {
      const { submitEvaluation: answer } = await ask(SubmitEvaluation, { input: { enrollmentId: round.id, answers } });
      if (answer?.__typename === 'SubmitEvaluationPayload') {
        state.current.done = true;
        take(answer);
        scrollTo(0, 0);
      } else if (answer?.__typename === 'InvalidInputError')
        setFaults(answer.fields.map(({ path, message }) => named(itemOfPath(path, answers) ?? '', message)));
      else {
        setTrouble(answer?.message ?? words.shell.notSent);
        if (answer?.__typename === 'EnrollmentClosedError') await refresh().catch(() => {});
      }
    } catch (error) {
      setTrouble((error instanceof Error && error.message) || words.shell.notSent);
    }
    state.current.busy = false;
  };
  const named = (key: string, message: string): Named => ({
    key,
    message,
    text: items.find((item) => item.key === key)?.text ?? '',
    place: placeOf(items.findIndex((item) => item.key === key)),
  });
  const tooLong = (key: string) => say.tooLong(items.find((item) => item.key === key)?.maxLength ?? 0);
  const change = (key: string, value: string) => {
    setDraft({ ...state.current.draft, [key]: value });
    setFaults((now) => now.filter((fault) => fault.key !== key));
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FaultSummary faults={faults} />
      <p class="lead" lang={asWritten()}>
        {introduction}
      </p>
      <p class="note">
        {say.required(items.filter(({ required }) => required).length)} {say.draft}
      </p>
      {grouped(items).map(({ group, items: own }) => (
        <section key={group}>
          <h2>{say.groups[group]}</h2>
          {say.groupHints[group] === '' ? null : <p class="hint">{say.groupHints[group]}</p>}
          {own.map((item) => (
            <ItemField
              key={item.key}
              item={item}
              place={placeOf(items.indexOf(item))}
              value={draft[item.key] ?? ''}
              fault={faults.find(({ key }) => key === item.key)?.message ?? null}
              change={(value) => change(item.key, value)}
            />
          ))}
        </section>
      ))}
      <p>{say.final}</p>
      <Fault text={trouble} />
      <p class="actions">
        <button type="submit">{say.submit}</button>
      </p>
    </form>
  );
}
