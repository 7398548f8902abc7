import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Choice } from '../design/parts/choice.tsx';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { type DeskLookFactsFragment, DeskSaveLook } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { ColorField } from './colorField.tsx';
import { type Design, type Draft, draftOf, inputOf } from './draft.ts';
import { ImageField } from './imageField.tsx';
import { MOST_BYTES } from './rules.ts';

type Props = {
  facts: DeskLookFactsFragment;
  designs: readonly Design[];
  design: Design;
  draft: Draft;
  whole: boolean;
  changed: boolean;
  set: (draft: Draft) => void;
  take: (answer: unknown) => void;
};

/** The settings of the look. */
export function LookForm({ facts, designs, design, draft, whole, changed, set, take }: Props) {
  const say = words.desk;
  const { busy, fault, done, run } = useActing(say);
  const change = (part: Partial<Draft>) => set({ ...draft, ...part });
  const { logo, signature } = facts.certificateLook;

  const save = async () => {
    if (!whole) return say.notWhole;
    const input = { organizationId: facts.id, ...inputOf(draft) };
    const { updateCertificateLook: answer } = await ask(DeskSaveLook, { input });
    if (answer === null || !('organization' in answer)) return refusedIn(answer)?.message ?? say.failed;
    take(answer);
    set(draftOf(answer.organization));
    return null;
  };
  return (
    <form
      class="look-form"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void run(save, say.saved);
      }}
    >
      <fieldset>
        <legend>{say.design}</legend>
        {designs.map(({ design: one }) => (
          <Choice
            key={one}
            type="radio"
            name="design"
            value={one}
            label={say.designs[one]}
            hint={say.designHints[one]}
            checked={draft.design === one}
            onChange={() => change({ design: one })}
          />
        ))}
      </fieldset>
      <ColorField
        name="primary"
        label={say.primary}
        own={design.primary}
        paper={design.paper}
        value={draft.primary}
        onChange={(primary) => change({ primary })}
      />
      <ColorField
        name="accent"
        label={say.accent}
        own={design.accent}
        paper={design.paper}
        value={draft.accent}
        onChange={(accent) => change({ accent })}
      />
      <ImageField
        label={say.logo}
        saved={logo}
        change={draft.logo}
        most={MOST_BYTES.logo}
        paper={design.paper}
        onChange={(image) => change({ logo: image })}
      />
      <fieldset>
        <legend>{say.signatory}</legend>
        <Field
          label={say.signatoryName}
          name="signatoryName"
          maxLength={120}
          value={draft.signatoryName}
          onInput={({ currentTarget }) => change({ signatoryName: currentTarget.value })}
        />
        <Field
          label={say.signatoryTitle}
          name="signatoryTitle"
          maxLength={120}
          value={draft.signatoryTitle}
          fault={
            (draft.signatoryName.trim() === '') !== (draft.signatoryTitle.trim() === '') ? say.halfSignatory : null
          }
          onInput={({ currentTarget }) => change({ signatoryTitle: currentTarget.value })}
        />
      </fieldset>
      <ImageField
        label={say.signature}
        saved={signature}
        change={draft.signature}
        most={MOST_BYTES.signature}
        paper={design.paper}
        onChange={(image) => change({ signature: image })}
      />
      <Result fault={fault} done={changed ? null : done} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.save}
        </button>
        {changed ? (
          <button type="button" class="quiet" onClick={() => set(draftOf(facts))}>
            {say.undo}
          </button>
        ) : null}
      </p>
    </form>
  );
}
