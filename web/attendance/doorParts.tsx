import { useComputed } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { Field } from '../design/parts/field.tsx';
import { online } from '../online.ts';
import { dayText } from '../words/dates.ts';
import { langOfTold } from '../words/told.ts';
import { words } from '../words/words.ts';
import type { Door } from './engine.ts';
import { clockIn, type List } from './rules.ts';
import { toneOf, whyOf } from './verdict.tsx';
import { WhichDoor } from './whichDoor.tsx';

type At = { door: Door };
type Session = List['session'];

/** In or out, and at which door where parts run side by side. */
export function Directions({ door, session }: At & { session: Session }) {
  const say = words.attendance;
  return (
    <>
      <fieldset class="direction">
        <legend>{say.direction}</legend>
        {(['IN', 'OUT'] as const).map((kind) => (
          <label class="choice" key={kind}>
            <input
              type="radio"
              name="kind"
              checked={door.kind.value === kind}
              onChange={() => {
                door.kind.value = kind;
              }}
            />
            {say.kind[kind]}
          </label>
        ))}
      </fieldset>
      <WhichDoor
        session={session}
        value={door.partId.value}
        onChange={(partId) => {
          door.partId.value = partId;
        }}
      />
    </>
  );
}

/** A code that is typed, or comes from a scanner that types it and presses Enter. */
export function CodeField({ door }: At) {
  const say = words.attendance;
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  return (
    <form
      class="code"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const code = input.current?.value.trim() ?? '';
        setFault(code === '' ? say.codeNone : null);
        if (input.current !== null) input.current.value = '';
        input.current?.focus();
        if (code !== '') door.code(code);
      }}
    >
      <Field label={say.code} hint={say.codeHint} fault={fault} name="code" inputRef={input} maxLength={200} />
      <button type="submit" class="quiet">
        {say.codeTake}
      </button>
    </form>
  );
}

/** What was signed last, with the way back. When its time is over the focus is not lost. */
export function LastSigned({ door, timeZone }: At & { timeZone: string }) {
  const say = words.attendance;
  const { value: last } = door.last;
  const heading = useRef<HTMLHeadingElement>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const has = useRef(false);
  if (last === null && has.current && document.activeElement?.closest('.last') != null) heading.current?.focus();
  has.current = last !== null;
  const isUndone = last === null && undone !== null;
  return (
    <section class="last" aria-labelledby="last">
      <h2 id="last" ref={heading} tabIndex={-1}>
        {say.lastTitle}
      </h2>
      {last === null ? null : (
        <>
          <p class={toneOf(last.outcome)}>
            <strong>{say.verdicts[last.outcome]}</strong>{' '}
            {say.at(last.name ?? say.unknown, clockIn(last.entry.at, timeZone))}
          </p>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setUndone(last.entry.key);
              door.undo();
            }}
          >
            {say.undo}
          </button>
        </>
      )}
      <p class="note" role="status">
        {isUndone ? say.undone : ''}
      </p>
      <p class="note">{say.undoHint}</p>
    </section>
  );
}

/** How many signs the server has not answered, why, and what to do. */
export function Waiting({ door }: At) {
  const say = words.attendance;
  const { entries, trouble, keeps, flush } = door.outbox;
  const many = useComputed(() => entries.value.filter(({ refused }) => refused === null).length).value;
  const why = trouble.value?.why ?? null;
  const isOffline = !online.value || why === 'OFFLINE';
  return (
    <div class="waiting">
      <p role="status">
        {many === 0 ? '' : <strong>{say.waiting(many)}</strong>}{' '}
        {why === 'SIGNED_OUT' ? say.signedOut : isOffline ? say.offline : ''}
      </p>
      {trouble.value?.why === 'REFUSED' ? (
        <p class="fault" role="alert">
          {say.refusedDay} <span lang={langOfTold(trouble.value.message)}>{trouble.value.message}</span>
        </p>
      ) : null}
      {many > 0 && !keeps.value ? <p class="warn">{say.notKept}</p> : null}
      {why === 'SIGNED_OUT' ? (
        <button type="button" onClick={() => void flush(true)}>
          {say.signIn}
        </button>
      ) : null}
    </div>
  );
}

/** What the server did not record though the door had said that it would. */
export function Missed({ door, session }: At & { session: Session }) {
  const say = words.attendance;
  const missed = door.outbox.entries.value.filter(({ refused }) => refused !== null);
  if (missed.length === 0) return null;
  return (
    <section class="box" aria-labelledby="missed">
      <h2 id="missed">{say.missed}</h2>
      <p class="note">{say.missedHint}</p>
      <ul>
        {missed.map(({ key, registrationId, kind, at, refused, sessionId }) => (
          <li key={key}>
            {say.missedOne(
              door.nameOf(registrationId) ?? say.unknown,
              say.signedAs[kind],
              sessionId === session.id ? clockIn(at, session.timeZone) : dayText(at, session.timeZone),
              refused === null
                ? ''
                : `${say.verdicts[refused]}. ${whyOf({ outcome: refused, since: null }, session.timeZone)}`,
            )}{' '}
            <button type="button" class="quiet" onClick={() => void door.outbox.seen(key)}>
              {say.seen}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type OptionsProps = At & { timeZone: string; refresh: () => Promise<void>; close: () => void };

/** Sound, what this device keeps, and the end of the door. */
export function Options({ door, timeZone, refresh, close }: OptionsProps) {
  const say = words.attendance;
  const [fault, setFault] = useState('');
  const { value: until } = door.until;
  return (
    <section class="device" aria-labelledby="device">
      <h2 id="device">{say.options}</h2>
      <label class="choice">
        <input
          type="checkbox"
          checked={door.loud.value}
          onChange={({ currentTarget }) => {
            door.loud.value = currentTarget.checked;
          }}
        />
        {say.loud}
      </label>
      <p class="note">
        {until === undefined
          ? say.keeping
          : until === null
            ? say.notKeptList
            : say.kept(clockIn(new Date(until).toISOString(), timeZone))}
      </p>
      <p class="actions">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setFault('');
            refresh().catch(() => setFault(say.noAnswer));
          }}
        >
          {say.readAgain}
        </button>
        <button type="button" class="quiet" onClick={close}>
          {say.close}
        </button>
      </p>
      <p class="note">{say.closeHint}</p>
      <p class="note" role="status">
        {fault}
      </p>
    </section>
  );
}
