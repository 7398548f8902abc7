import { useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { go } from '../go.ts';
import {
  Apply,
  JoinWaitlist,
  RegisterForIntensive,
  RegisterFree,
  type RegisterPageQuery,
} from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { Rules } from './policy.tsx';
import { isPaymentPage, timeInWords, type Way, wayTo } from './rules.ts';

type Event = Extract<RegisterPageQuery['node'], { __typename: 'Intensive' }>;

/** /register/:intensive: a place at an event, alone. */
export function Page({ data: { node } }: Shown<RegisterPageQuery>) {
  return node?.__typename === 'Intensive' ? <Registering event={node} /> : <Missing />;
}

function Registering({ event }: { event: Event }) {
  const say = words.intensives;
  const way = wayTo(event);
  const [fault, setFault] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const register = async (form: FormData) => {
    if (busy) return;
    const adult = form.get('adult') === 'on';
    const accepted = way !== 'PAY' || form.get('policy') === 'on';
    if (!adult || !accepted) return setFault(way === 'PAY' ? say.boxes : say.adultBox);
    setBusy(true);
    setFault(null);
    try {
      setTold(await carryOut(event, way, String(form.get('code') ?? '').trim()));
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : words.shell.notSent);
    }
    setBusy(false);
  };
  if (way === 'CANCELED' || way === 'NO_PRICE')
    return (
      <section class="narrow">
        <Facts event={event} />
        <p class="box">{way === 'CANCELED' ? say.canceled : say.noPrice}</p>
      </section>
    );
  return (
    <section class="narrow">
      <Facts event={event} />
      {way === 'PAY' ? <Before event={event} /> : null}
      {way !== 'PAY' && event.kind !== 'TRAINING' ? <p class="box">{mailsOf(event)}</p> : null}
      {way === 'WAIT' ? <p>{say.full}</p> : null}
      {way === 'APPLY' ? <p>{event.kind === 'COUPLES' ? `${say.applying} ${say.pairHint}` : say.applying}</p> : null}
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void register(new FormData(submitted.currentTarget));
        }}
      >
        {way === 'PAY' ? <Field label={say.code} name="code" autocomplete="off" /> : null}
        <Box name="adult" label={serious.ofAge(18)} />
        {way === 'PAY' ? <Box name="policy" label={serious.acceptedRules} /> : null}
        <Fault text={fault} />
        <p role="status">{told}</p>
        <p class="actions">
          <button type="submit" aria-busy={busy}>
            {labelOf(event, way)}
          </button>
        </p>
      </form>
    </section>
  );
}

const Box = ({ name, label }: { name: string; label: string }) => (
  <label class="choice">
    <input type="checkbox" name={name} />
    <span lang={asWritten()}>{label}</span>
  </label>
);

function labelOf({ price, grantedPrice }: Event, way: Way): string {
  const say = words.intensives;
  if (way === 'PAY') return say.toPay(grantedPrice?.words ?? price?.amount.words ?? '');
  if (way === 'WAIT') return say.wait;
  return way === 'APPLY' ? say.apply : say.register;
}

/** What mails say of an event that is no training; of a consultation, that booking it sends none. */
function mailsOf({ kind, statementShows }: Event): string {
  const say = words.intensives;
  const mails = say.mails(statementShows);
  return kind === 'CONSULTATION' ? `${say.consultation.quiet} ${mails}` : mails;
}

function Facts({ event }: { event: Event }) {
  const say = words.intensives;
  return (
    <>
      <p class="eyebrow">{event.organization.legalName}</p>
      <h1 data-title={say.register} lang={asWritten()}>
        {event.title}
      </h1>
      <dl>
        <div>
          <dt>{say.when}</dt>
          <dd>{event.startsAt === null ? '' : timeInWords(event.startsAt, event.timeZone, languageNow())}</dd>
        </div>
        <div>
          <dt>{say.where}</dt>
          <dd>{event.place}</dd>
        </div>
        <div>
          <dt>{say.price}</dt>
          <dd>{event.grantedPrice?.words ?? event.price?.amount.words ?? say.noPrice}</dd>
        </div>
      </dl>
    </>
  );
}

/** What one knows before one pays. */
function Before({ event }: { event: Event }) {
  const say = words.intensives;
  return (
    <>
      <p class="box">
        {event.kind === 'TRAINING' ? say.statement(event.statementShows) : say.statementDiscreet(event.statementShows)}{' '}
        {event.organization.accommodationContact}
      </p>
      <h2>{say.policy}</h2>
      <Rules policy={event.policy} />
      <p class="note">{say.kept(event.seats.keptMinutes)}</p>
    </>
  );
}

/** Does what the form says. Answers what is then told here; null when the page is left. */
async function carryOut({ id: intensiveId, policy }: Event, way: Way, code: string): Promise<string | null> {
  const input = { intensiveId, adult: true };
  const { answer } =
    way === 'WAIT'
      ? await ask(JoinWaitlist, { input: { intensiveId } })
      : way === 'APPLY'
        ? await ask(Apply, { input })
        : way === 'FREE'
          ? await ask(RegisterFree, { input })
          : await ask(RegisterForIntensive, {
              input: { ...input, policySha256: policy.sha256, ...(code === '' ? {} : { code }) },
            });
  if (answer === null) return words.shell.failedTitle;
  if (answer.__typename === 'JoinWaitlistPayload') return words.intensives.waits(answer.entry?.place ?? null);
  if (answer.__typename === 'RegisterForIntensivePayload') {
    if (answer.payment !== null && isPaymentPage(answer.payment.url)) location.assign(answer.payment.url);
    else go(`/registrations/${answer.registrations[0]?.id ?? ''}`);
    return null;
  }
  if (answer.__typename === 'RegisterFreePayload' || answer.__typename === 'ApplyToIntensivePayload') {
    go(`/registrations/${answer.registration?.id ?? ''}`);
    return null;
  }
  if ('registrationId' in answer) {
    go(`/registrations/${answer.registrationId}`);
    return null;
  }
  throw new UnansweredError('REFUSED', answer.message);
}
