import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { type AttendanceRecordFragment, CorrectDay } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { clockIn, instantOf, type List } from './rules.ts';
import { SignedList } from './signedList.tsx';
import { WhichDoor } from './whichDoor.tsx';

type Corrected = (record: AttendanceRecordFragment) => Promise<void>;
type Props = {
  name: string;
  record: AttendanceRecordFragment;
  session: List['session'];
  close: () => void;
  corrected: Corrected;
};

/** What one person signed on a day, and the correction of it. */
export function Record({ name, record, session, close, corrected }: Props) {
  const say = words.attendance;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const day = record.days.find((one) => one.session.id === session.id);
  const parts = day?.parts ?? [];
  const sum = (key: 'minutes' | 'attended') => parts.reduce((total, part) => total + part[key], 0);
  return (
    <section class="record" aria-labelledby="record">
      <h2 id="record" ref={heading} tabIndex={-1}>
        {name}
      </h2>
      <p>{say.attended(sum('attended'), sum('minutes'))}</p>
      <h3>{say.signedTitle}</h3>
      <SignedList signed={day?.signed ?? []} timeZone={session.timeZone} parts={session.parts} />
      <Correction record={record} session={session} signed={day?.signed ?? []} corrected={corrected} />
      <p class="actions">
        <button type="button" class="quiet" onClick={close}>
          {say.closeRecord}
        </button>
      </p>
    </section>
  );
}

type Day = AttendanceRecordFragment['days'][number];
type CorrectionProps = Pick<Props, 'record' | 'session' | 'corrected'> & { signed: Day['signed'] };

function Correction({ record, session, signed, corrected }: CorrectionProps) {
  const say = words.attendance;
  const { timeZone } = session;
  const [away, setAway] = useState<readonly string[]>([]);
  const { busy, fault, done, run } = useActing({ failed: say.failed, offline: say.noAnswer });
  const [partId, setPartId] = useState<string | null>(null);
  const key = useRef(crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const counting = signed.filter(({ takenAway }) => takenAway === null);

  const correct = async (): Promise<string | null> => {
    const given = new FormData(form.current ?? undefined);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const times = (['IN', 'OUT'] as const).flatMap((kind) => (text(kind) === '' ? [] : [{ kind, time: text(kind) }]));
    const add = times.map(({ kind, time }) => ({ kind, occurredAt: instantOf(session.day, time, timeZone) }));
    const takeAway = counting.filter(({ id }) => away.includes(id)).map(({ id }) => id);
    if (add.length + takeAway.length === 0) return say.noChange;
    if (text('reason') === '') return say.noReason;
    const added = add.flatMap(({ kind, occurredAt }) => (occurredAt === null ? [] : [{ kind, occurredAt, partId }]));
    if (added.length < add.length) return say.noTime;
    const input = {
      ...{ sessionId: session.id, registrationId: record.registrationId, key: key.current },
      ...{ takeAway, add: added, reason: text('reason') },
    };
    const { answer } = await ask(CorrectDay, { input });
    if (answer?.__typename !== 'CorrectAttendancePayload') return refusedIn(answer)?.message ?? say.failed;
    key.current = crypto.randomUUID();
    form.current?.reset();
    setAway([]);
    if (answer.attendance !== null) await corrected(answer.attendance);
    return null;
  };
  return (
    <details>
      <summary>{say.correct}</summary>
      <form
        ref={form}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void run(correct, say.saved);
        }}
      >
        <p class="note">{say.correctHint}</p>
        {counting.map(({ id, kind, occurredAt }) => (
          <label class="choice" key={id}>
            <input
              type="checkbox"
              checked={away.includes(id)}
              onChange={({ currentTarget }) =>
                setAway(currentTarget.checked ? [...away, id] : away.filter((one) => one !== id))
              }
            />
            {say.takeAway(say.signedAs[kind], clockIn(occurredAt, timeZone))}
          </label>
        ))}
        <Field label={say.addIn} hint={say.timeHint(timeZone)} name="IN" type="time" />
        <Field label={say.addOut} hint={say.timeHint(timeZone)} name="OUT" type="time" />
        <WhichDoor session={session} value={partId} onChange={setPartId} />
        <Field label={say.reason} name="reason" maxLength={300} />
        <Result fault={fault} done={done} />
        <p class="actions">
          <button type="submit" aria-busy={busy}>
            {say.save}
          </button>
        </p>
      </form>
    </details>
  );
}
