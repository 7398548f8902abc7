import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { type AgreementFactsFragment, PrivacyAgree, PrivacyWithdraw } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { addressOf, paragraphs } from './rules.ts';

type Props = { agreements: AgreementFactsFragment[]; zone: string | null; take: (answer: unknown) => void };

/** What a person agreed to, when and in which version; the consent can be taken back and given here. */
export function Agreements({ agreements, zone, take }: Props) {
  const say = words.privacy.texts;
  const { busy, fault, run } = useActing(words.privacy);
  const change = (act: () => Promise<object | null>) =>
    run(async () => {
      const answer = await act();
      const refused = refusedIn(answer);
      if (refused === null) take(answer);
      return refused?.message ?? null;
    });
  const [asking, setAsking] = useState(false);
  const [emptied, setEmptied] = useState<string | null>(null);
  const withdraw = () =>
    change(async () => {
      const { withdrawAgreement: answer } = await ask(PrivacyWithdraw, { input: { kind: 'THERAPY_DATA' } });
      if (answer !== null && 'emptiedReflections' in answer)
        setEmptied(say.emptied(answer.emptiedReflections, answer.deletedCareRecords));
      setAsking(false);
      return answer;
    });
  const give = (version: string) => {
    setEmptied(null);
    return change(
      async () => (await ask(PrivacyAgree, { input: { texts: [{ kind: 'THERAPY_DATA', version }] } })).agreeToTexts,
    );
  };
  return (
    <>
      <ul class="rows">
        {agreements.map(({ kind, version, agreedAt, withdrawnAt, needed, text }) => (
          <li key={kind}>
            <a href={addressOf(kind)} lang={asWritten()}>
              {text.title}
            </a>
            <p class="note">
              {version !== null && agreedAt !== null
                ? say.agreed(version, dayText(agreedAt, zone))
                : withdrawnAt === null
                  ? say.notAgreed
                  : say.withdrawn(dayText(withdrawnAt, zone))}
              {needed && version !== null ? `. ${say.newer}` : null}
              {kind === 'THERAPY_DATA' && version !== null && version !== text.version ? `. ${say.consentNewer}` : null}
            </p>
            {kind === 'THERAPY_DATA' ? (
              <>
                {version === null ? paragraphs(text.text).map((one) => <p key={one}>{one}</p>) : null}
                {asking ? (
                  <div class="box">
                    <p>{say.withdrawWarn}</p>
                    <p>{say.withdrawCare}</p>
                    <p class="actions">
                      <button type="button" aria-busy={busy} onClick={() => void withdraw()}>
                        {say.withdrawNow}
                      </button>
                      <button type="button" class="quiet" onClick={() => setAsking(false)}>
                        {say.keep}
                      </button>
                    </p>
                  </div>
                ) : (
                  <button
                    type="button"
                    class="quiet"
                    aria-busy={busy}
                    aria-label={`${version === null ? say.give : say.withdraw}: ${text.title}`}
                    onClick={() => (version === null ? void give(text.version) : setAsking(true))}
                  >
                    {version === null ? say.give : say.withdraw}
                  </button>
                )}
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <Result fault={fault} done={emptied} />
    </>
  );
}
