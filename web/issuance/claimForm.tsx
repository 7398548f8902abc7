import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, UnansweredError } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { go } from '../go.ts';
import { ClaimCertificates, type ClaimCertificatesMutation } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { claimWords } from './claimWords.ts';
import { NameChange } from './nameChange.tsx';
import { OffersTable } from './offersTable.tsx';
import { claimedOffers, offerRows } from './rules.ts';
import type { Licenses, Round } from './shapes.ts';

type Props = { round: Round; licenses: Licenses; name: string | null; refresh: () => Promise<void> };
type Answer = NonNullable<ClaimCertificatesMutation['claimCredit']>;
type Paid = Extract<Answer, { awards: unknown }>;

/** Asks whether the name is right, and which credit to claim. The name was typed for the signature, so it is not typed again. After a claim it takes further credit. */
export function ClaimForm({ round, licenses, name, refresh }: Props) {
  const say = words.issuance;
  const own = claimWords(round.purpose);
  const [changing, setChanging] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<Paid | null>(null);
  const rows = offerRows(round.offers);
  const claimed = round.certificate !== null;

  const claim = async () => {
    if (busy) return;
    const offers = claimedOffers(rows, ticked);
    if (claimed && offers.length === 0) return setFault(say.tickFirst);
    setBusy(true);
    setFault(null);
    try {
      const input = { enrollmentId: round.id, printedName: name ?? '', offers };
      const { claimCredit } = await ask(ClaimCertificates, { input });
      if (claimCredit !== null && 'awards' in claimCredit) await shown(claimCredit);
      else {
        setFault(faultOf(claimCredit));
        await refresh();
      }
    } catch (error) {
      setFault((error instanceof UnansweredError && error.message) || say.failed);
    }
    setBusy(false);
  };
  const shown = async (paid: Paid) => {
    if (paid.awards.length === 0) return go(`/wallet/${paid.certificate.number}`, 'replace');
    setTicked(new Set());
    setGiven(paid);
    await refresh();
  };

  if (!claimed && (name === null || changing))
    return (
      <>
        <h2>{name === null ? own.missing : say.changeName}</h2>
        <NameChange
          name={name}
          label={own.label}
          hint={own.hint}
          done={async () => {
            await refresh();
            setChanging(false);
          }}
          close={name === null ? null : () => setChanging(false)}
        />
      </>
    );
  return (
    <>
      {round.certificate === null ? (
        <div class="box name-question">
          <p>
            {own.question} <strong>{name}</strong>
          </p>
          <button type="button" class="quiet" onClick={() => setChanging(true)}>
            {say.change}
          </button>
        </div>
      ) : (
        <Given number={round.certificate.number} given={given} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void claim();
        }}
      >
        {rows.length === 0 ? null : (
          <OffersTable rows={rows} licenses={licenses} ticked={ticked} tick={setTicked} claimed={claimed} />
        )}
        {claimed && !rows.some(({ open }) => open) ? null : (
          <>
            <Fault text={fault} />
            <p class="actions">
              <button type="submit" aria-busy={busy}>
                {busy ? say.claiming : claimed ? say.claimMore : say.claim}
              </button>
            </p>
            {claimed ? null : <p class="note">{say.claimFinal}</p>}
          </>
        )}
      </form>
    </>
  );
}

function Given({ number, given }: { number: string; given: Paid | null }) {
  const say = words.issuance;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (given !== null) box.current?.focus();
  }, [given]);
  return (
    <div class="box" ref={box} tabIndex={-1}>
      <p>
        {say.claimedIntro} <a href={`/wallet/${number}`}>{say.seeIt}</a>
      </p>
      {given === null ? null : (
        <>
          <p>{say.creditClaimed}</p>
          <ul>
            {given.awards.map(({ offerId, certificate }) => (
              <li key={offerId}>
                {certificate.credits[0]?.body}{' '}
                <a class="number" href={`/wallet/${certificate.number}`}>
                  {certificate.number}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function faultOf(answer: Exclude<Answer, Paid> | null): string {
  const say = words.issuance;
  if (answer === null) return say.notNow;
  if ('characters' in answer) return `${answer.message} ${say.undrawable(answer.characters)}`;
  const blockers = 'blockers' in answer ? answer.blockers : [];
  if (blockers.some(({ code }) => code === 'NAME_UNCONFIRMED')) return say.nameDiffers;
  const refused = 'refused' in answer ? answer.refused.flatMap((one) => one.blockers) : [];
  const sentences = [...new Set([...blockers, ...refused].map(({ message }) => message))];
  return [answer.message, ...sentences].join(' ');
}
