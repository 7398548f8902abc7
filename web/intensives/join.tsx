import { useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { go } from '../go.ts';
import { AcceptPair, ClaimPlace, type JoinPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';

/** /join/:kind/:secret: takes up an invitation (pair), or a place that somebody gives (place). */
export function Page({ parameters }: Shown<JoinPageQuery>) {
  const say = words.intensives;
  const { kind = '', secret = '' } = parameters;
  const [adult, setAdult] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const isPair = kind === 'pair';
  const accept = async () => {
    if (!adult) return setFault(say.adultBox);
    try {
      const input = { secret, adult };
      const { answer } = isPair ? await ask(AcceptPair, { input }) : await ask(ClaimPlace, { input });
      if (answer === null) return setFault(words.shell.failedTitle);
      if (answer.__typename !== 'AcceptPairPayload' && answer.__typename !== 'ClaimPlacePayload')
        return setFault(answer.message);
      go(`/registrations/${answer.registration?.id ?? ''}`, 'replace');
    } catch (error) {
      setFault(error instanceof UnansweredError && error.message !== '' ? error.message : words.shell.notSent);
    }
  };
  return (
    <section class="narrow">
      <h1>{isPair ? say.joinPair : say.joinPlace}</h1>
      <p>{isPair ? say.joinPairText : say.joinPlaceText}</p>
      <label class="choice">
        <input type="checkbox" checked={adult} onChange={({ currentTarget }) => setAdult(currentTarget.checked)} />
        <span lang={asWritten()}>{serious.ofAge(18)}</span>
      </label>
      <Fault text={fault} />
      <p class="actions">
        <button type="button" onClick={() => void accept()}>
          {say.join}
        </button>
      </p>
    </section>
  );
}
