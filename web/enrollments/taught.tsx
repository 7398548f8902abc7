import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Missing } from '../design/parts/missing.tsx';
import { Result } from '../design/parts/result.tsx';
import { go } from '../go.ts';
import { Enroll, type TaughtPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { Disclosure, Tick } from './enroll.tsx';

type Event = Extract<TaughtPageQuery['node'], { __typename: 'Intensive' }>;
type Teaching = NonNullable<Event['viewerTeaching']>;
type Course = Teaching['course'];
type Enrollment = NonNullable<Teaching['enrollment']>;

/** /taught/:intensive: to an instructor of a training, what is stated of them, what it earns, and the way to claim it. */
export function Page({ data: { node: event }, refresh }: Shown<TaughtPageQuery>) {
  const say = words.reports.teaching;
  if (event?.__typename !== 'Intensive' || event.viewerTeaching === null) return <Missing />;
  const { course, enrollment } = event.viewerTeaching;
  return (
    <section class="enroll">
      <p class="eyebrow">{say.pageTitle}</p>
      <h1 data-title={say.pageTitle} lang={asWritten()}>
        {event.title}
      </h1>
      <Stated taught={event.taught} />
      {enrollment === null ? (
        <>
          <Open course={course} />
          <Enrolling event={event} course={course} refresh={refresh} />
        </>
      ) : (
        <Enrolled enrollment={enrollment} />
      )}
    </section>
  );
}

function Stated({ taught }: Pick<Event, 'taught'>) {
  const say = words.reports.teaching;
  const own = taught.filter(({ yours }) => yours);
  const stand = own.filter(({ takenBackAt }) => takenBackAt === null);
  return (
    <>
      <h2>{say.stated}</h2>
      {stand.length === 0 ? <p>{say.notStated}</p> : null}
      <ul>
        {own.map(({ id, part, minutes, instructor, takenBackAt, reason }) => {
          const said = say.said(instructor, minutes, part);
          return (
            <li key={id} lang={asWritten()}>
              {takenBackAt === null ? said : <del>{said}</del>}{' '}
              {reason === null ? null : <span class="note">{reason}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What the organization offers today, before somebody enrolls. */
function Open({ course: { creditOffers } }: { course: Course }) {
  const say = words.reports.teaching;
  return (
    <>
      <h2>{say.credit}</h2>
      {creditOffers.length === 0 ? <p>{say.noOffers}</p> : <p class="note">{say.amountLater}</p>}
      <ul>
        {creditOffers.map(({ offer: { id, body, rules } }) => (
          <li key={id}>
            <strong>{body}</strong>. {rules.some(({ name }) => name === 'teaching') ? say.counts : say.countsNot}
          </li>
        ))}
      </ul>
    </>
  );
}

function Enrolled({ enrollment: { id, claimedAt, offers } }: { enrollment: Enrollment }) {
  const say = words.reports.teaching;
  return (
    <>
      <h2>{say.credit}</h2>
      {offers.length === 0 ? <p>{say.noOffers}</p> : null}
      <ul>
        {offers.map(({ offerId, body, amountInWords, blockers, claimable }) => (
          <li key={offerId}>
            <strong>{body}</strong>. {claimable && amountInWords !== null ? say.earns(amountInWords) : null}{' '}
            {blockers.map(({ message }) => message).join(' ')}
          </li>
        ))}
      </ul>
      <p class="actions">
        <a class="action" href={`/learn/${encodeURIComponent(id)}`}>
          {claimedAt === null ? say.toRound : say.toCertificate}
        </a>
      </p>
    </>
  );
}

type EnrollingProps = { event: Event; course: Course; refresh: () => Promise<void> };

function Enrolling({ event, course, refresh }: EnrollingProps) {
  const say = words.reports.teaching;
  const { failed, consentMissing, adultMissing } = words.enroll;
  const { busy, fault, done, run } = useActing({ failed, offline: words.shell.notSent });
  const [open, setOpen] = useState<{ consent: string | null; adult: string | null }>({ consent: null, adult: null });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [open]);
  const { items = [], hash = '' } = event.disclosures ?? {};
  const enroll = async (): Promise<string | null> => {
    const given = new FormData(form.current ?? undefined);
    const missing = (name: string, text: string) => (given.get(name) === null ? text : null);
    const found = { consent: missing('consent', consentMissing), adult: missing('adult', adultMissing) };
    setOpen(found);
    if (found.consent !== null || found.adult !== null) return null;
    const { enroll: answer } = await ask(Enroll, {
      input: {
        ...{ courseId: course.id, purpose: 'CREDIT', acceptedDisclosuresHash: hash },
        ...{ adult: true, taughtTrainingId: event.id },
      },
    });
    if (answer?.__typename === 'EnrollPayload') {
      go(`/learn/${encodeURIComponent(answer.enrollment.id)}`);
      return null;
    }
    if (answer?.__typename !== 'DisclosuresChangedError') return refusedIn(answer)?.message ?? failed;
    await refresh();
    // Consent to other words is no consent to these.
    form.current?.reset();
    return say.changed;
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void run(enroll);
      }}
    >
      <h2>{say.enroll}</h2>
      <p>{say.enrollText}</p>
      {items.map((item) => (
        <Disclosure key={item.key} item={item} changed={false} />
      ))}
      <Tick name="consent" label={serious.readAndAgreed} fault={open.consent} />
      <Tick name="adult" label={serious.ofAge(course.minimumAge)} fault={open.adult} />
      <Result fault={fault} done={done} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.enroll}
        </button>
      </p>
    </form>
  );
}
