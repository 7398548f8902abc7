import { Status } from '../design/parts/status.tsx';
import type { EvaluationQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import './evaluation.css';
import { EvaluationForm } from './form.tsx';
import { openingOf } from './rules.ts';

/** /learn/:id/evaluation */
export function Page({ data: { node }, parameters, take, refresh }: Shown<EvaluationQuery>) {
  if (node === null || !('evaluation' in node)) return <p>{words.shell.missing}</p>;
  const say = words.evaluations;
  const round = `/learn/${encodeURIComponent(parameters.id ?? node.id)}`;
  const opening = openingOf(node);
  return (
    <article class="evaluation">
      <h1 data-title={say.title}>{node.evaluation.title}</h1>
      {opening === 'OPEN' ? (
        <EvaluationForm round={node} take={take} refresh={refresh} />
      ) : opening === 'DONE' ? (
        <Done at={node.evaluatedAt ?? ''} round={round} />
      ) : (
        <NotOpen opening={opening} />
      )}
      <p>
        <a href={round}>{say.back}</a>
      </p>
    </article>
  );
}

function Done({ at, round }: { at: string; round: string }) {
  const say = words.evaluations;
  return (
    <>
      <p role="status">
        <Status tone="good">{say.done}</Status>
      </p>
      <p>{say.doneAt(dayText(at))}</p>
      <p class="actions">
        <a class="action" href={`${round}/statement`}>
          {say.toStatement}
        </a>
      </p>
    </>
  );
}

function NotOpen({ opening }: { opening: 'CLOSED' | { missing: ('CONTENT' | 'TEST')[] } }) {
  const say = words.evaluations;
  if (opening === 'CLOSED') return <p>{say.closed}</p>;
  return (
    <>
      <p>
        <Status tone="plain">{say.notYet}</Status>
      </p>
      <p>{say.notOpen}</p>
      <ul>
        {opening.missing.map((what) => (
          <li key={what}>{what === 'CONTENT' ? say.contentFirst : say.testFirst}</li>
        ))}
      </ul>
    </>
  );
}
