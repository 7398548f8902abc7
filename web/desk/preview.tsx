import { useEffect, useState } from 'preact/hooks';
import { refusedIn } from '../acting.ts';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { DeskPreview, type PreviewForm } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { type Draft, inputOf } from './draft.ts';

/** So long nothing may change before a picture is asked for. */
const REST_MS = 500;

type Drawn = { base64: string } | { fault: string };

async function draw(organizationId: string, draft: Draft, form: PreviewForm, signal?: AbortSignal): Promise<Drawn> {
  const input = { organizationId, form, ...inputOf(draft) };
  const { previewCertificateLook: answer } = await ask(DeskPreview, { input }, signal === undefined ? {} : { signal });
  const refused = refusedIn(answer);
  if (answer === null || refused !== null || !('base64' in answer))
    return { fault: refused?.message ?? words.desk.failed };
  return { base64: answer.base64 };
}

const saidOf = (error: unknown): string =>
  error instanceof UnansweredError && error.why !== 'OFFLINE' ? error.message : words.desk.offline;

type Props = { organizationId: string; draft: Draft; whole: boolean; changed: boolean };

/** The picture of a certificate with the settings of the page, drawn anew whenever they rest. */
export function Preview({ organizationId, draft, whole, changed }: Props) {
  const say = words.desk;
  const [picture, setPicture] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const key = JSON.stringify(inputOf(draft));
  useEffect(() => {
    if (!whole) return;
    const aborter = new AbortController();
    const timer = setTimeout(
      async () => {
        setFault(null);
        const drawn = await draw(organizationId, draft, 'SVG', aborter.signal).catch((error) => ({
          fault: saidOf(error),
        }));
        if (aborter.signal.aborted) return;
        if ('base64' in drawn) setPicture(drawn.base64);
        else setFault(drawn.fault);
        setShown(key);
      },
      picture === null ? 0 : REST_MS,
    );
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [organizationId, key, whole]);
  const told = !whole ? say.notDrawn : shown !== key ? say.drawing : changed ? say.drawn : say.drawnSaved;
  return (
    <section class="look-picture">
      <h2>{say.preview}</h2>
      <div class="look-paper">
        {picture === null ? null : (
          <img
            src={`data:image/svg+xml;base64,${picture}`}
            width="842"
            height="595"
            alt={say.previewAlt(say.designs[draft.design])}
          />
        )}
      </div>
      <p class="note" role="status">
        {fault === null ? told : ''}
      </p>
      <Fault text={fault} />
      <p class="actions">
        <button
          type="button"
          class="quiet"
          onClick={async () => {
            const drawn = await draw(organizationId, draft, 'PDF').catch((error) => ({ fault: saidOf(error) }));
            if ('base64' in drawn) download(drawn.base64);
            else setFault(drawn.fault);
          }}
        >
          {say.pdf}
        </button>
      </p>
    </section>
  );
}

function download(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'certificate-preview.pdf';
  link.click();
  URL.revokeObjectURL(url);
}
