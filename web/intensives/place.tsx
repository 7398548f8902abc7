import { useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import {
  AnswerChange,
  CancelPlace,
  ExtendHold,
  InvitePartner,
  PayOrder,
  type PlaceFragment,
} from '../graphql/generated.ts';
import { keepLanguage } from '../words/languages.ts';
import { words } from '../words/words.ts';
import { languageNow } from '../words/written.ts';
import { givesBack, isPaymentPage, timeInWords } from './rules.ts';

export type Order = {
  id: string;
  due: { words: string; amountMinor: number };
  places: { registrationId: string | null }[];
  documents: { label: string; url: string }[];
};
type Props = {
  place: PlaceFragment;
  order: Order | null;
  /** Where to write to the organization. */
  contact: string;
  take: (answer: unknown) => void;
  refresh: () => Promise<void>;
};

/** One place at an event: how it stands, and what can be done with it. */
export function Place({ place, order, contact, take, refresh }: Props) {
  const say = words.intensives;
  const [fault, setFault] = useState<string | null>(null);
  const act = async (does: () => Promise<string | null>) => {
    setFault(null);
    try {
      setFault(await does());
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : words.shell.notSent);
    }
  };
  const because = place.states.at(-1)?.because;
  const { intensive } = place;
  return (
    <>
      <p>{because === 'PLACE_ENDED' ? say.placeEnded : (say.states[place.state] ?? place.state)}</p>
      {place.keptUntil === null ? null : (
        <p>{say.until(timeInWords(place.keptUntil, intensive.timeZone, languageNow()))}</p>
      )}
      <p>
        {intensive.startsAt === null ? null : timeInWords(intensive.startsAt, intensive.timeZone, languageNow())}
        <br />
        {place.venue ?? intensive.place}
        {place.link === null ? null : (
          <>
            <br />
            <a href={place.link} rel="noreferrer">
              {say.room}
            </a>
          </>
        )}
      </p>
      {place.isPair ? <Partner place={place} act={act} take={take} /> : null}
      {place.asked.map((change) => (
        <Asked key={change.changeId} {...{ place, change, contact, act, take }} />
      ))}
      <p class="actions">
        {order !== null && order.due.amountMinor > 0 ? (
          <button type="button" onClick={() => void act(() => payNow(order.id))}>
            {say.toPay(order.due.words)}
          </button>
        ) : null}
        {place.extendable ? (
          <button
            type="button"
            class="quiet"
            onClick={() =>
              void act(async () => {
                const { answer } = await ask(ExtendHold, { input: { intensiveId: intensive.id } });
                if (answer !== null && 'message' in answer) return answer.message;
                await refresh();
                return null;
              })
            }
          >
            {say.moreTime}
          </button>
        ) : null}
        {place.calendarFile === null ? null : (
          <a class="action quiet" href={new URL(place.calendarFile).pathname} download>
            {say.calendar}
          </a>
        )}
      </p>
      <Fault text={fault} />
      <Documents order={order} />
      {place.endedAt === null ? <Cancel {...{ place, contact, act, take }} /> : null}
    </>
  );
}

type Ends = { place: PlaceFragment; contact: string };
type Act = { act: (does: () => Promise<string | null>) => Promise<void>; take: Props['take']; place: PlaceFragment };

async function payNow(orderId: string): Promise<string | null> {
  const { answer } = await ask(PayOrder, { input: { orderId } });
  if (answer === null) return words.shell.failedTitle;
  if (answer.__typename !== 'PayOrderPayload') return answer.message;
  if (answer.payment !== null && isPaymentPage(answer.payment.url)) location.assign(answer.payment.url);
  return null;
}

