import { useRef } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Missing } from '../design/parts/missing.tsx';
import { Result } from '../design/parts/result.tsx';
import { type CareFormPageQuery, SaveIntake, SubmitIntake } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { Questions } from './answers.tsx';
import { CareFrame, Mailbox, Shared } from './frame.tsx';
import { type Answers, NOTHING, readUntil, sameAnswers, withoutStop } from './rules.ts';
import { Stands } from './stands.tsx';
import { Told } from './told.tsx';
import { Consent, useDraft, useWriting } from './writing.tsx';

type Place = Extract<CareFormPageQuery['node'], { __typename: 'Registration' }>;
type Care = NonNullable<Place['care']>;
type Viewer = NonNullable<CareFormPageQuery['viewer']>;

/** /registrations/:id/form: who reads it and by which rules, then the questions. */
export function Page({ data: { viewer, node: place }, take }: Shown<CareFormPageQuery>) {
  const say = words.careForm;
  if (viewer === null || place?.__typename !== 'Registration' || place.care === null) return <Missing />;
  const { care, endedAt } = place;
  const { form } = care;
  return (
    <CareFrame id={place.id} title={say.title} lead={say.lead}>
      <Stands care={care} />
      {form === null ? null : <Told form={form} country={viewer.profile.country} />}
      {form === null || endedAt !== null ? (
        <Ended care={care} isOver={endedAt !== null} />
      ) : (
        <Writing place={place} care={care} form={form} viewer={viewer} take={take} />
      )}
    </CareFrame>
  );
}

/** Where nothing can be written any more, one still reads what one wrote. */
function Ended({ care: { intake }, isOver }: { care: Care; isOver: boolean }) {
  const say = words.careForm;
  return (
    <>
      <p class="box">{isOver ? words.care.over : words.care.closed}</p>
      {intake === null ? null : (
        <>
          <h2>{say.questions}</h2>
          <dl>
            {(['goals', 'needs', 'reachAt', 'reachWhen'] as const).map((name) => (
              <div key={name}>
                <dt>{say[name]}</dt>
                <dd class="said">{intake.answers[name]}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

type Writes = {
  place: Place;
  care: Care;
  form: NonNullable<Care['form']>;
  viewer: Viewer;
  take: (answer: unknown) => void;
};
type Way = 'SAVE' | 'SEND';

function Writing({ place, care, form, viewer, take }: Writes) {
  const say = words.careForm;
  const { intake } = care;
  const draft = useDraft<Answers, string | null>(intake?.answers ?? NOTHING, intake?.savedAt ?? null, sameAnswers);
  const writing = useWriting(viewer.agreements);
  const last = useRef<Way | null>(null);
  const readers = withoutStop(form.readers);
  const sent = intake?.submittedAt ?? null;
  const send = (way: Way) => {
    last.current = way;
    const answers = { ...draft.value, channels: [...draft.value.channels] };
    const input = { registrationId: place.id, answers };
    const until = dayText(readUntil(new Date().toISOString(), form.readWithinDays));
    void writing.save(
      async () => (await (way === 'SAVE' ? ask(SaveIntake, { input }) : ask(SubmitIntake, { input }))).answer,
      (answer) => {
        if (!('registration' in answer)) return;
        draft.settle(answers, answer.registration?.care?.intake?.savedAt ?? null);
        last.current = null;
        take(answer);
      },
      way === 'SEND' ? say.sent(readers, until) : sent === null ? say.saved : say.savedBack,
    );
  };
  const given = () => {
    writing.consentGiven();
    if (last.current !== null) send(last.current);
  };
  const consent = writing.asks ? (
    <Consent agreements={viewer.agreements} waits={last.current !== null} given={given} />
  ) : null;
  // Nobody writes what will not be kept.
  const locked = writing.asks && sameAnswers(draft.value, NOTHING);
  return (
    <form autocomplete="off" noValidate onSubmit={(event) => event.preventDefault()}>
      <Mailbox />
      <h2>{say.questions}</h2>
      {locked ? (
        consent
      ) : (
        <>
          <Questions answers={draft.value} shown={place.intensive.statementShows} write={draft.write} />
          <h2>{say.end}</h2>
          <ul>
            <li>{say.saves}</li>
            <li>{say.sends(readers)}</li>
          </ul>
          {sent === null ? null : <p class="box">{say.takesBack(dayText(sent))}</p>}
          {draft.elsewhere ? (
            <p class="box" role="alert">
              {words.care.elsewhere}
            </p>
          ) : null}
          {consent}
          <Shared />
          <Result fault={writing.fault} done={draft.isDirty ? null : writing.done} />
          <p class="actions">
            <button type="button" aria-busy={writing.busy} onClick={() => send('SEND')}>
              {sent === null ? say.send : say.sendAgain}
            </button>
            <button type="button" class="quiet" aria-busy={writing.busy} onClick={() => send('SAVE')}>
              {say.save}
            </button>
          </p>
        </>
      )}
    </form>
  );
}
