import { Missing } from '../design/parts/missing.tsx';
import type { ClaimPageQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { langOfTold } from '../words/told.ts';
import { words } from '../words/words.ts';
import { ClaimForm } from './claimForm.tsx';
import { claimWords } from './claimWords.ts';
import { Preview } from './preview.tsx';
import { lacking, placeOf } from './rules.ts';
import './claim.css';

/** /learn/:id/claim */
export function Page({ data, refresh }: Shown<ClaimPageQuery>) {
  const { node, viewer } = data;
  const say = words.issuance;
  if (node?.__typename !== 'Enrollment' || viewer === null) return <Missing />;
  const missing = node.certificate === null ? lacking(node.blockers) : [];
  if (node.certificate === null && node.withdrawnAt !== null)
    return (
      <section class="narrow">
        <h1>{say.withdrawnTitle}</h1>
        <p>{say.withdrawn}</p>
      </section>
    );
  return (
    <section class="claim">
      <h1>{node.certificate === null ? say.claimTitle : say.claimedTitle}</h1>
      {missing.length > 0 ? <NotYet id={node.id} missing={missing} /> : null}
      {node.claimPreview === null ? null : (
        <>
          <p class="lead">{claimWords(node.purpose).intro}</p>
          <h2>{say.willPrint}</h2>
          <Preview key={node.claimPreview.printedName} facts={node.claimPreview} />
        </>
      )}
      {missing.length > 0 ? null : (
        <ClaimForm round={node} licenses={viewer.licenses} name={viewer.profile.legalName} refresh={refresh} />
      )}
    </section>
  );
}

type Lacking = { code: string; message: string };

function NotYet({ id, missing }: { id: string; missing: readonly Lacking[] }) {
  const say = words.issuance;
  return (
    <div class="box">
      <h2>{say.notYet}</h2>
      <p>{say.notYetIntro}</p>
      <ul>
        {missing.map((one) => {
          const place = placeOf(one, id);
          return (
            <li key={one.message}>
              <span lang={langOfTold(one.message)}>{one.message}</span>{' '}
              {place === null ? null : <a href={place}>{say.doIt}</a>}
            </li>
          );
        })}
      </ul>
      <p>
        <a href={`/learn/${encodeURIComponent(id)}`}>{say.toRound}</a>
      </p>
    </div>
  );
}
