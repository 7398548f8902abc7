import { useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { type AttendanceRecordFragment, type DayPageQuery, DayRecord } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { nameText, stateText } from './names.tsx';
import { Record } from './record.tsx';
import { counted, doubles, type Guest, type List, needsLook } from './rules.ts';
import '../desk/desk.css';
import './door.css';

type Opened = { guest: Guest; record: AttendanceRecordFragment };

/** /desk/:org/intensives/:id/days/:session: who was there on a day, and what is to be corrected. */
export function Page({ data, parameters, refresh }: Shown<DayPageQuery>) {
  const say = words.attendance;
  const { doorList: list } = data;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const from = useRef<HTMLElement | null>(null);
  if (list === null) return <p>{words.shell.missing}</p>;
  const event = `/desk/${parameters.org}/intensives/${encodeURIComponent(parameters.id ?? '')}`;

  const open = async (guest: Guest) => {
    setFault(null);
    from.current = document.activeElement as HTMLElement | null;
    try {
      const { attendance } = await ask(DayRecord, { registrationId: guest.registrationId });
      if (attendance !== null) setOpened({ guest, record: attendance });
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : say.noAnswer);
    }
  };
  const { session } = list;
  return (
    <section class="desk day">
      <p class="way-back">
        <a href={event}>{say.toEvent}</a>
      </p>
      <h1 data-title={say.day}>
        {say.day}: <span lang={asWritten()}>{session.intensive.title}</span>
      </h1>
      <p class="note">
        {dayText(session.day)}. {say.zone(session.timeZone)}
      </p>
      <Counts list={list} />
      <Fault text={fault} />
      <div class="beside">
        <Everybody list={list} opened={opened?.guest.registrationId ?? null} open={(guest) => void open(guest)} />
        {opened === null ? (
          <p class="note choose">{say.chooseName}</p>
        ) : (
          <Record
            key={opened.guest.registrationId}
            name={opened.guest.name ?? say.noName}
            record={opened.record}
            session={session}
            close={() => {
              setOpened(null);
              // On a small screen the list is there again only then.
              setTimeout(() => from.current?.focus());
            }}
            corrected={async (record) => {
              setOpened({ ...opened, record });
              await refresh().catch(() => {});
            }}
          />
        )}
      </div>
    </section>
  );
}

function Counts({ list }: { list: List }) {
  const say = words.attendance;
  const { inside, all } = counted(list, null);
  const mend = list.guests.filter(needsLook).length;
  return (
    <>
      <p class="count" role="status">
        {say.inside(inside, all)}. {say.toMend(mend)}
      </p>
      {mend === 0 ? null : <p class="note">{say.toMendHint}</p>}
    </>
  );
}

type Listed = { list: List; opened: string | null; open: (guest: Guest) => void };

function Everybody({ list, opened, open }: Listed) {
  const say = words.attendance;
  const [only, setOnly] = useState(false);
  const shown = only ? list.guests.filter(needsLook) : list.guests;
  const { timeZone } = list.session;
  const ends = doubles(list.guests);
  return (
    <div>
      <label class="choice">
        <input type="checkbox" checked={only} onChange={({ currentTarget }) => setOnly(currentTarget.checked)} />
        {say.only}
      </label>
      {list.guests.length === 0 ? <p>{say.nobody}</p> : null}
      {shown.length === 0 ? null : (
        <table class="stacks listed">
          <caption>{say.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.name}</th>
              <th scope="col">{say.state}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((guest) => (
              <tr key={guest.registrationId}>
                <th scope="row">
                  <button
                    type="button"
                    class="quiet"
                    aria-current={opened === guest.registrationId}
                    onClick={() => open(guest)}
                  >
                    {nameText(guest, ends)}
                  </button>
                </th>
                <td data-head={say.state} class={needsLook(guest) ? 'warn' : ''}>
                  {needsLook(guest) ? '! ' : ''}
                  {stateText(guest, timeZone)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
