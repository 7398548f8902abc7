import { useId } from 'preact/hooks';
import { dayText } from '../words/dates.ts';
import { langOfTold } from '../words/told.ts';
import { words } from '../words/words.ts';
import { answerOf, SIGNS } from './rules.ts';
import './accommodations.css';

type State = keyof typeof SIGNS;

export function StateWord({ state }: { state: State }) {
  return (
    <span class="state">
      <span aria-hidden="true">{SIGNS[state]}</span> {words.accommodations.states[state]}
    </span>
  );
}

type Request = {
  need: string | null;
  fromOn: string | null;
  untilOn: string | null;
  askedAt: string;
  state: State;
  states: readonly { state: string; answer: string | null; reason: string | null; byName: string | null; at: string }[];
};

/** What is needed, and what was answered. */
export function Words({ request }: { request: Request }) {
  const say = words.accommodations;
  const { need, fromOn, untilOn, askedAt, states } = request;
  const answer = answerOf(states);
  return (
    <>
      <p class="said">{need ?? say.erased}</p>
      <p class="note">
        {say.askedOn(dayText(askedAt))} {fromOn === null ? '' : say.from(dayText(fromOn))}{' '}
        {untilOn === null ? '' : say.until(dayText(untilOn))}
      </p>
      {answer === null ? null : (
        <dl>
          <div>
            <dt>{say.answer}</dt>
            <dd class="said">{answer.answer}</dd>
          </div>
          {answer.reason === null ? null : (
            <div>
              <dt>{say.reason}</dt>
              <dd class="said">{answer.reason}</dd>
            </div>
          )}
          <div>
            <dt>{say.answeredBy}</dt>
            <dd>{[answer.byName, dayText(answer.at)].filter((part) => part !== null).join(', ')}</dd>
          </div>
        </dl>
      )}
    </>
  );
}

type Area = { label: string; hint: string; name: string; maxLength: number; fault: string | null; required?: boolean };

/** Several lines of text with their label, a hint, and what is wrong with them. */
export function Area({ label, hint, fault, ...input }: Area) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea
        {...input}
        id={id}
        rows={4}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? `${id}-hint` : `${id}-hint ${id}-fault`}
      />
      {fault === null ? null : (
        <p class="fault" id={`${id}-fault`} lang={langOfTold(fault)}>
          {fault}
        </p>
      )}
    </div>
  );
}
