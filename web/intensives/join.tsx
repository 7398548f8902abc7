import { useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Staying } from '../care/staying.tsx';
import { Fault } from '../design/parts/fault.tsx';
import { go } from '../go.ts';
import { AcceptPair, ClaimPlace, type JoinPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { keepLanguage } from '../words/languages.ts';
import { serious } from '../words/serious.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { Rules } from './policy.tsx';
import { timeInWords } from './rules.ts';

/** /join/:kind/:secret: takes up an invitation (pair), or a place that somebody gives (place). */
export function Page({ parameters, data: { viewer } }: Shown<JoinPageQuery>) {
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
      <Staying />
      <h1 data-title={say.title}>{isPair ? words.join.pair : words.join.place}</h1>
      <p>{isPair ? words.join.pairText : words.join.placeText}</p>
      {viewer?.invitation == null ? <p class="box">{words.join.unknown}</p> : <Invited to={viewer.invitation} />}
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

type Invitation = NonNullable<NonNullable<JoinPageQuery['viewer']>['invitation']>;

/** What one says yes to: nobody is asked blind. */
function Invited({ to: { isPair, intensive } }: { to: Invitation }) {
  const say = words.intensives;
  const { organization, startsAt, endsAt, timeZone, instructors, policy } = intensive;
  const time = (at: string | null) => (at === null ? '' : timeInWords(at, timeZone, languageNow()));
  return (
    <>
      <dl>
        <div>
          <dt>{words.join.what}</dt>
          <dd lang={asWritten()}>{intensive.title}</dd>
        </div>
        <div>
          <dt>{words.join.with}</dt>
          <dd>
            {organization.legalName}
            <br />
            {instructors.map(({ name, credentials }) => [name, credentials].filter(Boolean).join(', ')).join('; ')}
          </dd>
        </div>
        <div>
          <dt>{say.when}</dt>
          <dd>
            {time(startsAt)}
            {endsAt === null ? null : ` – ${time(endsAt)}`}
          </dd>
        </div>
        <div>
          <dt>{say.where}</dt>
          <dd>{intensive.place}</dd>
        </div>
      </dl>
      {intensive.kind === 'TRAINING' ? null : (
        <div class="box">
          {isPair && organization.screensPairs ? <p>{words.join.alone}</p> : null}
          <p>{words.join.no}</p>
          <p>
            <a href={keepLanguage('/safety#call')}>{words.join.help}</a>
          </p>
        </div>
      )}
      <details>
        <summary>{say.policy}</summary>
        <Rules policy={policy} />
      </details>
    </>
  );
}
