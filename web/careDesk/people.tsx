import { useState } from 'preact/hooks';
import { useActing } from '../acting.ts';
import { Result } from '../design/parts/result.tsx';
import type { CareListedFragment, DeskRoleFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { Export } from './export.tsx';
import { formText, nameOf, type Person } from './names.ts';
import { Presence } from './presence.tsx';
import { inPairs, withNewer } from './rules.ts';
import '../desk/desk.css';
import './careDesk.css';

type List = CareListedFragment;
type Props = { id: string; place: string; timeZone: string; list: List | null; role: DeskRoleFragment };

/** Who comes to a therapy event, as far as the reader may know. Nothing that somebody wrote is opened by it. */
export function People({ list, role, ...event }: Props) {
  const say = words.careDesk;
  if (list === null) return <p>{say.mayNot}</p>;
  return (
    <>
      {list.missing.length === 0 ? null : <NotOpen missing={list.missing} role={role} />}
      {!list.leads ? (
        <Seats seats={list.seats} />
      ) : list.missing.length > 0 ? null : (
        <Led people={list.people} {...event} />
      )}
    </>
  );
}

function NotOpen({
  missing,
  role: { permissions, organization },
}: {
  missing: List['missing'];
  role: DeskRoleFragment;
}) {
  const say = words.careDesk;
  return (
    <div class="box">
      <p>{say.notOpen}</p>
      <ul>
        {missing.map((fact) => (
          <li key={fact}>{say.facts[fact]}</li>
        ))}
      </ul>
      <p>
        {permissions.includes('MANAGE_CARE') ? (
          <a class="action" href={`/desk/${organization.slug}/care`}>
            {say.toSettings}
          </a>
        ) : (
          say.ownersSay
        )}
      </p>
    </div>
  );
}

/** What everybody sees who is not named on the event. */
function Seats({ seats }: { seats: List['seats'] }) {
  const say = words.careDesk;
  return (
    <>
      <h2>{say.seats}</h2>
      <p>{say.seatsWhy}</p>
      {seats.length === 0 ? (
        <p>{say.nobody}</p>
      ) : (
        <table class="stacks listed">
          <caption>{say.seatsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.reference}</th>
              <th scope="col">{say.state}</th>
            </tr>
          </thead>
          {inPairs(seats).map((together) => (
            <tbody key={together[0]?.id} class={together.length > 1 ? 'together' : undefined}>
              {together.map(({ id, reference, state, pairId }) => (
                <tr key={id}>
                  <th scope="row">
                    <code>{reference}</code>
                    <Other pairId={pairId} other={together.find((one) => one.id !== id)?.reference ?? null} />
                  </th>
                  <td data-head={say.state}>{say.states[state] ?? state}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </>
  );
}

/** With whom somebody comes. */
function Other({ pairId, other }: { pairId: string | null; other: string | null }) {
  const say = words.careDesk;
  return pairId === null ? null : (
    <span class="comes-with">{other === null ? say.otherGone : say.comesWith(other)}</span>
  );
}

function Led({ people: read, id, place, timeZone }: { people: Person[] } & Omit<Props, 'list' | 'role'>) {
  const say = words.careDesk;
  const acting = useActing(say);
  const [people, setPeople] = useState(read);
  return (
    <>
      <h2>{say.people}</h2>
      <p class="note">{say.peopleHint}</p>
      {people.length === 0 ? (
        <p>{say.nobody}</p>
      ) : (
        <table class="stacks listed">
          <caption>{say.peopleCaption}</caption>
          <thead>
            <tr>
              {[say.name, say.state, say.form, say.met, say.there].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {inPairs(people).map((together) => (
            <tbody key={together[0]?.registrationId} class={together.length > 1 ? 'together' : undefined}>
              {together.map((person) => (
                <tr key={person.registrationId}>
                  <th scope="row">
                    <a href={`${place}/people/${encodeURIComponent(person.registrationId)}`}>{nameOf(person)}</a>
                    <Other pairId={person.pairId} other={otherOf(together, person)} />
                  </th>
                  <td data-head={say.state}>{say.states[person.state] ?? person.state}</td>
                  <td data-head={say.form}>{formText(person)}</td>
                  <td data-head={say.met}>
                    {person.screenedAt === null ? say.notYet : dayText(person.screenedAt, timeZone)}
                  </td>
                  <td data-head={say.there}>
                    <Presence
                      person={person}
                      acting={acting}
                      marked={(newer) => setPeople((now) => withNewer(now, newer))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
      <Result fault={acting.fault} done={acting.done} />
      {people.length === 0 ? null : <Export id={id} />}
    </>
  );
}

function otherOf(together: readonly Person[], { registrationId }: Person): string | null {
  const other = together.find((one) => one.registrationId !== registrationId);
  return other === undefined ? null : nameOf(other);
}
