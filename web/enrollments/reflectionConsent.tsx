import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { type ConsentFactsFragment, GiveReflectionConsent, ReflectionConsent } from '../graphql/generated.ts';
import { dayText } from '../words/days.ts';
import { words } from '../words/words.ts';
import { paragraphsOf } from './rules.ts';

type Props = {
  consent: ConsentFactsFragment;
  /** Whether something was written that waits. */
  waits: boolean;
  renew: (consent: ConsentFactsFragment) => void;
  given: () => void;
};

/** Asks for the consent where the text is written. Whoever gives none leaves it, and goes on. */
export function AskConsent({ consent: { kind, version, text }, waits, renew, given }: Props) {
  const say = words.enrollments.player;
  const { busy, fault, run } = useActing({ failed: say.failed, offline: say.failed });
  const [changed, setChanged] = useState(version !== null);
  const agree = () =>
    run(async () => {
      const input = { texts: [{ kind, version: text.version }] };
      const refused = refusedIn((await ask(GiveReflectionConsent, { input })).agreeToTexts);
      if (refused === null) given();
      if (refused?.code !== 'TEXT_CHANGED') return refused?.message ?? null;
      const now = await consentNow();
      if (now !== null) renew(now);
      setChanged(true);
      return null;
    });
  return (
    <div class="box consent">
      <p>{changed ? say.consentNewer : say.consentWhy}</p>
      <h3>{text.title}</h3>
      <p class="note">{say.consentVersion(text.version, dayText(text.effectiveOn))}</p>
      {paragraphsOf(text.text).map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p class="note">{say.consentOptional}</p>
      <Result fault={fault} done={null} />
      <p class="actions">
        <button type="button" class="quiet" aria-busy={busy} onClick={() => void agree()}>
          {waits ? say.consentSave : say.consentGive}
        </button>
      </p>
    </div>
  );
}

/** The text as it is now, and how this person stands to it. */
export async function consentNow(): Promise<ConsentFactsFragment | null> {
  return (await ask(ReflectionConsent, {})).viewer?.agreements[0] ?? null;
}
