import { online } from '../online.ts';
import { words } from '../words/words.ts';
import type { Counting } from './countingRules.ts';
import { studyMinutes } from './rules.ts';

type Props = {
  secondsCounted: number;
  secondsRequired: number;
  state: Counting;
  contact: string;
  goOnHere: () => void;
};

/** What is counted, by the last answer of the server and never guessed past it. Only the state is announced, and not where the bar of the page says it. */
export function TimeBox({ secondsCounted, secondsRequired, state, contact, goOnHere }: Props) {
  const say = words.player;
  const { counted, required } = studyMinutes(secondsCounted, secondsRequired);
  return (
    <section class="time box" aria-labelledby="time">
      <h2 id="time">{say.time}</h2>
      {secondsRequired === 0 ? (
        <p>{say.noTime}</p>
      ) : (
        <p class="counted">
          <strong>{words.modules.counted(counted, required)}</strong>
          <progress aria-labelledby="time" max={secondsRequired} value={Math.min(secondsCounted, secondsRequired)} />
        </p>
      )}
      <p class="state" role="status" aria-live={online.value ? undefined : 'off'} data-state={state}>
        {say.states[state]}
      </p>
      {state === 'ELSEWHERE' ? (
        <p>
          <button type="button" class="quiet" onClick={goOnHere}>
            {say.goOnHere}
          </button>
        </p>
      ) : null}
      <details>
        <summary>{say.how}</summary>
        <p>{say.howText}</p>
        <p>
          {say.howWaiver} {contact}
        </p>
      </details>
    </section>
  );
}
