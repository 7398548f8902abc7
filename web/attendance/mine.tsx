import type { AttendanceRecordFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { clockIn, hasStrayOut } from './rules.ts';
import { SignedList } from './signedList.tsx';
import './door.css';

type Props = { id: string; record: AttendanceRecordFragment; hasPlace: boolean };

/** What somebody attended of a training, what is open, and the code for the door. */
export function Mine({ id, record, hasPlace }: Props) {
  const say = words.attendance;
  const { days, attended, minutes } = record;
  const isEmpty = days.every(({ signed }) => signed.length === 0);
  if (isEmpty && !hasPlace) return null;
  return (
    <>
      {hasPlace ? <Code id={id} /> : null}
      <section aria-labelledby="mine">
        <h2 id="mine">{say.mine}</h2>
        {isEmpty ? <p>{say.mineNone}</p> : <p>{say.mineTotal(attended, minutes)}</p>}
        {isEmpty ? null : days.map((day) => <Day key={day.session.id} day={day} />)}
      </section>
    </>
  );
}

function Code({ id }: { id: string }) {
  const say = words.attendance;
  const [, uuid = ''] = atob(id).split(':');
  return (
    <section aria-labelledby="code">
      <h2 id="code">{say.codeTitle}</h2>
      <p>{say.codeText}</p>
      <img class="door-code" src={`/registrations/${uuid}/code.svg`} alt={say.codeAlt} width={264} height={264} />
    </section>
  );
}

type DayOf = AttendanceRecordFragment['days'][number];

function Day({ day: { session, openSince, parts, signed } }: { day: DayOf }) {
  const say = words.attendance;
  const { timeZone } = session;
  return (
    <>
      <h3>{dayText(session.day)}</h3>
      <p class="note">{say.zone(timeZone)}</p>
      {openSince === null ? null : <p class="box warn">{say.mineOpen(clockIn(openSince, timeZone))}</p>}
      {hasStrayOut(signed) ? <p class="box warn">{say.mineStray}</p> : null}
      <table class="minutes">
        <caption class="unseen">{say.mineCaption(dayText(session.day))}</caption>
        <thead>
          <tr>
            <th scope="col">{say.minePart}</th>
            <th scope="col">{say.mineMinutes}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, minutes, attended }) => (
            <tr key={part.id}>
              <th scope="row">
                <span lang={asWritten()}>{part.title}</span>, {clockIn(part.startsAt, timeZone)}–
                {clockIn(part.endsAt, timeZone)}
              </th>
              <td>{say.mineOf(attended, minutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {signed.length === 0 ? null : (
        <details>
          <summary>{say.mineHistory}</summary>
          <SignedList signed={signed} timeZone={timeZone} parts={parts.map(({ part }) => part)} />
        </details>
      )}
    </>
  );
}
