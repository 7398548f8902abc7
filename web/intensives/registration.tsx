import type { ComponentType } from 'preact';
import { Mine } from '../attendance/mine.tsx';
import type { RegistrationPageQuery } from '../graphql/generated.ts';
import { useLater } from '../later.ts';
import type { Shown } from '../page.ts';
import { loadWords, words } from '../words/words.ts';
import { languageNow } from '../words/written.ts';
import { Consultation } from './consultation.tsx';
import { Place } from './place.tsx';
import { timeInWords } from './rules.ts';

type Registration = Extract<RegistrationPageQuery['node'], { __typename: 'Registration' }>;

/** /registrations/:id */
export function Page({ data, ...acts }: Shown<RegistrationPageQuery>) {
  const { node: place } = data;
  const isTherapy = place?.__typename === 'Registration' && place.care !== null;
  // The page waits for it, so that nothing moves.
  const More = useLater(place?.__typename === 'Registration', isTherapy ? loadTherapy : loadTraining);
  if (place?.__typename !== 'Registration') return <p>{words.shell.missing}</p>;
  return (
    <section class="narrow">
      <p class="eyebrow">
        <a href="/registrations">{words.intensives.title}</a>
      </p>
      <h1 data-title={words.intensives.title}>{place.intensive.title}</h1>
      {More === null ? <p class="loading">{words.shell.loading}</p> : <Whole {...{ place, data, More }} {...acts} />}
    </section>
  );
}

async function loadTherapy(): Promise<More> {
  const [{ OnPlace }] = await Promise.all([import('../care/standing.tsx'), loadWords('care'), loadWords('needs')]);
  return OnPlace;
}

async function loadTraining(): Promise<More> {
  const [{ OnTraining }] = await Promise.all([import('../accommodations/own.tsx'), loadWords('accommodations')]);
  return OnTraining;
}

/** What the page of a place has more: of a training what somebody needs, of a therapy event what they write. */
type More = ComponentType<{ place: Registration; take: (answer: unknown) => void; top?: boolean }>;

type Shows = Omit<Shown<RegistrationPageQuery>, 'parameters'> & {
  place: Registration;
  More: More;
};

function Whole({ place, data: { viewer }, More, take, refresh }: Shows) {
  const order = viewer?.orders.nodes.find(({ places }) =>
    places.some(({ registrationId }) => registrationId === place.id),
  );
  return (
    <>
      <More place={place} take={take} top />
      {place.attendance === null ? null : (
        <Mine id={place.id} record={place.attendance} hasPlace={place.state === 'CONFIRMED'} />
      )}
      <Place
        place={place}
        order={order ?? null}
        contact={place.intensive.organization.accommodationContact}
        take={take}
        refresh={refresh}
      />
      {place.state === 'CONFIRMED' && place.intensive.kind === 'CONSULTATION' ? <Consultation place={place} /> : null}
      <More place={place} take={take} />
      <details>
        <summary>{words.intensives.history}</summary>
        <ol>
          {place.states.map(({ state, at }) => (
            <li key={at}>
              {words.intensives.states[state] ?? state}{' '}
              <span class="note">{timeInWords(at, place.intensive.timeZone, languageNow())}</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
