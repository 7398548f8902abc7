import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Copy } from '../design/parts/copy.tsx';
import { Fault } from '../design/parts/fault.tsx';
import { ShowName } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import type { Held } from './shapes.ts';

type Props = { certificate: Held; take: (answer: unknown) => void };

/** The public page of a certificate: its address, its code, and whether it shows the name. */
export function ShowToOthers({ certificate, take }: Props) {
  const say = words.issuance;
  const { number, verifyUrl, credentialUrl } = certificate;
  return (
    <>
      <h2>{say.show}</h2>
      <div class="show">
        <div>
          <p>{say.showIntro}</p>
          <p class="note">{say.address}</p>
          <p class="address">
            <a href={verifyUrl}>{verifyUrl}</a>
          </p>
          <Copy text={verifyUrl} label={say.copy} copied={say.copied} failed={say.notCopied} />
        </div>
        <img src={`/verify/${number}/code.svg`} alt={say.code} width="176" height="176" />
      </div>
      <NameThere certificate={certificate} take={take} />
      {certificate.sealing === 'DONE' ? (
        <details>
          <summary>{say.forPrograms}</summary>
          <p>{say.credentialHint}</p>
          <p class="address">
            <a href={credentialUrl}>{say.credential}</a>
          </p>
        </details>
      ) : null}
    </>
  );
}

function NameThere({ certificate: { id, nameShared, printedName }, take }: Props) {
  const say = words.issuance;
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (printedName === null) return null;
  const turn = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      const answer = await ask(ShowName, { input: { certificateId: id, shared: !nameShared } });
      const told = answer.shareCertificateName;
      if (told !== null && 'certificate' in told) take(answer);
      else setFault(told?.message ?? say.failed);
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  return (
    <>
      <p role="status">{nameShared ? say.nameShown : say.nameHidden}</p>
      <Fault text={fault} />
      <button type="button" class="quiet" aria-busy={busy} onClick={() => void turn()}>
        {nameShared ? say.hideName : say.showName}
      </button>
    </>
  );
}
