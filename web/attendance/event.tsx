import { People } from '../careDesk/people.tsx';
import { NoRole } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { DeskEventQuery, DeskRoleFragment } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { standing } from './events.tsx';
import { clockIn } from './rules.ts';
import { TaughtHere } from './taughtHere.tsx';

/** /desk/:org/intensives/:id: the ways to the door and the list of each day. */
export function Page({ data, parameters }: Shown<DeskEventQuery>) {
  const say = words.attendance;
  const org = parameters.org ?? '';
  const role = roleIn(data.viewer?.organizations ?? [], org);
  const { node: event } = data;
  if (role === null || event?.__typename !== 'Intensive') return <NoRole />;
  const place = `/desk/${org}/intensives/${encodeURIComponent(event.id)}`;
  return (
    <section class="desk">
      <p class="way-back">
        <a href={`/desk/${org}/intensives`}>{say.events}</a>
      </p>
      <h1 data-title={say.events} lang={asWritten()}>
        {event.title}
      </h1>
      <p>
        {say.kinds[event.kind] ?? event.kind}. {standing(event)}
      </p>
      {event.kind === 'TRAINING' ? <AboutTraining place={place} role={role} /> : null}
      {event.kind !== 'TRAINING' ? (
        <>
          <p>{say.onlyTrainings}</p>
          <People id={event.id} place={place} timeZone={event.timeZone} list={event.careList} role={role} />
        </>
      ) : !role.permissions.includes('RECORD_ATTENDANCE') ? (
        <p>{say.mayNot}</p>
      ) : (
        <Days days={event.sessions} place={place} />
      )}
      {event.viewerTeaching === null ? null : <TaughtHere event={event} />}
    </section>
  );
}

function AboutTraining({ place, role: { permissions } }: { place: string; role: DeskRoleFragment }) {
  const pages = [
    ['READ_EVALUATIONS', 'evaluation', words.attendance.toEvaluation],
    ['STATE_TEACHING', 'teaching', words.reports.teaching.title],
  ] as const;
  const open = pages.filter(([permission]) => permissions.includes(permission));
  if (open.length === 0) return null;
  return (
    <p class="actions">
      {open.map(([, page, says]) => (
        <a key={page} class="action quiet" href={`${place}/${page}`}>
          {says}
        </a>
      ))}
    </p>
  );
}

function Days({ days, place }: { days: DaysOf; place: string }) {
  const say = words.attendance;
  return (
    <>
      <h2>{say.days}</h2>
      {days.length === 0 ? <p>{say.noDays}</p> : null}
      <ul class="places">
        {days.map((day) => (
          <li key={day.id}>
            <h3>{dayText(day.day)}</h3>
            <p class="note">{hoursOf(day)}</p>
            <p class="actions">
              <a class="action" href={`${place}/door/${encodeURIComponent(day.id)}`}>
                {say.toDoor}
                <span class="unseen">: {dayText(day.day)}</span>
              </a>
              <a class="action quiet" href={`${place}/days/${encodeURIComponent(day.id)}`}>
                {say.toList}
                <span class="unseen">: {dayText(day.day)}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

type DaysOf = Extract<DeskEventQuery['node'], { __typename: 'Intensive' }>['sessions'];

/** From when to when a day goes, with its zone. */
export function hoursOf({ startsAt, endsAt, timeZone }: DaysOf[number]): string {
  return `${clockIn(startsAt, timeZone)}–${clockIn(endsAt, timeZone)} (${timeZone})`;
}