function Documents({ order }: { order: Order | null }) {
  if (order === null || order.documents.length === 0) return null;
  return (
    <>
      <h2>{words.intensives.money}</h2>
      <ul>
        {order.documents.map(({ label, url }) => (
          <li key={label}>
            <a href={new URL(url).pathname} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Partner({ place, act, take }: Act) {
  const say = words.intensives;
  const mail = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState(false);
  if (place.partnerJoined === true) return <p>{say.partnerJoined}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setSent(false);
        void act(async () => {
          const input = { registrationId: place.id, email: mail.current?.value ?? '' };
          const { answer } = await ask(InvitePartner, { input });
          if (answer === null) return words.shell.failedTitle;
          if (answer.__typename !== 'InvitePartnerPayload') return answer.message;
          take(answer);
          setSent(true);
          return null;
        });
      }}
    >
      <p>{say.partnerWaits}</p>
      <Field label={say.partnerMail} name="email" type="email" autocomplete="off" required inputRef={mail} />
      <button type="submit" class="quiet">
        {say.partner}
      </button>
      <p role="status">{sent ? say.partnerSent : null}</p>
    </form>
  );
}

/** What ending a place means for two who come together; nothing of a place of one. */
function BothEnd({ place, contact }: Ends) {
  const say = words.intensives;
  if (place.partnerJoined !== true) return null;
  return (
    <>
      <p>{say.bothEnd}</p>
      <p>
        {say.unsafe(contact)} <a href={keepLanguage('/safety#call')}>{say.toCall}</a>
      </p>
    </>
  );
}

function Asked({ place, change, contact, act, take }: Act & Ends & { change: PlaceFragment['asked'][number] }) {
  const say = words.intensives;
  const send = (answer: 'STAYS' | 'LEAVES') =>
    act(async () => {
      const input = { changeId: change.changeId, registrationId: place.id, answer };
      const done = (await ask(AnswerChange, { input })).answer;
      if (done === null) return words.shell.failedTitle;
      if (done.__typename !== 'AnswerChangePayload') return done.message;
      take(done);
      return null;
    });
  return (
    <section class="box">
      <h2>{say.changed}</h2>
      <ul>
        {change.says.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        {change.answer === 'STAYS'
          ? say.stays
          : say.answerBy(timeInWords(change.answerBy, place.intensive.timeZone, languageNow()))}
      </p>
      <p class="note">{say.leaveFinal}</p>
      <BothEnd place={place} contact={contact} />
      <p class="actions">
        <button type="button" onClick={() => void send('STAYS')}>
          {say.stay}
        </button>
        <button type="button" class="quiet" onClick={() => void send('LEAVES')}>
          {say.leave}
        </button>
      </p>
    </section>
  );
}

/** Shows what comes back, and who hears of it, before it asks. */
function Cancel({ place, contact, act, take }: Act & Ends) {
  const say = words.intensives;
  const dialog = useRef<HTMLDialogElement>(null);
  const { cancellation } = place;
  const back = { YOU: say.back(cancellation?.refund?.words ?? ''), PAYER: say.backToPayer, NOBODY: say.nothingBack };
  return (
    <>
      <p>
        <button type="button" class="quiet" onClick={() => dialog.current?.showModal()}>
          {say.cancel}
        </button>
      </p>
      <dialog ref={dialog} aria-labelledby="cancel-title">
        <h2 id="cancel-title">{say.cancelTitle}</h2>
        <BothEnd place={place} contact={contact} />
        {cancellation === null ? null : (
          <p>
            {back[givesBack(cancellation)]} {cancellation.rule}
          </p>
        )}
        <p class="actions">
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            {say.keep}
          </button>
          <button
            type="button"
            onClick={() =>
              void act(async () => {
                const { answer } = await ask(CancelPlace, { input: { registrationId: place.id } });
                dialog.current?.close();
                if (answer === null) return words.shell.failedTitle;
                if (answer.__typename !== 'CancelRegistrationPayload') return answer.message;
                take(answer);
                return null;
              })
            }
          >
            {say.cancel}
          </button>
        </p>
      </dialog>
    </>
  );
}
