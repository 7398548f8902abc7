import { dayText } from '../words/dates.ts';
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
