import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { focusFault } from '../design/parts/focusFault.ts';
import { Result } from '../design/parts/result.tsx';
import { DeskReissue } from '../graphql/generated.ts';
import { words } from '../words/words.ts';

type Props = { number: string; name: string; finish: () => Promise<void> };
type Faults = { name: string | null; proof: string | null };

const LEAST_PROOF = 3;

/** Issues the certificate again under a corrected name. */
export function Correct({ number, name, finish }: Props) {
  const say = words.desk;
  const { busy, fault, done, run } = useActing(say);
  const [line, setLine] = useState(name);
  const [proof, setProof] = useState('');
  const [faults, setFaults] = useState<Faults>({ name: null, proof: null });

  const send = async () => {
    const input = { number, correctedName: line.trim(), reason: proof.trim() };
    const { reissueCertificate: answer } = await ask(DeskReissue, { input });
    if (answer === null) return say.failed;
    const refused = refusedIn(answer);
    if (refused === null) {
      await finish();
      return null;
    }
    return 'characters' in answer ? `${refused.message} ${say.undrawable(answer.characters)}` : refused.message;
  };
  return (
    <div class="verb">
      <details>
        <summary>{say.correct}</summary>
        <p>{say.correctIntro}</p>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const wrong = {
              name: line.trim() === '' ? say.nameNeeded : line.trim() === name ? say.sameName : null,
              proof: proof.trim().length < LEAST_PROOF ? say.proofNeeded : null,
            };
            setFaults(wrong);
            if (wrong.name === null && wrong.proof === null) void run(send);
            else focusFault(event.currentTarget);
          }}
        >
          <dl>
            <div>
              <dt>{say.oldLine}</dt>
              <dd class="printed">{name}</dd>
            </div>
          </dl>
          <Field
            label={say.newLine}
            hint={say.newLineHint}
            name="correctedName"
            autocomplete="off"
            maxLength={120}
            value={line}
            fault={faults.name}
            onInput={({ currentTarget }) => setLine(currentTarget.value)}
          />
          <p class="note">{say.newLinePreview}</p>
          <p class="printed">{line.trim() || '–'}</p>
          <Field
            label={say.proof}
            hint={say.proofHint}
            name="proof"
            autocomplete="off"
            maxLength={500}
            value={proof}
            fault={faults.proof}
            onInput={({ currentTarget }) => setProof(currentTarget.value)}
          />
          <Result fault={fault} done={done} />
          <p class="actions">
            <button type="submit" aria-busy={busy}>
              {say.correctDo}
            </button>
          </p>
        </form>
      </details>
    </div>
  );
}
