import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Choice } from '../design/parts/choice.tsx';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { DeskRevoke } from '../graphql/generated.ts';
import { dayOfText } from '../words/days.ts';
import { words } from '../words/words.ts';
import { isEndOf } from './rules.ts';

const REASONS = ['ISSUED_IN_ERROR', 'ACADEMIC_DISHONESTY', 'IDENTITY_FALSE', 'ADMINISTRATIVE'] as const;
type Reason = (typeof REASONS)[number];
type Props = { number: string; zone: string | undefined; replaced: boolean; finish: () => Promise<void> };

/** Revokes the certificate, for good. */
export function Revoke({ number, zone, replaced, finish }: Props) {
  const say = words.desk;
  const { busy, fault, done, run } = useActing(say);
  const [reason, setReason] = useState<Reason | null>(null);
  const [wrong, setWrong] = useState<{ reason: string | null; end: string | null }>({ reason: null, end: null });
  const today = dayOfText(new Date().toISOString(), zone);

  const send = async (chosen: Reason, note: string) => {
    const input = { number, reason: chosen, note: note.trim() || null };
    const { revokeCertificate: answer } = await ask(DeskRevoke, { input });
    if (answer === null) return say.failed;
    const refused = refusedIn(answer);
    if (refused === null) await finish();
    return refused?.message ?? null;
  };
  return (
    <div class="verb">
      <details>
        <summary>{say.revoke}</summary>
        <p>{say.revokeIntro}</p>
        {replaced ? <p>{say.successorStays}</p> : null}
        <form
          noValidate
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            const given = new FormData(event.currentTarget);
            const faults = {
              reason: reason === null ? say.reasonNeeded : null,
              end: isEndOf(number, String(given.get('end') ?? '')) ? null : say.lastFiveWrong,
            };
            setWrong(faults);
            if (reason === null || faults.end !== null) focusFault(event.currentTarget);
            else void run(() => send(reason, String(given.get('note') ?? '')));
          }}
        >
          <fieldset aria-describedby={wrong.reason === null ? undefined : 'no-reason'}>
            <legend>{say.reasonQuestion}</legend>
            {REASONS.map((one) => (
              <Choice
                key={one}
                type="radio"
                name="reason"
                value={one}
                label={say.publicSentence(words.issuance.reason[one].replace(/\.$/, ''), today)}
                checked={reason === one}
                invalid={wrong.reason !== null}
                onChange={() => setReason(one)}
              />
            ))}
            {wrong.reason === null ? null : (
              <p class="fault" id="no-reason">
                {wrong.reason}
              </p>
            )}
          </fieldset>
          <Field label={say.note} hint={say.noteHint} name="note" maxLength={500} />
          <Field
            label={say.lastFive}
            hint={say.lastFiveHint(number)}
            name="end"
            maxLength={8}
            required
            fault={wrong.end}
          />
          <Result fault={fault} done={done} />
          <p class="actions">
            <button type="submit" aria-busy={busy}>
              {say.revokeDo}
            </button>
          </p>
        </form>
      </details>
    </div>
  );
}
