import { useId, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { TranscriptOfCycle } from '../graphql/generated.ts';
import { licenseText } from '../licenses/rules.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { pathOf } from './rules.ts';
import type { Links, Transcript, TranscriptLicense } from './shapes.ts';
import { Sharing } from './sharing.tsx';
import { Totals } from './totals.tsx';

type Props = {
  license: TranscriptLicense;
  links: Links;
  take: (answer: unknown) => void;
  refresh: () => Promise<void>;
};

/** One license in one cycle: what was earned and what is needed, its rows, its files and its links. */
export function TranscriptSection({ license, links, take, refresh }: Props) {
  const say = words.credits;
  const id = useId();
  const [chosen, setChosen] = useState<Transcript | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const transcript = chosen ?? license.transcript;
  if (transcript === null) return null;
  const { board, cycle, cycles } = transcript;

  const load = async (cycleStartsOn: string | null, before: Transcript | null, after: string | null) => {
    setFault(null);
    try {
      const answer = await ask(TranscriptOfCycle, { licenseId: license.id, cycleStartsOn, after });
      const next = answer.viewer?.creditTranscript ?? null;
      if (next === null) return setFault(say.failed);
      const earlier = before?.rows.nodes ?? [];
      setChosen({ ...next, rows: { ...next.rows, nodes: [...earlier, ...next.rows.nodes] } });
    } catch {
      setFault(say.failed);
    }
  };
  return (
    <section class="sheet-part" aria-labelledby={id}>
      <h2 id={id}>{licenseText(license)}</h2>
      <p class="note">
        {board === null ? say.noBoard : board.name}
        {board?.kind === 'LOG_ONLY' ? `. ${say.logOnly}` : null}
      </p>
      {cycles.length > 1 ? (
        <div class="field">
          <label for={`${id}-cycle`}>{say.otherCycle}</label>
          <select
            id={`${id}-cycle`}
            value={cycle?.startsOn}
            onChange={({ currentTarget }) => void load(currentTarget.value, null, null)}
          >
            {cycles.map(({ startsOn, endsOn }) => (
              <option key={startsOn} value={startsOn}>
                {say.cycle({ from: dayText(startsOn), to: dayText(endsOn) })}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <p>
        {cycle === null ? say.noCycle : say.cycle({ from: dayText(cycle.startsOn), to: dayText(cycle.endsOn) })}
        {cycle === null ? null : `. ${say.cycleEnds(dayText(cycle.endsOn))}`}
        {license.expiresOn === null ? null : ` ${say.expires(dayText(license.expiresOn))}`}
        {cycle === null ? (
          <>
            {' '}
            <a href="/licenses">{say.changeLicense}</a>
          </>
        ) : null}
      </p>
      <Totals license={licenseText(license)} transcript={transcript} />
      <p class="actions">
        <a
          class="action quiet"
          href={pathOf(transcript.pdfUrl)}
          download
          aria-label={`${say.pdf}: ${licenseText(license)}`}
        >
          {say.pdf}
        </a>
        <a
          class="action quiet"
          href={pathOf(transcript.csvUrl)}
          download
          aria-label={`${say.csv}: ${licenseText(license)}`}
        >
          {say.csv}
        </a>
      </p>
      <Fault text={fault} />
      <Sharing
        key={cycle?.startsOn ?? ''}
        license={license}
        transcript={transcript}
        links={links}
        take={take}
        refresh={refresh}
        more={() => load(cycle?.startsOn ?? null, transcript, transcript.rows.pageInfo.endCursor)}
      />
    </section>
  );
}
