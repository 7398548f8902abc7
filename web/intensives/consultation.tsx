import { words } from '../words/words.ts';
import { minutesOf } from './rules.ts';

type Slot = {
  link: string | null;
  intensive: {
    startsAt: string | null;
    endsAt: string | null;
    statementShows: string;
    instructors: readonly { name: string; credentials: string }[];
  };
};

/** What somebody needs who has booked a consultation. */
export function Consultation({ place: { link, intensive } }: { place: Slot }) {
  const say = words.intensives.consultation;
  const minutes = minutesOf(intensive);
  const names = intensive.instructors.map(({ name, credentials }) => [name, credentials].filter(Boolean).join(', '));
  return (
    <section aria-labelledby="consultation">
      <h2 id="consultation">{say.title}</h2>
      <ul>
        {minutes === null ? null : <li>{say.takes(minutes, names.join('; '))}</li>}
        {link === null ? null : <li>{say.room}</li>}
        <li>{say.alone}</li>
        <li>{say.nothing}</li>
        <li>
          {say.quiet} {words.intensives.mails(intensive.statementShows)}
        </li>
      </ul>
    </section>
  );
}
