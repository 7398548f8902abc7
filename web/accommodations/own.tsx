import type { VNode } from 'preact';
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
type Props = {
  place: OwnAccommodationsFragment;
  contact: Contact;
  take: (answer: unknown) => void;
};

type OnPage = { place: OwnAccommodationsFragment & { intensive: { organization: Contact } }; take: Props['take'] };

/** What the page of a place at a training has more, below everything else. */
export function OnTraining({ place, take, top = false }: OnPage & { top?: boolean }) {
  return top ? null : <Needs place={place} contact={place.intensive.organization} take={take} />;
}

/** What a person needs in order to take part: asked of everybody, on the page of their place. */
function Needs(props: Props) {
  if (isIdle(props.place)) return null;
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{words.accommodations.title}</h2>
      <Requests {...props} />
    </section>
  );
}

/** Whether there is nothing to say: nothing was asked, and nothing can be. */
function isIdle({ accommodations }: OwnAccommodationsFragment): boolean {
  if (accommodations === null) return true;
  const { requests, mayAsk, readBy } = accommodations;
  return requests.length === 0 && !mayAsk && readBy !== 'NOBODY';
}

/** Where the person chooses whether a mail tells of the answer: their choice, its box, and what is said. */
export type Wish = { mailAnswer: boolean; box: VNode; sent: string; says: (mailAnswer: boolean) => string };

/** Who reads them, the requests, and the form. Without a wish a mail tells of every answer. */
export function Requests({ place, contact, take, wish = null }: Props & { wish?: Wish | null }) {
  const say = words.accommodations;
  const { accommodations } = place;
  if (accommodations === null) return null;
  const { requests, mayAsk, readBy } = accommodations;
  const days = contact.accommodationLeadDays;
  return (
    <>
      <p>
        {say.readBy[readBy]} {days === null || readBy === 'NOBODY' ? '' : say.lead(days)}
      </p>
      <p class="note">
        {say.questions} <a href={`mailto:${contact.accommodationContact}`}>{contact.accommodationContact}</a>
      </p>
      <ul class="requests">
        {requests.map((request) => (
          <One key={request.id} {...{ request, take, wish }} />
        ))}
      </ul>
      {mayAsk ? <Ask first={requests.length === 0} {...{ place, take, wish }} /> : null}
    </>
  );
}

type Ones = { request: Own['requests'][number]; take: Props['take']; wish: Wish | null };

function One({ request, take, wish }: Ones) {
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
      {wish !== null && request.state === 'ASKED' ? <p class="note">{wish.says(request.mailAnswer)}</p> : null}
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

type Asks = Pick<Props, 'place' | 'take'> & { first: boolean; wish: Wish | null };

function Ask({ place, first, take, wish }: Asks) {
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
      ...(wish === null ? {} : { mailAnswer: wish.mailAnswer }),
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
          else void run(() => send(form), wish?.sent ?? say.sent);
        }}
      >
        <Area label={say.need} hint={say.needHint} name="need" maxLength={2000} fault={wrong.need} required />
        <Field label={say.fromLabel} hint={say.daysHint} name="fromOn" type="date" />
        <Field label={say.untilLabel} name="untilOn" type="date" fault={wrong.days} />
        {wish?.box}
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
