import type { TranscriptsQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { Reported } from './reported.tsx';
import { TranscriptSection } from './transcriptSection.tsx';
import './transcripts.css';

/** /transcript */
export function Page({ data, take, refresh }: Shown<TranscriptsQuery>) {
  const say = words.credits;
  const { viewer } = data;
  if (viewer === null) return <h1>{say.title}</h1>;
  const { licenses, transcript, transcriptLinks, reportedCertificates } = viewer;
  return (
    <section class="transcripts">
      <h1>{say.title}</h1>
      <p class="lead">{say.intro}</p>
      {licenses.length === 0 ? (
        <div class="box">
          <p>{say.noLicense}</p>
          <p>
            <a href="/licenses">{say.addLicense}</a>
          </p>
        </div>
      ) : null}
      {licenses.map((license) => (
        <TranscriptSection
          key={license.id}
          license={license}
          links={transcriptLinks.nodes.filter(({ licenseId, works }) => works && licenseId === license.id)}
          take={take}
          refresh={refresh}
        />
      ))}
      <section aria-labelledby="all-hours" class="sheet-part">
        <h2 id="all-hours">{say.allHours}</h2>
        <p>{say.hours(transcript.totalHours, transcript.count)}</p>
        <p>
          <a href="/wallet">{say.seeWallet}</a>
        </p>
      </section>
      <Reported certificates={reportedCertificates.nodes} refresh={refresh} />
    </section>
  );
}
