import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Copy } from '../design/parts/copy.tsx';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { ShareTranscript, StopSharing } from '../graphql/generated.ts';
import { licenseText } from '../licenses/rules.ts';
import { dayFromNow, dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { Rows } from './rows.tsx';
import { sharable, sharedRows } from './rules.ts';
import type { Links, Transcript, TranscriptLicense } from './shapes.ts';

type Props = {
  license: TranscriptLicense;
  transcript: Transcript;
  links: Links;
  take: (answer: unknown) => void;
  refresh: () => Promise<void>;
  more: () => Promise<void>;
};
const [USUAL_DAYS, MOST_DAYS] = [30, 365];

/** The rows of a transcript, with boxes while some are chosen for a link, and the links that work. */
export function Sharing({ license, transcript, links, take, refresh, more }: Props) {
  const say = words.credits;
  const [open, setOpen] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [fault, setFault] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const [busy, setBusy] = useState(false);
  const { nodes, pageInfo } = transcript.rows;
  const any = nodes.some(sharable);

  const share = async (expiresOn: string) => {
    const rows = nodes.filter((row, at) => ticked.has(at) && sharable(row));
    if (busy) return;
    if (rows.length === 0) return setFault(say.tickFirst);
    setBusy(true);
    setFault(null);
    try {
      const input = {
        licenseId: license.id,
        cycleStartsOn: transcript.cycle?.startsOn,
        expiresOn,
        ...sharedRows(rows),
      };
      const { createTranscriptLink: told } = await ask(ShareTranscript, { input });
      if (told !== null && 'url' in told) {
        setMade(told.url);
        setStopped(false);
        setOpen(false);
        setTicked(new Set());
        await refresh();
      } else {
        const fields = told !== null && 'fields' in told ? told.fields.map(({ message }) => message).join(' ') : '';
        setFault(fields || (told?.message ?? say.failed));
      }
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  const stop = async (linkId: string) => {
    setFault(null);
    try {
      const answer = await ask(StopSharing, { input: { linkId } });
      const told = answer.revokeTranscriptLink;
      if (told !== null && 'link' in told) {
        setMade(null);
        setStopped(true);
        take(answer);
      } else setFault(told?.message ?? say.failed);
    } catch {
      setFault(say.failed);
    }
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void share(String(new FormData(event.currentTarget).get('expiresOn') ?? ''));
        }}
      >
        <Rows license={licenseText(license)} rows={nodes} ticked={open ? ticked : null} tick={setTicked} />
        {pageInfo.hasNextPage ? (
          <button type="button" class="quiet" onClick={() => void more()}>
            {say.more}
          </button>
        ) : null}
        {open ? (
          <>
            <p>{say.shareIntro}</p>
            <Field
              label={say.until}
              hint={say.untilHint}
              name="expiresOn"
              type="date"
              required
              defaultValue={dayFromNow(USUAL_DAYS)}
              min={dayFromNow(0)}
              max={dayFromNow(MOST_DAYS)}
            />
          </>
        ) : null}
        <Fault text={fault} />
        <p class="actions">
          {open ? (
            <button type="submit" aria-busy={busy}>
              {say.makeLink}
            </button>
          ) : any ? (
            <button type="button" class="quiet" onClick={() => setOpen(true)}>
              {say.share}
            </button>
          ) : null}
        </p>
        {nodes.length > 0 && !any ? <p class="note">{say.nothingToShare}</p> : null}
      </form>
      <div role="status">
        {stopped ? <p>{say.stopped}</p> : null}
        {made === null ? null : (
          <div class="box">
            <p>{say.linkMade}</p>
            <p class="number">{made}</p>
            <Copy text={made} label={say.copy} copied={say.copied} failed={say.notCopied} />
          </div>
        )}
      </div>
      {links.length === 0 ? null : (
        <>
          <h3>{say.links}</h3>
          <ul class="links">
            {links.map(({ id, rowCount, expiresOn, createdAt }) => (
              <li key={id}>
                {say.linkOf(rowCount, dayText(expiresOn))}, {say.made(dayText(createdAt))}{' '}
                <button
                  type="button"
                  class="quiet"
                  aria-label={say.stopOf(say.linkOf(rowCount, dayText(expiresOn)))}
                  onClick={() => void stop(id)}
                >
                  {say.stop}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
