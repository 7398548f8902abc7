import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskLookQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { askBeforeClosing } from '../unsaved.ts';
import { words } from '../words/words.ts';
import { draftOf, isSame, isWhole } from './draft.ts';
import { NoRole, WayBack } from './frame.tsx';
import { LookForm } from './lookForm.tsx';
import { Preview } from './preview.tsx';
import { roleIn } from './rules.ts';
import './desk.css';
import './look.css';

/** /desk/:org/look */
export function Page({ data, parameters, take }: Shown<DeskLookQuery>) {
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  const facts = data.organization;
  if (role === null || facts === null) return <NoRole />;
  return <Look role={role} facts={facts} designs={data.certificateDesigns} take={take} />;
}

type Props = {
  role: NonNullable<ReturnType<typeof roleIn<NonNullable<DeskLookQuery['viewer']>['organizations'][number]>>>;
  facts: NonNullable<DeskLookQuery['organization']>;
  designs: DeskLookQuery['certificateDesigns'];
  take: (answer: unknown) => void;
};

function Look({ role, facts, designs, take }: Props) {
  const say = words.desk;
  const [draft, setDraft] = useState(() => draftOf(facts));
  const changed = !isSame(draft, draftOf(facts));
  useQuestion(changed);
  const design = designs.find((one) => one.design === draft.design) ?? designs[0];
  if (design === undefined) return <NoRole />;
  const whole = isWhole(draft, design.paper);
  const mayChange = role.permissions.includes('CHANGE_CERTIFICATE_LOOK');
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1>{say.look}</h1>
      <p>{mayChange ? say.lookIntro : say.lookReadOnly}</p>
      <div class={mayChange ? 'look' : 'look alone'}>
        {mayChange ? <LookForm {...{ facts, designs, design, draft, whole, changed, take }} set={setDraft} /> : null}
        <Preview organizationId={facts.id} draft={draft} whole={whole} changed={changed} />
      </div>
    </section>
  );
}

/** Asks before the page is left with something unsaved. */
function useQuestion(unsaved: boolean): void {
  const now = useRef(unsaved);
  now.current = unsaved;
  useEffect(
    () =>
      askBeforeClosing(
        () => now.current,
        () => words.desk.unsaved,
      ),
    [],
  );
}
