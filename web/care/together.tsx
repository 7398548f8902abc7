import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Area } from '../design/parts/area.tsx';
import { Choice } from '../design/parts/choice.tsx';
import { Missing } from '../design/parts/missing.tsx';
import { Result } from '../design/parts/result.tsx';
import { AgreeToJointPlan, ReadSharedPlan, SaveJointPlan, type SharedPlanPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { CareFrame, Shared } from './frame.tsx';
import { agreementOf, MOST, withoutStop } from './rules.ts';
import { Consent, useDraft, useWriting } from './writing.tsx';

type Viewer = NonNullable<SharedPlanPageQuery['viewer']>;
type Place = Extract<SharedPlanPageQuery['node'], { __typename: 'Registration' }>;
type Joint = NonNullable<NonNullable<Place['care']>['jointPlan']>;

/** /registrations/:id/shared: the part that two people write. It stands on a page of its own, because they may sit before it together. */
export function Page({ data: { viewer, node: place }, take }: Shown<SharedPlanPageQuery>) {
  const say = words.carePlan;
  if (viewer === null || place?.__typename !== 'Registration' || place.care === null || !place.isPair)
    return <Missing />;
  const { care, endedAt } = place;
  const reason =
    endedAt !== null
      ? words.care.over
      : care.form === null
        ? words.care.closed
        : place.partnerJoined
          ? null
          : say.waits;
  return (
    <CareFrame id={place.id} title={say.sharedTitle} lead={say.sharedLead}>
      {reason !== null || care.form === null ? (
        <>
          <p class="box">{reason}</p>
          <p class="said">{care.jointPlan?.text}</p>
        </>
      ) : (
        <Both
          {...{ id: place.id, joint: care.jointPlan, readers: withoutStop(care.form.readers), take }}
          agreements={viewer.agreements}
        />
      )}
    </CareFrame>
  );
}

type Writes = {
  id: string;
  joint: Joint | null;
  readers: string;
  agreements: Viewer['agreements'];
  take: (answer: unknown) => void;
};

function Both({ id, joint, readers, agreements, take }: Writes) {
  const say = words.carePlan;
  const draft = useDraft(joint?.text ?? '', joint?.version ?? null, Object.is);
  const writing = useWriting(agreements);
  const lookAgain = async () => take(await ask(ReadSharedPlan, { id }));
  const save = (basedOnVersion: number | null) => {
    const text = draft.value;
    void writing.save(
      async () => (await ask(SaveJointPlan, { input: { registrationId: id, text, basedOnVersion } })).answer,
      (answer) => {
        if (!('registration' in answer)) return;
        draft.settle(text, answer.registration?.care?.jointPlan?.version ?? null);
        take(answer);
      },
      say.sharedSaved,
      { JOINT_PLAN_CHANGED: () => lookAgain().then(() => say.notSaved), NO_PAIR: () => words.care.over },
    );
  };
  const given = () => {
    writing.consentGiven();
    if (draft.isDirty) save(draft.at);
  };
  const consent = writing.asks ? <Consent agreements={agreements} waits={draft.isDirty} given={given} /> : null;
  if (writing.asks && draft.value === '') return consent;
  return (
    <>
      <form
        autocomplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(draft.at);
        }}
      >
        <Area
          {...{ label: say.sharedLabel, hint: say.sharedHint, name: 'text', rows: 10, spellcheck: false }}
          maxLength={MOST.plan}
          value={draft.value}
          onInput={({ currentTarget }) => draft.write(currentTarget.value)}
        />
        {draft.elsewhere ? (
          <Conflict
            other={joint?.text ?? null}
            takeOther={draft.follow}
            keepMine={() => save(joint?.version ?? null)}
          />
        ) : null}
        {consent}
        <Shared />
        <Result fault={writing.fault} done={draft.isDirty ? null : writing.done} />
        <p class="actions">
          <button type="submit" class={draft.isDirty || joint === null ? '' : 'quiet'} aria-busy={writing.busy}>
            {say.save}
          </button>
        </p>
      </form>
      {joint === null || draft.isDirty ? null : (
        <Agreeing key={joint.version} {...{ id, joint, readers, writing, take, lookAgain }} />
      )}
    </>
  );
}

type Conflicts = { other: string | null; takeOther: () => void; keepMine: () => void };

/** Nothing is replaced before the person has seen both. */
function Conflict({ other, takeOther, keepMine }: Conflicts) {
  const say = words.carePlan;
  return (
    <div class="box" role="alert">
      {other === null ? (
        <p>{say.otherGone}</p>
      ) : (
        <>
          <p>{say.conflict}</p>
          <h2>{say.otherText}</h2>
          <p class="said">{other}</p>
        </>
      )}
      <p class="actions">
        <button type="button" class="quiet" onClick={takeOther}>
          {say.takeOther}
        </button>
        <button type="button" class="quiet" onClick={keepMine}>
          {say.keepMine}
        </button>
      </p>
    </div>
  );
}

type Agrees = Pick<Writes, 'id' | 'readers' | 'take'> & {
  joint: Joint;
  writing: ReturnType<typeof useWriting>;
  lookAgain: () => Promise<void>;
};

function Agreeing({ id, joint, readers, writing, take, lookAgain }: Agrees) {
  const say = words.carePlan;
  const [marked, setMarked] = useState(false);
  const [unmarked, setUnmarked] = useState(false);
  const standing = agreementOf(joint);
  const agree = () => {
    setUnmarked(!marked);
    if (!marked) return;
    const input = { registrationId: id, version: joint.version };
    void writing.save(async () => (await ask(AgreeToJointPlan, { input })).answer, take, say.agreedNow, {
      JOINT_PLAN_CHANGED: () => lookAgain().then(() => say.changedRead),
      NO_PAIR: () => words.care.over,
    });
  };
  return (
    <section aria-labelledby="agree">
      <h2 id="agree">{say.agreeTitle}</h2>
      <p>
        {say.agreeReaders} <span lang={asWritten()}>{readers}</span>. {say.agreeAlone}
      </p>
      <p>{say.agreeFree}</p>
      <p>{say.agreeShows}</p>
      <p>
        <strong>{say.standings[standing]}</strong>
      </p>
      {standing === 'NOBODY' ? (
        <>
          <Choice
            type="checkbox"
            name="agreed"
            label={serious.jointPlan}
            labelLang={asWritten()}
            checked={marked}
            invalid={unmarked && !marked}
            onChange={setMarked}
          />
          <div role="status">{unmarked && !marked ? <p class="fault">{say.markFirst}</p> : null}</div>
          <p class="actions">
            <button type="button" aria-busy={writing.busy} onClick={agree}>
              {say.agree}
            </button>
          </p>
        </>
      ) : null}
    </section>
  );
}
