import type { DeskEventQuery } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Event = Extract<DeskEventQuery['node'], { __typename: 'Intensive' }>;

/** To an instructor whom the training names: how much is stated of them, and the way to its credit. */
export function TaughtHere({ event: { id, taught } }: { event: Event }) {
  const say = words.reports.teaching;
  const minutes = taught
    .filter(({ yours, takenBackAt }) => yours && takenBackAt === null)
    .reduce((sum, one) => sum + one.minutes, 0);
  return (
    <section aria-labelledby="taught-here">
      <h2 id="taught-here">{say.here}</h2>
      <p>{minutes === 0 ? say.hereNone : say.hereStated(minutes)}</p>
      <p class="actions">
        <a class="action quiet" href={`/taught/${encodeURIComponent(id)}`}>
          {say.toHere}
        </a>
      </p>
    </section>
  );
}
