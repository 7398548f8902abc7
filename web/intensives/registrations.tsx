import { useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { AcceptOffer, LeaveWaitlist, type RegistrationsQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { isPaymentPage, timeInWords } from './rules.ts';

type Viewer = NonNullable<RegistrationsQuery['viewer']>;

/** /registrations: places at events, and where one waits. */
export function Page({ data, refresh }: Shown<RegistrationsQuery>) {
  const say = words.intensives;
  const { viewer } = data;
  if (viewer === null) return null;
  const places = viewer.registrations.nodes;
  return (
    <section class="narrow">
      <h1>{say.title}</h1>
      {places.length === 0 && viewer.waitlist.length === 0 ? <p>{say.none}</p> : null}
      {viewer.waitlist.map((entry) => (
        <Waiting key={entry.id} entry={entry} refresh={refresh} />
      ))}
      {places.map(({ id, state, intensive }) => (
        <article class="box" key={id}>
          <h2>
            <a href={`/registrations/${id}`}>{intensive.title}</a>
          </h2>
          <p>{say.states[state] ?? state}</p>
          <p class="note">
            {intensive.startsAt === null ? '' : timeInWords(intensive.startsAt, intensive.timeZone, languageNow())}
          </p>
        </article>
      ))}
      <p>
        <a class="action quiet" href="/intensives">
          {say.toEvents}
        </a>
      </p>
    </section>
  );
}

type Waits = { entry: Viewer['waitlist'][number]; refresh: () => Promise<void> };

function Waiting({ entry, refresh }: Waits) {
  const say = words.intensives;
  const [adult, setAdult] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { intensive, offeredUntil } = entry;
  const act = async (does: () => Promise<string | null>) => {
    try {
      const said = await does();
      setFault(said);
      if (said === null) await refresh();
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : words.shell.notSent);
    }
  };
  return (
    <article class="box">
      <h2 lang={asWritten()}>{intensive.title}</h2>
      <p>
        {offeredUntil === null
          ? say.waits(entry.place)
          : say.offeredUntil(timeInWords(offeredUntil, intensive.timeZone, languageNow()))}
      </p>
      {offeredUntil === null ? null : (
        <label class="choice">
          <input type="checkbox" checked={adult} onChange={({ currentTarget }) => setAdult(currentTarget.checked)} />
          <span lang={asWritten()}>{serious.ofAge(18)}</span>
        </label>
      )}
      <p class="actions">
        {offeredUntil === null ? null : (
          <button
            type="button"
            onClick={() => void act(() => (adult ? accept(intensive) : Promise.resolve(say.adultBox)))}
          >
            {say.take}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => void act(() => leaveList(intensive.id))}>
          {say.decline}
        </button>
      </p>
      <Fault text={fault} />
    </article>
  );
}

async function accept({ id: intensiveId, policy }: Waits['entry']['intensive']): Promise<string | null> {
  const { answer } = await ask(AcceptOffer, { input: { intensiveId, adult: true, policySha256: policy.sha256 } });
  if (answer === null) return words.shell.failedTitle;
  if (answer.__typename !== 'AcceptWaitlistOfferPayload') return answer.message;
  if (answer.payment !== null && isPaymentPage(answer.payment.url)) location.assign(answer.payment.url);
  return null;
}

async function leaveList(intensiveId: string): Promise<string | null> {
  const { answer } = await ask(LeaveWaitlist, { input: { intensiveId } });
  return answer !== null && 'message' in answer ? answer.message : null;
}
