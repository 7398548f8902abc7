import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Choice } from '../design/parts/choice.tsx';
import { Dialog } from '../design/parts/dialog.tsx';
import { Field } from '../design/parts/field.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { Result } from '../design/parts/result.tsx';
import { type CareDataPageQuery, DeleteMyCareRecords, KeepMyCareRecord } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText, instantText } from '../words/dates.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { CareFrame } from './frame.tsx';
import { daysToChoose } from './rules.ts';

type Place = Extract<CareDataPageQuery['node'], { __typename: 'Registration' }>;
type Care = NonNullable<Place['care']>;
type Acts = Pick<Shown<unknown>, 'take' | 'refresh'> & { place: Place; care: Care };

/** /registrations/:id/data: what is kept of a person, until when, who opened it, and the way to end it. */
export function Page({ data: { viewer, node: place }, take, refresh }: Shown<CareDataPageQuery>) {
  const say = words.careData;
  if (viewer === null || place?.__typename !== 'Registration' || place.care === null) return <Missing />;
  const { care } = place;
  const acts = { place, care, take, refresh };
  return (
    <CareFrame id={place.id} title={say.title} lead={say.lead}>
      <Kept care={care} isPair={place.isPair} />
      <Openings care={care} />
      {care.isKept ? <Longer key={care.consentedUntil} {...acts} now={viewer.serverTime} /> : null}
      <Delete {...acts} />
    </CareFrame>
  );
}

function Kept({ care, isPair }: { care: Care; isPair: boolean }) {
  const say = words.careData;
  const { intake, plan, jointPlan, screenedAt, present, isKept, keptUntil } = care;
  const sent = intake?.submittedAt ?? null;
  const rows: [string, string][] = [
    [
      say.form,
      intake === null ? say.none : sent === null ? say.saved(dayText(intake.savedAt)) : say.sent(dayText(sent)),
    ],
    [say.plan, plan === null ? say.none : say.saved(dayText(plan.savedAt))],
    ...(isPair
      ? [[say.shared, jointPlan === null ? say.none : say.changed(dayText(jointPlan.editedAt))] as [string, string]]
      : []),
    [say.met, screenedAt === null ? say.notNoted : dayText(screenedAt)],
    [say.present, present === null ? say.notNoted : present ? say.wasThere : say.wasNotThere],
  ];
  return (
    <>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isKept ? <p>{say.keptUntil(dayText(keptUntil))}</p> : null}
    </>
  );
}

function Openings({ care: { openings } }: { care: Care }) {
  const say = words.careData;
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{say.openings}</h2>
      {openings.length === 0 ? <p>{say.unopened}</p> : null}
      <ul>
        {openings.map(({ at, by, how }) => (
          <li key={at}>
            {instantText(at, null)}: {by ?? words.care.somebody}, {say.how[how]}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The consent to keep it longer than usual, and taking it back. */
function Longer({ place: { id: registrationId }, care, take, now }: Acts & { now: string }) {
  const say = words.careData;
  const { busy, fault, done, run } = useActing(words.care);
  const [until, setUntil] = useState('');
  const [marked, setMarked] = useState(false);
  const [missing, setMissing] = useState(false);
  const { first, last } = daysToChoose(now, care);
  const consented = care.consentedUntil;
  const inRange = until >= first && until <= last;
  const keep = (day: string | null) =>
    run(async () => {
      const { answer } = await ask(KeepMyCareRecord, { input: { registrationId, until: day } });
      const refused = refusedIn(answer);
      if (refused === null) take(answer);
      return refused?.message ?? null;
    }, say.changedUntil);
  const ready = inRange && marked;
  return (
    <section aria-labelledby="longer">
      <h2 id="longer">{say.longer}</h2>
      <p>{consented === null ? say.longerText : say.consented(dayText(consented))}</p>
      {consented === null ? (
        <form
          autocomplete="off"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(!ready);
            if (ready) void keep(until);
          }}
        >
          <Field
            label={say.lastDay}
            name="until"
            type="date"
            min={first}
            max={last}
            value={until}
            fault={missing && !inRange ? say.dayNeeded(dayText(first), dayText(last)) : null}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          <Choice
            type="checkbox"
            name="keep"
            label={serious.keepRecord}
            labelLang={asWritten()}
            checked={marked}
            invalid={missing && !marked}
            onChange={setMarked}
          />
          <div role="status">{missing && !marked ? <p class="fault">{say.markFirst}</p> : null}</div>
          <p class="actions">
            <button type="submit" class="quiet" aria-busy={busy}>
              {say.keep}
            </button>
          </p>
        </form>
      ) : (
        <p class="actions">
          <button type="button" class="quiet" aria-busy={busy} onClick={() => void keep(null)}>
            {say.takeBack}
          </button>
        </p>
      )}
      <Result fault={fault} done={done} />
    </section>
  );
}

function Delete({ place, care, refresh }: Acts) {
  const say = words.careData;
  const { busy, fault, done, run } = useActing(words.care);
  const [open, setOpen] = useState(false);
  const nothing = !care.isKept && care.jointPlan === null;
  const remove = () =>
    run(async () => {
      const { answer } = await ask(DeleteMyCareRecords, { input: { registrationId: place.id } });
      setOpen(false);
      const refused = refusedIn(answer);
      if (refused === null) await refresh();
      return refused?.message ?? null;
    }, say.deleted);
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">{say.delete}</h2>
      {nothing ? <p>{say.nothing}</p> : <p>{say.deleteText}</p>}
      <p>{say.beyond}</p>
      <Result fault={fault} done={done} />
      {nothing ? null : (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => setOpen(true)}>
            {say.deleteDo}
          </button>
        </p>
      )}
      <Dialog open={open} title={say.deleteAsk} onClose={() => setOpen(false)}>
        <p>{say.goes}</p>
        <ul>
          {say.gone.map((one) => (
            <li key={one}>{one}</li>
          ))}
          {place.isPair ? <li>{say.goneShared}</li> : null}
        </ul>
        <p>{say.final}</p>
        <p class="actions">
          <button type="button" class="quiet" onClick={() => setOpen(false)}>
            {say.notNow}
          </button>
          <button type="button" aria-busy={busy} onClick={() => void remove()}>
            {say.deleteDo}
          </button>
        </p>
      </Dialog>
    </section>
  );
}
