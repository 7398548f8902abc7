import { useEffect, useRef, useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask, askSignIn } from '../ask.ts';
import { Choice } from '../design/parts/choice.tsx';
import { Result } from '../design/parts/result.tsx';
import { choose, isDiscreet } from '../device.ts';
import { go } from '../go.ts';
import { type AgreementFactsFragment, PrivacyAgree, type WelcomeQuery } from '../graphql/generated.ts';
import { nextIn } from '../next.ts';
import type { Shown } from '../page.ts';
import { tellSignedOut } from '../tabs.ts';
import { dayText } from '../words/dates.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { addressOf, paragraphs, toAsk } from './rules.ts';

const goOn = () => go(nextIn(location.search), 'replace');

/** /welcome?next=ADDRESS, after every sign-in. Whoever has nothing to decide goes on at once. */
export function Page({ data: { viewer }, refresh }: Shown<WelcomeQuery>) {
  const agreements = viewer?.agreements ?? [];
  const [asked] = useState(() => toAsk(agreements));
  const [step, setStep] = useState<'SAFETY' | 'TEXTS'>(asked === 'FIRST' ? 'SAFETY' : 'TEXTS');
  useEffect(() => {
    if (asked === 'NOTHING') goOn();
  }, [asked]);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step === 'TEXTS' && asked === 'FIRST') top.current?.querySelector('h1')?.focus();
  }, [step, asked]);
  if (asked === 'NOTHING') return <p class="loading">{words.shell.loading}</p>;
  return (
    <div class="narrow welcome" ref={top}>
      {step === 'SAFETY' ? (
        <Safety done={() => setStep('TEXTS')} />
      ) : (
        <Texts agreements={agreements} first={asked === 'FIRST'} refresh={refresh} />
      )}
    </div>
  );
}

/** One page about reading safely, before anything else. */
function Safety({ done }: { done: () => void }) {
  const say = words.privacy.safety;
  const [discreet, setDiscreet] = useState(isDiscreet());
  return (
    <>
      <p class="eyebrow">{words.privacy.welcomeTitle}</p>
      <h1>{say.title}</h1>
      <p class="lead">{say.lead}</p>
      <p>{say.leave}</p>
      <p>{say.limits}</p>
      <p>
        <a href="/safety">{say.more}</a>
      </p>
      <fieldset>
        <legend>{say.ask}</legend>
        <Choice
          type="radio"
          name="discreet"
          label={say.plain}
          hint={say.plainHint}
          checked={!discreet}
          onChange={() => setDiscreet(false)}
        />
        <Choice
          type="radio"
          name="discreet"
          label={say.discreet}
          hint={say.discreetHint}
          checked={discreet}
          onChange={() => setDiscreet(true)}
        />
      </fieldset>
      <p class="actions">
        <button
          type="button"
          onClick={() => {
            if (discreet !== isDiscreet()) choose('discreet', discreet ? 'on' : null);
            done();
          }}
        >
          {say.go}
        </button>
      </p>
    </>
  );
}

type TextsProps = { agreements: AgreementFactsFragment[]; first: boolean; refresh: () => Promise<void> };

/** The texts that must be agreed to, and at first the consent that may be refused: each with a box of its own, none ticked. */
function Texts({ agreements, first, refresh }: TextsProps) {
  const say = words.privacy.agree;
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { busy, fault, run } = useActing(words.privacy);
  const shown = agreements.filter(({ needed, kind }) => needed || (first && kind === 'THERAPY_DATA'));
  const tick = (kind: string, on: boolean) => setTicked(on ? [...ticked, kind] : ticked.filter((one) => one !== kind));

  const agree = () =>
    run(async () => {
      if (shown.some(({ needed, kind }) => needed && !ticked.includes(kind)))
        return first ? say.missing : say.missingChanged;
      const texts = shown
        .filter(({ kind }) => ticked.includes(kind))
        .map(({ kind, text: { version } }) => ({ kind, version }));
      const { agreeToTexts } = await ask(PrivacyAgree, { input: { texts } });
      const refused = refusedIn(agreeToTexts);
      if (refused?.code === 'TEXT_CHANGED') {
        setTicked([]);
        await refresh();
        return say.textChanged;
      }
      if (refused === null) goOn();
      return refused?.message ?? null;
    });
  const rather = () =>
    run(async () => {
      const { ok, body } = await askSignIn('/sign-out', {});
      if (!ok) return body.message ?? words.privacy.failed;
      tellSignedOut();
      location.replace('/');
      return null;
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void agree();
      }}
    >
      <h1 tabIndex={-1}>{first ? say.title : say.changedTitle}</h1>
      <p class="lead">{first ? say.lead : say.changedLead}</p>
      {shown.map(({ kind, needed, text }) => (
        <section key={kind} class="box" aria-labelledby={kind}>
          <h2 id={kind} lang={asWritten()}>
            {text.title}
          </h2>
          <p class="note">{say.version(text.version, dayText(text.effectiveOn))}</p>
          {needed ? (
            <p>
              <a href={addressOf(kind)} target="_blank" rel="noopener">
                {say.read}: <span lang={asWritten()}>{text.title}</span>
              </a>
            </p>
          ) : (
            paragraphs(text.text).map((one) => (
              <p key={one} lang={asWritten()}>
                {one}
              </p>
            ))
          )}
          <Choice
            type="checkbox"
            name={kind}
            label={serious.agreements[kind]}
            labelLang={asWritten()}
            {...(needed ? {} : { hint: say.optional })}
            checked={ticked.includes(kind)}
            invalid={fault !== null && needed && !ticked.includes(kind)}
            onChange={(on) => tick(kind, on)}
          />
        </section>
      ))}
      <Result fault={fault} done={null} />
      <p class="actions">
        <button type="submit" aria-busy={busy}>
          {say.go}
        </button>
        <button type="button" class="quiet" onClick={() => void rather()}>
          {say.signOut}
        </button>
      </p>
    </form>
  );
}
