import { refusedIn, type useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { MarkPresence } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { nameOf, type Person } from './names.ts';

type Props = { person: Person; acting: ReturnType<typeof useActing>; marked: (newer: Person) => void };

/** Whether somebody was there: the last mark holds. */
export function Presence({ person, acting: { run, busy }, marked }: Props) {
  const say = words.careDesk;
  if (person.state !== 'CONFIRMED') return <>{say.noPlaceYet}</>;
  const { registrationId } = person;
  const mark = (present: boolean) =>
    run(
      async () => {
        const { answer } = await ask(MarkPresence, { input: { registrationId, present } });
        if (answer?.__typename === 'MarkPresencePayload') marked(answer.person);
        return answer === null ? say.failed : (refusedIn(answer)?.message ?? null);
      },
      say.marked(nameOf(person), present ? say.present : say.absent),
    );
  return (
    <span class="presence">
      {[true, false].map((present) => (
        <button
          key={String(present)}
          type="button"
          class="quiet"
          aria-pressed={person.present === present}
          aria-busy={busy}
          onClick={() => void mark(present)}
        >
          {person.present === present ? <span aria-hidden="true">✓ </span> : null}
          {present ? say.present : say.absent}
          <span class="unseen">: {nameOf(person)}</span>
        </button>
      ))}
    </span>
  );
}
