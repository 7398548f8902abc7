import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { AskAccommodation, type OwnAccommodationsFragment, WithdrawAccommodation } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { StateWord, Words } from './parts.tsx';
import { isBackwards, typed } from './rules.ts';
import './accommodations.css';

type Own = NonNullable<OwnAccommodationsFragment['accommodations']>;
type Contact = { accommodationContact: string; accommodationLeadDays: number | null };
type Props = { place: OwnAccommodationsFragment; contact: Contact; take: (answer: unknown) => void };

/** What a person needs in order to take part: asked of everybody, on the page of their place. */
export function Needs({ place, contact, take }: Props) {
  const say = words.accommodations;
  const { accommodations } = place;
  if (accommodations === null) return null;
  const { requests, mayAsk, readBy } = accommodations;
  if (requests.length === 0 && !mayAsk && readBy !== 'NOBODY') return null;
  const days = contact.accommodationLeadDays;
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{say.title}</h2>
      <p>
        {say.readBy[readBy]} {days === null || readBy === 'NOBODY' ? '' : say.lead(days)}
      </p>
      <p class="note">
        {say.questions} <a href={`mailto:${contact.accommodationContact}`}>{contact.accommodationContact}</a>
      </p>
      <ul class="requests">
        {requests.map((request) => (
          <One key={request.id} request={request} take={take} />
        ))}
      </ul>
      {mayAsk ? <Ask place={place} first={requests.length === 0} take={take} /> : null}
    </section>
  );
}

function One({ request, take }: { request: Own['requests'][number]; take: Props['take'] }) {
  const say = words.accommodations;
  const { busy, fault, done, run } = useActing(say);
  const withdraw = async () => {
    const { answer } = await ask(WithdrawAccommodation, { input: { requestId: request.id } });
    if (answer === null) return say.failed;
    const refused = refusedIn(answer);
    if (refused === null) take(answer);
    return refused?.message ?? null;
  };
  return (
    <li class="box">
      <p>
        <StateWord state={request.state} />
      </p>
      <Words request={request} />
      {request.state === 'WITHDRAWN' ? null : (
        <p class="actions">
          <button type="button" class="quiet" aria-busy={busy} onClick={() => void run(withdraw, say.withdrawn)}>
            {say.withdraw}
          </button>
        </p>
      )}
      <Result fault={fault} done={done} />
    </li>
  );
}

function Ask({ place, first, take }: Pick<Props, 'take'> & { place: OwnAccommodationsFragment; first: boolean }) {
  const say = words.accommodations;
  const { busy, fault, done, run } = useActing(say);
  // It stays open when the first request is sent, so that what is said of that can be seen.
  const [open] = useState(first);
  const [wrong, setWrong] = useState<{ need: string | null; days: string | null }>({ need: null, days: null });
  const send = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const input = {
      ...{ registrationId: place.id, need: typed(given, 'need') ?? '' },
      ...{ fromOn: typed(given, 'fromOn'), untilOn: typed(given, 'untilOn') },
    };
    const { answer } = await ask(AskAccommodation, { input });
    if (answer === null) return say.failed;
    const refused = refusedIn(answer);
    if (refused !== null) return refused.message;
    form.reset();
    take(answer);
    return null;
  };
  return (
    <details open={open}>
      <summary>{say.ask}</summary>
      <form
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const given = new FormData(form);
          const days = { fromOn: typed(given, 'fromOn'), untilOn: typed(given, 'untilOn') };
          const faults = {
            need: typed(given, 'need') === null ? say.needNeeded : null,
            days: isBackwards(days) ? say.daysBackwards : null,
          };
          setWrong(faults);
          if (faults.need !== null || faults.days !== null) focusFault(form);
          else void run(() => send(form), say.sent);
        }}
      >
        <Area label={say.need} hint={say.needHint} name="need" maxLength={2000} fault={wrong.need} required />
        <Field label={say.fromLabel} hint={say.daysHint} name="fromOn" type="date" />
        <Field label={say.untilLabel} name="untilOn" type="date" fault={wrong.days} />
        <Result fault={fault} done={done} />
        <p class="actions">
          <button type="submit" aria-busy={busy}>
            {say.send}
          </button>
        </p>
      </form>
    </details>
  );
}
