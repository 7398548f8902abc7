import { useRef } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { NoRole } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import { StateTaught, type TeachingPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { clockIn } from './rules.ts';
import { type Cell, cellsOf, changesOf, nameOfCell } from './stating.ts';
import '../desk/desk.css';
import './teaching.css';

type Event = Extract<TeachingPageQuery['node'], { __typename: 'Intensive' }>;
type Take = Shown<TeachingPageQuery>['take'];

/** /desk/:org/intensives/:id/teaching: who taught which parts of a training, as the organization states. */
export function Page({ data, parameters, take }: Shown<TeachingPageQuery>) {
  const say = words.reports.teaching;
  const { org = '' } = parameters;
  const role = roleIn(data.viewer?.organizations ?? [], org);
  const { node: event } = data;
  if (role === null || event?.__typename !== 'Intensive' || event.kind !== 'TRAINING') return <NoRole />;
  const whyNot = role.permissions.includes('STATE_TEACHING') ? reasonWhyNot(event) : say.mayNot;
  return (
    <section class="desk teaching">
      <p class="way-back">
        <a href={`/desk/${org}/intensives/${encodeURIComponent(event.id)}`}>{words.attendance.toEvent}</a>
      </p>
      <h1 data-title={say.title}>
        {say.title}: <span lang={asWritten()}>{event.title}</span>
      </h1>
      {whyNot === null ? <Stating event={event} take={take} /> : <p>{whyNot}</p>}
    </section>
  );
}

function reasonWhyNot({ cancelledAt, endsAt }: Event): string | null {
  const say = words.reports.teaching;
  if (cancelledAt !== null) return say.canceled;
  return endsAt === null || Date.parse(endsAt) > Date.now() ? say.notOver : null;
}

function Stating({ event, take }: { event: Event; take: Take }) {
  const say = words.reports.teaching;
  const { busy, fault, done, run } = useActing(say);
  const form = useRef<HTMLFormElement>(null);
  // The same statement keeps its key until it is saved, so that a lost answer says nothing twice.
  const keys = useRef(new Map<string, string>());
  const cells = cellsOf(
    event.sessions.flatMap(({ parts }) => parts),
    event.instructors,
    event.taught,
  );
  const save = async (): Promise<string | null> => {
    const given = new FormData(form.current ?? undefined);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const { add, takeBack, wrong } = changesOf(cells, (cell) => text(nameOfCell(cell)));
    if (wrong.length > 0)
      return wrong.map(({ part, ...of }) => say.wrong(of.instructor, part.title, of.most)).join(' ');
    if (add.length + takeBack.length === 0) return say.noChange;
    const reason = text('reason');
    if (takeBack.length > 0 && reason === '') return say.noReason;
    const keyed = add.map((one) => ({ ...one, key: keyFor(keys.current, Object.values(one).join(' ')) }));
    const input = { intensiveId: event.id, add: keyed, takeBack, reason: takeBack.length > 0 ? reason : null };
    const answer = await ask(StateTaught, { input });
    const refused = refusedIn(answer.answer);
    if (refused !== null) return refused.message;
    keys.current.clear();
    take(answer);
    return null;
  };
  if (cells.length === 0) return <p>{say.noParts}</p>;
  return (
    <form
      ref={form}
      noValidate
      autocomplete="off"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void run(save, say.saved);
      }}
    >
      <p>{say.lead}</p>
      <p class="note">{say.hint}</p>
      {event.sessions.map((session) => (
        <Day key={session.id} session={session} cells={cells} />
      ))}
      {cells.every(({ ids }) => ids.length === 0) ? null : (
        <Field label={say.settled} hint={say.settledHint} name="reason" maxLength={300} />
      )}
      <Result fault={fault} done={done} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.save}
        </button>
      </p>
      <History event={event} />
    </form>
  );
}

function keyFor(keys: Map<string, string>, what: string): string {
  const key = keys.get(what) ?? crypto.randomUUID();
  keys.set(what, key);
  return key;
}

type DayProps = { session: Event['sessions'][number]; cells: readonly Cell[] };

function Day({ session: { day, timeZone, parts }, cells }: DayProps) {
  const ofPart = (id: string) => cells.filter(({ part }) => part.id === id);
  const teach = parts.filter(({ id }) => ofPart(id).length > 0);
  if (teach.length === 0) return null;
  return (
    <>
      <h2>{dayText(day)}</h2>
      <p class="note">{words.attendance.zone(timeZone)}</p>
      {teach.map(({ id, title, startsAt, endsAt }) => (
        <fieldset key={id}>
          <legend lang={asWritten()}>{title}</legend>
          <p class="note">
            {words.reports.teaching.part(
              clockIn(startsAt, timeZone),
              clockIn(endsAt, timeZone),
              ofPart(id)[0]?.most ?? 0,
            )}
          </p>
          <div class="minutes-of">
            {ofPart(id).map((cell) => (
              <Field
                key={cell.instructor}
                label={cell.instructor}
                name={nameOfCell(cell)}
                type="number"
                inputMode="numeric"
                min="0"
                max={String(cell.most)}
                defaultValue={cell.minutes === 0 ? '' : String(cell.minutes)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function History({ event: { taught, timeZone } }: { event: Event }) {
  const say = words.reports.teaching;
  const gone = taught.filter(({ takenBackAt }) => takenBackAt !== null);
  if (gone.length === 0) return null;
  return (
    <details>
      <summary>{say.history}</summary>
      <ul>
        {gone.map(({ id, instructor, minutes, part, takenBackAt, reason }) => (
          <li key={id}>
            <span lang={asWritten()}>{say.said(instructor, minutes, part)}</span>{' '}
            <span class="note">{say.because(dayText(takenBackAt ?? '', timeZone), reason ?? '')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
