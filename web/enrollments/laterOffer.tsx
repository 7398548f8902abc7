import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { type LaterOfferFragment, StartLater, StopLater } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';

type Props = {
  id: string;
  purpose: string;
  followUp: LaterOfferFragment;
  take: Shown<unknown>['take'];
};

/** Whether somebody wants to be asked weeks after the course. It is off until they say so. */
export function LaterOffer({ id, purpose, followUp: { optedIn, rounds }, take }: Props) {
  const say = words.later.offer;
  const { busy, fault, done, run } = useActing(words.later);
  const weeks = rounds.map((one) => one.weeks);
  const input = { enrollmentId: id };
  const change = () =>
    run(
      async () => {
        const answer = optedIn ? await ask(StopLater, { input }) : await ask(StartLater, { input });
        take(answer);
        return refusedIn('stopFollowUp' in answer ? answer.stopFollowUp : answer.startFollowUp)?.message ?? null;
      },
      optedIn ? say.stopped : say.started,
    );
  return (
    <section aria-labelledby="later">
      <h2 id="later">{say.heading}</h2>
      <p>{purpose === 'CREDIT' ? say.asks(weeks) : say.asksOwn(weeks)}</p>
      {optedIn ? (
        <ul>
          {rounds.map(({ weeks: many, state, opensOn }) => (
            <li key={many}>
              {state === 'OPEN' ? (
                <a href={`/learn/${encodeURIComponent(id)}/later/${many}`}>{say.toRound(many)}</a>
              ) : (
                say.round(many, state, opensOn === null ? null : dayText(opensOn))
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Result fault={fault} done={done} />
      <p class="actions">
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void change()}>
          {optedIn ? say.stop : say.start}
        </button>
      </p>
    </section>
  );
}
