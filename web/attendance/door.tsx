import { useComputed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { viewerNow } from '../ask.ts';
import { Spoken } from '../design/parts/status.tsx';
import { isDiscreet } from '../device.ts';
import type { DoorPageQuery } from '../graphql/generated.ts';
import type { KeptDay } from '../keeping/day.ts';
import { markOf } from '../keeping/store.ts';
import { whenLeaving } from '../leave.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { Camera } from './camera.tsx';
import { CodeField, Directions, LastSigned, Missed, Options, Waiting } from './doorParts.tsx';
import { type Door, openDoor } from './engine.ts';
import { Names } from './names.tsx';
import { clockAhead, clockIn, counted, isOpen, type List } from './rules.ts';
import { Shout, soundOf, whyOf } from './verdict.tsx';
import './door.css';
import { stayAwake } from './awake.ts';

type Data = Pick<DoorPageQuery, 'doorList'> & { kept?: KeptDay };

/** /desk/:org/intensives/:id/door/:session */
export function Page(shown: Shown<Data>) {
  const { doorList } = shown.data;
  return doorList === null ? <p>{words.shell.missing}</p> : <AtDoor {...shown} list={doorList} />;
}

const keepsNothing = (): boolean => isDiscreet() || document.documentElement.dataset.keeps === undefined;

function AtDoor({ data, list, parameters, refresh }: Shown<Data> & { list: List }) {
  const say = words.attendance;
  const { session } = list;
  const event = `/desk/${parameters.org}/intensives/${encodeURIComponent(parameters.id ?? '')}`;
  const latest = useRef(refresh);
  latest.current = refresh;
  const [door] = useState(() =>
    openDoor({
      ...{ path: location.pathname, list, whose: data.kept?.whose ?? null, keepsNothing: keepsNothing() },
      ...{ reason: say.undoReason, refresh: () => latest.current() },
    }),
  );
  const [ahead, setAhead] = useState<number | null>(null);
  const [closed, setClosed] = useState(false);
  const { inside, all } = useComputed(() => counted(door.shown.value, door.partId.value)).value;
  useEffect(() => {
    void door.outbox.start();
    const rest = stayAwake();
    const back = () => void door.outbox.flush();
    addEventListener('online', back);
    const stay = whenLeaving(door.outbox.leave);
    return () => {
      removeEventListener('online', back);
      stay();
      rest();
      door.stop();
    };
  }, []);
  useEffect(() => void takeOver(door, data, list).then(setAhead), [data]);
  const { value: until } = door.until;
  const close = () => {
    setClosed(true);
    void door.wipe();
  };
  useEffect(() => {
    if (until == null) return;
    const timer = setTimeout(close, until - Date.now());
    return () => clearTimeout(timer);
  }, [until]);

  if (closed) return <Closed event={event} door={door} />;
  return (
    <section class="door">
      <Told door={door} timeZone={session.timeZone} />
      <p class="way-back">
        <a href={event}>{say.toEvent}</a>
      </p>
      <h1 data-title={say.door}>
        {say.door}: <span lang={asWritten()}>{session.intensive.title}</span>
      </h1>
      <p class="note">
        {dayText(session.day)}. {say.zone(session.timeZone)}
      </p>
      {isOpen(session, Date.now()) ? null : <p class="warn">{closedText(session)}</p>}
      {ahead === null ? null : <p class="warn">{ahead > 0 ? say.clockAhead(ahead) : say.clockBehind(-ahead)}</p>}
      {data.kept === undefined ? null : <p class="note">{say.keptList(clockIn(list.readAt, session.timeZone))}</p>}
      <p class="count">{say.inside(inside, all)}</p>
      <Waiting door={door} />
      <div class="ways">
        <div>
          <Directions door={door} session={session} />
          <Camera onCode={door.see} />
          <CodeField door={door} />
          <LastSigned door={door} timeZone={session.timeZone} />
          <Missed door={door} session={session} />
        </div>
        <Names door={door} timeZone={session.timeZone} />
        <Options door={door} timeZone={session.timeZone} refresh={refresh} close={close} />
      </div>
    </section>
  );
}

/** What the server has read belongs to whoever asked. Answers by how many minutes the clock of this device is wrong. */
async function takeOver(door: Door, { kept }: Data, list: List): Promise<number | null> {
  const viewer = viewerNow();
  if (kept !== undefined || viewer === null) return null;
  const ahead = clockAhead(list.readAt, Date.now());
  await door.take(list, await markOf(viewer));
  return ahead;
}

function closedText({ startsAt, timeZone }: List['session']): string {
  const say = words.attendance;
  const opens = new Date(Date.parse(startsAt) - 3 * 3_600_000).toISOString();
  if (Date.now() > Date.parse(startsAt)) return say.over;
  return say.opens(`${clockIn(opens, timeZone)}, ${dayText(opens, timeZone)}`);
}

/** The verdict on the whole screen, aloud, and by sound where somebody wants it. */
function Told({ door, timeZone }: { door: Door; timeZone: string }) {
  const { value: told } = door.told;
  const say = words.attendance;
  useEffect(() => {
    if (told !== null && door.loud.value) soundOf(told.outcome);
  }, [told?.number]);
  useEffect(() => {
    if (told === null) return;
    // Nothing that has the focus is covered.
    const uncover = ({ key }: KeyboardEvent) => (key === 'Tab' || key === 'Escape') && door.hide();
    addEventListener('keydown', uncover);
    return () => removeEventListener('keydown', uncover);
  }, [told === null]);
  const spoken = told === null ? '' : [say.verdicts[told.outcome], told.name ?? '', whyOf(told, timeZone)].join('. ');
  return (
    <>
      <Spoken text={spoken} />
      {told === null ? null : <Shout told={told} timeZone={timeZone} hide={door.hide} />}
    </>
  );
}

function Closed({ event, door }: { event: string; door: Door }) {
  const say = words.attendance;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="message">
      <h1 ref={heading} tabIndex={-1}>
        {say.closed}
      </h1>
      <p>{say.closedText}</p>
      <Waiting door={door} />
      <p class="actions">
        <a class="action" href={event}>
          {say.toEvent}
        </a>
        <button type="button" class="quiet" onClick={() => location.reload()}>
          {say.openAgain}
        </button>
      </p>
    </section>
  );
}
