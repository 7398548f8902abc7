import { useEffect, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { type ConsentFactsFragment, GiveReflectionConsent, ReflectionConsent } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { paragraphsOf } from './consentRules.ts';

type Props = {
  /** Whether something was written that waits. */
  waits: boolean;
  given: () => void;
  /** Why it is asked here, and what goes on without it; else the words of reflections. */
  why?: string;
  optional?: string;
  /** The text, where the page has it already; else it is asked for. */
  known?: ConsentFactsFragment | null;
};

/** Asks for the consent where the text is written. Whoever gives none leaves it, and goes on. */
export function AskConsent({ waits, given, known = null, ...own }: Props) {
  const say = { ...words.reflection, ...own };
  const { busy, fault, run } = useActing({ failed: say.failed, offline: say.failed });
  const [consent, setConsent] = useState(known);
  const load = () =>
    run(async () => {
      const { viewer } = await ask(ReflectionConsent, {});
      setConsent(viewer?.agreements[0] ?? null);
      return null;
    });
  useEffect(() => {
    if (known === null) void load();
  }, []);
  const agree = ({ kind, text: { version } }: ConsentFactsFragment) =>
    run(async () => {
      const { agreeToTexts } = await ask(GiveReflectionConsent, { input: { texts: [{ kind, version }] } });
      const refused = refusedIn(agreeToTexts);
      if (refused === null) given();
      if (refused?.code !== 'TEXT_CHANGED') return refused?.message ?? null;
      const { viewer } = await ask(ReflectionConsent, {});
      setConsent(viewer?.agreements[0] ?? null);
      return say.textChanged;
    });
  return (
    <div class="box consent">
      {consent === null ? (
        <p class="loading">{words.shell.loading}</p>
      ) : (
        <>
          <p>{consent.version === null ? say.why : say.newer}</p>
          <h3 lang={asWritten()}>{consent.text.title}</h3>
          <p class="note">{say.version(consent.text.version, dayText(consent.text.effectiveOn))}</p>
          {paragraphsOf(consent.text.text).map((one) => (
            <p key={one} lang={asWritten()}>
              {one}
            </p>
          ))}
          <p class="note">{say.optional}</p>
        </>
      )}
      <Result fault={fault} done={null} />
      <p class="actions">
        <button
          type="button"
          class="quiet"
          aria-busy={busy}
          onClick={() => void (consent === null ? load() : agree(consent))}
        >
          {consent === null ? words.shell.again : waits ? say.agreeAndSave : say.agree}
        </button>
      </p>
    </div>
  );
}
