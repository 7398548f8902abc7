import { useEffect, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { WalletSealing } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { fileState, LOOKS_MS } from './rules.ts';
import type { Held } from './shapes.ts';

type Props = { certificate: Held; take: (answer: unknown) => void };

/** The file of a certificate. While it is being sealed the page looks again by itself, and then when it is asked to. */
export function CertificateFile({ certificate, take }: Props) {
  const say = words.issuance;
  const state = fileState(certificate);
  const { number } = certificate;
  const [looks, setLooks] = useState(0);
  const [waited, setWaited] = useState(false);
  const wait = LOOKS_MS[looks];

  useEffect(() => {
    if (state !== 'SEALING' || wait === undefined) return;
    setWaited(true);
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      ask(WalletSealing, { number }, { signal: aborter.signal })
        .then(take, () => {})
        .finally(() => setLooks((before) => before + 1));
    }, wait);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [state, wait, number, take]);

  const look = () => {
    ask(WalletSealing, { number }).then(take, () => {});
  };
  return (
    <>
      <p role="status">
        {state === 'SEALING' ? say.sealing : null}
        {state === 'READY' && waited ? say.sealed : null}
        {state === 'NONE' ? say.noFile : null}
        {state === 'WITHDRAWN' ? say.withdrawnFile : null}
      </p>
      {state === 'SEALING' && wait === undefined ? (
        <button type="button" class="quiet" onClick={look}>
          {say.lookAgain}
        </button>
      ) : null}
      {state === 'READY' ? (
        <>
          <p class="actions">
            <a class="action" href={`/certificates/${number}.pdf`} download>
              {say.download}
            </a>
          </p>
          <p class="note">{say.keepFile}</p>
        </>
      ) : null}
    </>
  );
}
