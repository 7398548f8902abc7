import type { ComponentType } from 'preact';
import { Needs } from '../accommodations/own.tsx';
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
  // A training has nothing of it. The page waits for it, so that nothing moves.
  const Standing = useLater(isTherapy, loadStanding);
  if (place?.__typename !== 'Registration') return <p>{words.shell.missing}</p>;
  return (
    <section class="narrow">
      <p class="eyebrow">
        <a href="/registrations">{words.intensives.title}</a>
      </p>
      <h1 data-title={words.intensives.title}>{place.intensive.title}</h1>
      {isTherapy && Standing === null ? (
        <p class="loading">{words.shell.loading}</p>
      ) : (
        <Whole {...{ place, data, Standing }} {...acts} />
      )}
    </section>
  );
}

async function loadStanding() {
  const [{ CareStanding }] = await Promise.all([import('../care/standing.tsx'), loadWords('care')]);
  return CareStanding;
}

type Shows = Omit<Shown<RegistrationPageQuery>, 'parameters'> & {
  place: Registration;
  /** What one writes for an event of therapy; null of a training. */
  Standing: ComponentType<{ place: Registration }> | null;
};

function Whole({ place, data: { viewer }, Standing, take, refresh }: Shows) {
  const order = viewer?.orders.nodes.find(({ places }) =>
    places.some(({ registrationId }) => registrationId === place.id),
  );
  return (
    <>
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
      {Standing === null ? null : <Standing place={place} />}
      <Needs place={place} contact={place.intensive.organization} take={take} />
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
