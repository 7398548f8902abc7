import type { CareStandingFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { countOf } from './rules.ts';
import { Stands } from './stands.tsx';
import { Staying } from './staying.tsx';
import './care.css';

type Place = Pick<CareStandingFragment, 'id' | 'care'> & Needed & { isPair: boolean };

/** What the page of a place at a therapy event has more: at its top whether leaving signs out, and what is written below. */
export function OnPlace({ place, top = false }: { place: Place; top?: boolean }) {
  return top ? <Staying /> : <CareStanding place={place} />;
}

/** On the page of a place at a therapy event: how what one writes stands, and the ways to it. */
function CareStanding({ place }: { place: Place }) {
  const say = words.care;
  const { id, care, isPair } = place;
  if (care === null) return null;
  const at = `/registrations/${encodeURIComponent(id)}`;
  const ways = [
    [`${at}/form`, say.toForm],
    [`${at}/plan`, say.toPlan],
    ...(isPair ? ([[`${at}/shared`, say.toShared]] as const) : []),
    [`${at}/data`, say.toData],
  ] as const;
  return (
    <section class="care" aria-labelledby="care">
      <h2 id="care">{say.title}</h2>
      <Stands care={care} />
      {care.screenedAt === null ? null : <p>{say.met(dayText(care.screenedAt))}</p>}
      <ul>
        {ways.map(([path, label]) => (
          <li key={path}>
            <a href={path}>{label}</a>
          </li>
        ))}
      </ul>
      <h2>{words.needs.title}</h2>
      <NeedsLine place={place} />
    </section>
  );
}

type Needed = { id: string; accommodations: { requests: readonly { state: string }[] } | null };

/** How many requests stand, and the way to them. What is needed stands on a page of its own. */
function NeedsLine({ place: { id, accommodations } }: { place: Needed }) {
  const say = words.needs;
  const { all, waiting } = countOf(accommodations?.requests ?? []);
  return (
    <p>
      {all === 0 ? say.noRequest : say.count(all, waiting)}{' '}
      <a href={`/registrations/${encodeURIComponent(id)}/needs`}>{say.toOwn}</a>
    </p>
  );
}
