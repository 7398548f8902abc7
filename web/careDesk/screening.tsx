import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { instantOf } from '../attendance/rules.ts';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { RecordScreening, WithdrawScreening } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Person } from './names.ts';
import { byField, faultsIn } from './rules.ts';

type Props = { person: Person; timeZone: string; noted: (person: Person) => void };
type Wrong = { day?: string | undefined; time?: string | undefined };

/** That a person was met alone, and when. Nothing else of it is kept. */
export function Screening({ person, timeZone, noted }: Props) {
  const say = words.careDesk;
  const { busy, fault, done, run } = useActing(say);
  const [wrong, setWrong] = useState<Wrong>({});
  const send = async (form: HTMLFormElement, screenedAt: string) => {
    const { registrationId } = person;
    const { answer } = await ask(RecordScreening, { input: { registrationId, screenedAt } });
    if (answer === null) return say.failed;
    if (answer.__typename === 'RecordScreeningPayload') noted(answer.person);
    const { fields } = byField(faultsIn(answer), ['screenedAt']);
    if (fields.screenedAt === undefined) return refusedIn(answer)?.message ?? null;
    setWrong({ time: fields.screenedAt });
    focusFault(form);
    return null;
  };
  const takeBack = async () => {
    const { registrationId, screenedAt } = person;
    if (screenedAt === null) return null;
    const { answer } = await ask(WithdrawScreening, { input: { registrationId, screenedAt } });
    if (answer?.__typename === 'WithdrawScreeningPayload') noted(answer.person);
    return answer === null ? say.failed : (refusedIn(answer)?.message ?? null);
  };
  const submit = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const [day, time] = [String(given.get('day') ?? ''), String(given.get('time') ?? '')];
    const at = instantOf(day, time, timeZone);
    const missing: Wrong = {
      day: day === '' ? say.dayNeeded : undefined,
      time: time === '' ? say.timeNeeded : day !== '' && at === null ? say.noSuchTime : undefined,
    };
    setWrong(missing);
    if (at === null) focusFault(form);
    else void run(() => send(form, at));
  };
  return (
    <section class="verb" aria-labelledby="met">
      <h2 id="met">{say.meeting}</h2>
      <p>{say.meetingText}</p>
      {person.screenedAt !== null ? (
        <>
          <p role="status">{say.metNoted}</p>
          <p class="note">{say.takeBackHint}</p>
          <Result fault={fault} done={done} />
          <p class="actions">
            <button type="button" class="quiet" aria-busy={busy} onClick={() => void run(takeBack)}>
              {say.takeBack}
            </button>
          </p>
        </>
      ) : (
        <form
          noValidate
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            submit(event.currentTarget);
          }}
        >
          <p class="note">{say.zone(timeZone)}</p>
          <Field label={say.metDay} name="day" type="date" fault={wrong.day ?? null} required />
          <Field label={say.metTime} name="time" type="time" fault={wrong.time ?? null} required />
          <Result fault={fault} done={done} />
          <p class="actions">
            <button type="submit" aria-busy={busy}>
              {say.noteMeeting}
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
