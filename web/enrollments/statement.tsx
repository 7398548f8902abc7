import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Status } from '../design/parts/status.tsx';
import { SignAttestation, type StatementQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { langOfTold } from '../words/told.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import './statement.css';
import { signingOf } from './statementRules.ts';

type Round = Extract<NonNullable<StatementQuery['node']>, { __typename: 'Enrollment' }>;

/** /learn/:id/statement */
export function Page({ data: { node, viewer }, parameters, take, refresh }: Shown<StatementQuery>) {
  if (node === null || !('attestationText' in node)) return <p>{words.shell.missing}</p>;
  const say = words.statement;
  const round = `/learn/${encodeURIComponent(parameters.id ?? node.id)}`;
  const signing = signingOf(node);
  const legalName = viewer?.profile.legalName ?? null;
  return (
    <article class="statement">
      <h1>{say.title}</h1>
      {signing.state === 'SIGNED' ? (
        <Signed node={node} round={round} />
      ) : signing.state === 'CLOSED' ? (
        <p>{say.closed}</p>
      ) : signing.state === 'NOT_ASKED' ? (
        <p>{say.notAsked}</p>
      ) : signing.state === 'NOT_TAUGHT' ? (
        <>
          <p>
            <Status tone="plain">{say.notYet}</Status>
          </p>
          <ul>
            {signing.because.map((one) => (
              <li key={one} lang={langOfTold(one)}>
                {one}
              </li>
            ))}
          </ul>
        </>
      ) : signing.state === 'NOT_YET' ? (
        <>
          <p>
            <Status tone="plain">{say.notYet}</Status>
          </p>
          <p>{say.notOpen}</p>
          <ul>
            {signing.missing.map((what) => (
              <li key={what}>
                {what === 'EVALUATION' ? (
                  <a href={`${round}/evaluation`}>{say.evaluationFirst}</a>
                ) : what === 'TEST' ? (
                  say.testFirst
                ) : (
                  say.contentFirst
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p class="lead">{node.basis === 'INSTRUCTOR' ? say.introTaught : say.intro}</p>
          {signing.state === 'AGAIN' ? (
            <p>
              {say.signAgain} <span lang={asWritten()}>{signing.because.join(' ')}</span>
            </p>
          ) : null}
          <Sign node={node} legalName={legalName} take={take} refresh={refresh} />
        </>
      )}
      <p>
        <a href={round}>{say.back}</a>
      </p>
    </article>
  );
}

function Signed({ node, round }: { node: Round; round: string }) {
  const say = words.statement;
  return (
    <>
      <p role="status">
        <Status tone="good">{say.signed}</Status>
      </p>
      <p>{say.signedOn(dayText(node.attestedAt ?? ''))}</p>
      <Text node={node} changed={false} />
      <p class="actions">
        <a class="action" href={`${round}/claim`}>
          {say.toClaim}
        </a>
      </p>
    </>
  );
}

function Text({ node, changed }: { node: Round; changed: boolean }) {
  const say = words.statement;
  return (
    <figure class={changed ? 'box changed' : 'box'}>
      {changed ? <Status tone="warn">{say.newText}</Status> : null}
      <blockquote lang={asWritten()}>{node.attestationText.text}</blockquote>
      <figcaption class="note">{say.version(node.attestationText.version)}</figcaption>
    </figure>
  );
}

type SignProps = Pick<Shown<unknown>, 'take' | 'refresh'> & { node: Round; legalName: string | null };

function Sign({ node, legalName, take, refresh }: SignProps) {
  const say = words.statement;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const notice = useRef<HTMLParagraphElement>(null);
  const busy = useRef(false);
  useEffect(() => {
    if (fault !== null) input.current?.focus();
  }, [fault]);
  useEffect(() => {
    if (changed) notice.current?.focus();
  }, [changed]);

  const sign = async () => {
    if (busy.current) return;
    if (typed.trim() === '') return setFault(say.needsName);
    busy.current = true;
    setFault(null);
    const input = { enrollmentId: node.id, textVersion: node.attestationText.version, typedName: typed };
    try {
      const { signAttestation: answer } = await ask(SignAttestation, { input });
      if (answer?.__typename === 'SignAttestationPayload') take(answer);
      else if (answer?.__typename === 'TextChangedError') {
        await refresh();
        setChanged(true);
      } else if (answer?.__typename === 'BlockedError')
        setFault(answer.blockers.map(({ message }) => message).join(' '));
      else setFault(answer?.message ?? words.shell.notSent);
    } catch (error) {
      setFault((error instanceof Error && error.message) || words.shell.notSent);
    }
    busy.current = false;
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      {changed ? (
        <p class="warn" role="status" tabIndex={-1} ref={notice}>
          {say.changed}
        </p>
      ) : null}
      <Text node={node} changed={changed} />
      {legalName === null ? (
        <>
          <p>{say.nameMissing}</p>
          <p class="actions">
            <a class="action" href="/me">
              {say.toProfile}
            </a>
          </p>
        </>
      ) : (
        <>
          <Field
            label={say.name}
            hint={say.nameHint(legalName)}
            name="typedName"
            autocomplete="off"
            maxLength={120}
            value={typed}
            fault={fault}
            inputRef={input}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <p class="actions">
            <button type="submit">{say.sign}</button>
            <a class="action quiet" href="/me">
              {say.wrongName}
            </a>
          </p>
        </>
      )}
    </form>
  );
}
