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

/** /registrations/:id */
export function Page({ data, take, refresh }: Shown<RegistrationPageQuery>) {
  const { node: place, viewer } = data;
  if (place?.__typename !== 'Registration') return <p>{words.shell.missing}</p>;
  const order = viewer?.orders.nodes.find(({ places }) =>
    places.some(({ registrationId }) => registrationId === place.id),
  );
  return (
    <section class="narrow">
      <p class="eyebrow">
        <a href="/registrations">{words.intensives.title}</a>
      </p>
      <h1 data-title={words.intensives.title}>{place.intensive.title}</h1>
      {place.attendance === null ? null : (
        <Mine id={place.id} record={place.attendance} hasPlace={place.state === 'CONFIRMED'} />
      )}
      <Place place={place} order={order ?? null} take={take} refresh={refresh} />
      {place.state === 'CONFIRMED' && place.intensive.kind === 'CONSULTATION' ? <Consultation place={place} /> : null}
      <Needs place={place} contact={place.intensive.organization} take={take} />
      <Care place={place} />
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
    </section>
  );
}

async function loadStanding() {
  const [{ CareStanding }] = await Promise.all([import('../care/standing.tsx'), loadWords('care')]);
  return CareStanding;
}

/** What one writes for an event of therapy. A training has none of it. */
function Care({ place }: { place: Extract<RegistrationPageQuery['node'], { __typename: 'Registration' }> }) {
  const Standing = useLater(place.care !== null, loadStanding);
  return Standing === null ? null : <Standing place={place} />;
}
