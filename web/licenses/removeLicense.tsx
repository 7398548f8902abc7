import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { DropLicense, type LicenseShownFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { licenseText } from './rules.ts';

type Props = {
  license: LicenseShownFragment;
  refresh: () => Promise<void>;
  done: (sentence: string) => void;
  cancel: () => void;
};

/** Asks before a license is removed. */
export function RemoveLicense({ license, refresh, done, cancel }: Props) {
  const say = words.licenses;
  const dialog = useRef<HTMLDialogElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { removeLicense } = await ask(DropLicense, { input: { licenseId: license.id } });
      if (removeLicense !== null && 'license' in removeLicense) {
        await refresh();
        return done(say.removed);
      }
      setFault(removeLicense?.message ?? say.failed);
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  return (
    <dialog ref={dialog} aria-labelledby="remove-license" onClose={cancel}>
      <h2 id="remove-license">{say.removeTitle}</h2>
      <p>
        <strong>{licenseText(license)}</strong>
      </p>
      <p>{say.removeText}</p>
      <Fault text={fault} />
      <p class="actions">
        <button type="button" aria-busy={busy} onClick={() => void remove()}>
          {say.removeYes}
        </button>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          {say.cancel}
        </button>
      </p>
    </dialog>
  );
}
