import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { Result } from '../design/parts/result.tsx';
import { type CarePlanPageQuery, SavePlan } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { CareFrame, Mailbox, Shared } from './frame.tsx';
import { MOST } from './rules.ts';
import { Consent, useDraft, useWriting } from './writing.tsx';

type Viewer = NonNullable<CarePlanPageQuery['viewer']>;
type Place = Extract<CarePlanPageQuery['node'], { __typename: 'Registration' }>;

/** /registrations/:id/plan: one's own part, and nothing of anybody else. */
export function Page({ data: { viewer, node: place }, take }: Shown<CarePlanPageQuery>) {
  const say = words.carePlan;
  if (viewer === null || place?.__typename !== 'Registration' || place.care === null) return <Missing />;
  const { care, endedAt } = place;
  const { agreements } = viewer;
  return (
    <CareFrame id={place.id} title={say.title} lead={place.isPair ? say.leadOfPair : say.lead}>
      {care.form === null || endedAt !== null ? (
        <>
          <p class="box">{endedAt === null ? words.care.closed : words.care.over}</p>
          <p class="said">{care.plan?.text}</p>
        </>
      ) : (
        <>
          <Mailbox />
          <Own id={place.id} plan={care.plan} agreements={agreements} take={take} />
        </>
      )}
    </CareFrame>
  );
}

type Owns = {
  id: string;
  plan: NonNullable<Place['care']>['plan'];
  agreements: Viewer['agreements'];
  take: (answer: unknown) => void;
};

function Own({ id, plan, agreements, take }: Owns) {
  const say = words.carePlan;
  const draft = useDraft(plan?.text ?? '', plan?.savedAt ?? null, Object.is);
  const writing = useWriting(agreements);
  const save = () => {
    const text = draft.value;
    void writing.save(
      async () => (await ask(SavePlan, { input: { registrationId: id, text } })).answer,
      (answer) => {
        if (!('registration' in answer)) return;
        draft.settle(text, answer.registration?.care?.plan?.savedAt ?? null);
        take(answer);
      },
      say.saved,
    );
  };
  const given = () => {
    writing.consentGiven();
    if (draft.isDirty) save();
  };
  const consent = writing.asks ? <Consent agreements={agreements} waits={draft.isDirty} given={given} /> : null;
  if (writing.asks && draft.value === '') return consent;
  return (
    <form
      autocomplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Area
        {...{ label: say.label, hint: say.hint, name: 'text', rows: 10, maxLength: MOST.plan, spellcheck: false }}
        value={draft.value}
        onInput={({ currentTarget }) => draft.write(currentTarget.value)}
      />
      {draft.elsewhere ? (
        <p class="box" role="alert">
          {words.care.elsewhere}
        </p>
      ) : null}
      {consent}
      <Shared />
      <Result fault={writing.fault} done={draft.isDirty ? null : writing.done} />
      <p class="actions">
        <button type="submit" aria-busy={writing.busy}>
          {say.save}
        </button>
      </p>
    </form>
  );
}
