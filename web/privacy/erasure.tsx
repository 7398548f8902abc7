import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { chooseNothing } from '../device.ts';
import { type ErasureFactsFragment, PrivacyErase, PrivacyKeep } from '../graphql/generated.ts';
import { forget } from '../leave.ts';
import { tellSignedOut } from '../tabs.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';

type Viewer = { email: string; erasure: ErasureFactsFragment | null; profile: { timeZone: string | null } };
type Props = { viewer: Viewer; take: (answer: unknown) => void; refresh: () => Promise<void> };

/** Erasing the account: what goes, what stays and until when, and how to call it off. */
export function Erasure({ viewer, take, refresh }: Props) {
  const say = words.privacy.erasure;
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const [gone, setGone] = useState<string | null>(null);
  const { busy, fault, run } = useActing(words.privacy);

  const erase = () =>
    run(async () => {
      const { requestErasure } = await ask(PrivacyErase, { input: { confirmation: typed.trim() } });
      const refused = refusedIn(requestErasure);
      if (refused !== null) return refused.message;
      forget();
      setAsked(false);
      const erasure = requestErasure !== null && 'erasure' in requestErasure ? requestErasure.erasure : null;
      if (erasure === null || erasure.carriedOutAt === null) await refresh();
      else {
        tellSignedOut();
        chooseNothing();
        setGone(erasure.notice);
      }
      return null;
    });
  const keep = (requestedAt: string) =>
    run(async () => {
      const { cancelErasure } = await ask(PrivacyKeep, { input: { requestedAt } });
      const refused = refusedIn(cancelErasure);
      if (refused === null) take(cancelErasure);
      return refused?.message ?? null;
    });

  if (gone !== null) return <Gone notice={gone} />;
  if (viewer.erasure !== null)
    return (
      <>
        <Waiting erasure={viewer.erasure} zone={viewer.profile.timeZone} />
        <Result fault={fault} done={null} />
        <button type="button" aria-busy={busy} onClick={() => void keep(viewer.erasure?.requestedAt ?? '')}>
          {say.cancel}
        </button>
      </>
    );
  return (
    <>
      <p>{say.goes}</p>
      <p>{say.goesCare}</p>
      <p>{say.stays}</p>
      <p>{say.waits}</p>
      {asked ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void erase();
          }}
        >
          <Field
            label={say.confirm}
            hint={say.confirmHint(viewer.email)}
            name="confirmation"
            type="email"
            autocomplete="off"
            required
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Result fault={fault} done={null} />
          <p class="actions">
            <button type="submit" aria-busy={busy}>
              {say.now}
            </button>
            <button type="button" class="quiet" onClick={() => setAsked(false)}>
              {words.privacy.erasure.no}
            </button>
          </p>
        </form>
      ) : (
        <button type="button" class="quiet" onClick={() => setAsked(true)}>
          {say.start}
        </button>
      )}
    </>
  );
}

function Waiting({ erasure, zone }: { erasure: ErasureFactsFragment; zone: string | null }) {
  const say = words.privacy.erasure;
  const { requestedAt, notice, heldBy, heldOrders } = erasure;
  return (
    <>
      <p>{say.requested(dayText(requestedAt, zone))}</p>
      <p class="box">{notice}</p>
      {heldBy.length + heldOrders.length === 0 ? null : (
        <>
          <h3>{say.held}</h3>
          <ul>
            {heldBy.map((one) => (
              <li key={one.certificateNumber}>
                {say.certificate(one.certificateNumber, one.organization, dayText(one.until, zone))}
              </li>
            ))}
            {heldOrders.map((one) => (
              <li key={one.orderId}>{say.order(one.organization, dayText(one.until, zone))}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The session is over, so the page holds nothing but this. */
function Gone({ notice }: { notice: string }) {
  const say = words.privacy.erasure;
  return (
    <dialog
      ref={(dialog) => {
        if (dialog !== null && !dialog.open) dialog.showModal();
      }}
      aria-labelledby="gone"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="gone">{say.doneTitle}</h2>
      <p>{notice}</p>
      <a class="action" href="/">
        {say.home}
      </a>
    </dialog>
  );
}
