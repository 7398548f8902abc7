import { useState } from 'preact/hooks';
import { useActing } from '../acting.ts';
import { Result } from '../design/parts/result.tsx';
import { Fact, NoRole } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { DeskEventQuery } from '../graphql/generated.ts';
import { timeInWords } from '../intensives/rules.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { languageNow } from '../words/written.ts';
import { formText, nameOf, type Person } from './names.ts';
import { Presence } from './presence.tsx';
import { Opening } from './record.tsx';
import { Screening } from './screening.tsx';
import '../desk/desk.css';
import './careDesk.css';

/** /desk/:org/intensives/:id/people/:registration: one person at a therapy event, for the instructors named on it. */
export function Page({ data, parameters }: Shown<DeskEventQuery>) {
  const { org = '', registration = '' } = parameters;
  const { node: event } = data;
  const role = roleIn(data.viewer?.organizations ?? [], org);
  if (role === null || event?.__typename !== 'Intensive') return <NoRole />;
  const read = event.careList?.people.find(({ registrationId }) => registrationId === registration);
  if (read === undefined) return <NoRole />;
  return <One read={read} id={event.id} timeZone={event.timeZone} org={org} />;
}

type Props = { read: Person; id: string; timeZone: string; org: string };

function One({ read, id, timeZone, org }: Props) {
  const say = words.careDesk;
  const acting = useActing(say);
  const [person, setPerson] = useState(read);
  const { state, screenedAt, email } = person;
  return (
    <section class="desk">
      <p class="way-back">
        <a href={`/desk/${org}/intensives/${encodeURIComponent(id)}`}>{say.toPeople}</a>
      </p>
      <h1 data-title={say.person}>{nameOf(person)}</h1>
      <dl>
        <Fact term={say.state}>{say.states[state] ?? state}</Fact>
        <Fact term={say.form}>{formText(person)}</Fact>
        <Fact term={say.met}>
          {screenedAt === null ? say.notYet : timeInWords(screenedAt, timeZone, languageNow())}
        </Fact>
        <Fact term={say.there}>
          <Presence person={person} acting={acting} marked={setPerson} />
        </Fact>
      </dl>
      <Result fault={acting.fault} done={acting.done} />
      <Opening id={id} person={person} />
      <Screening person={person} timeZone={timeZone} noted={setPerson} />
      {email === null ? null : (
        <section class="verb" aria-labelledby="address">
          <h2 id="address">{say.address}</h2>
          <p>{say.addressHint}</p>
          <p>{email}</p>
        </section>
      )}
    </section>
  );
}
