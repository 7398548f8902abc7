import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { WalletFound, type WalletPageFragment, type WalletQuery } from '../graphql/generated.ts';
import { licenseText } from '../licenses/rules.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { FILTER_FROM, fileState, filterOf, shortAmount, yearsOf } from './rules.ts';
import { Status } from './status.tsx';
import './wallet.css';

type Row = WalletPageFragment['nodes'][number];
type Found = WalletPageFragment & { filter: ReturnType<typeof filterOf> };

/** /wallet */
export function Page({ data }: Shown<WalletQuery>) {
  const say = words.issuance;
  const whole = data.viewer?.certificates;
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (whole === undefined) return <h1>{say.walletTitle}</h1>;
  const now: Found = found ?? { ...whole, filter: null };

  const load = async (filter: Found['filter'], before: readonly Row[], after: string | null) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      const answer = await ask(WalletFound, { filter: filter ?? {}, after });
      const page = answer.viewer?.certificates;
      if (page !== undefined) setFound({ ...page, nodes: [...before, ...page.nodes], filter });
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  return (
    <section class="wallet">
      <h1>{say.walletTitle}</h1>
      <p class="note" role="status">
        {whole.totalCount === 0 ? '' : say.walletCount(now.totalCount)}
      </p>
      {whole.totalCount < FILTER_FROM ? null : (
        <Filter
          busy={busy}
          narrowed={now.filter !== null}
          years={yearsOf([...whole.nodes, ...(data.viewer?.oldest.nodes ?? [])].map(({ completedOn }) => completedOn))}
          licenses={data.viewer?.licenses ?? []}
          find={(filter) => void load(filter, [], null)}
          clear={() => setFound(null)}
        />
      )}
      {whole.totalCount === 0 ? <Empty /> : null}
      {whole.totalCount > 0 && now.nodes.length === 0 ? <p>{say.noneFound}</p> : null}
      <ul class="certificates">
        {now.nodes.map((row) => (
          <Certificate key={row.id} row={row} />
        ))}
      </ul>
      <Fault text={fault} />
      {now.pageInfo.hasNextPage ? (
        <button
          type="button"
          class="quiet"
          aria-busy={busy}
          onClick={() => void load(now.filter, now.nodes, now.pageInfo.endCursor)}
        >
          {say.more}
        </button>
      ) : null}
      <p class="actions">
        <a class="action quiet" href="/transcript">
          {say.transcript}
        </a>
        <a class="action quiet" href="/licenses">
          {say.licenses}
        </a>
      </p>
    </section>
  );
}

function Empty() {
  const say = words.issuance;
  return (
    <div class="box">
      <p>{say.walletEmpty}</p>
      <p>
        <a href="/learn">{say.walletLearn}</a>
      </p>
    </div>
  );
}

function Certificate({ row }: { row: Row }) {
  const say = words.issuance;
  const [credit] = row.credits;
  const earned =
    credit === undefined
      ? say.hours[row.hoursAre](shortAmount(row.hoursOfStudy))
      : say.creditOf(say.amountIn(shortAmount(credit.amount), credit.unit), credit.body);
  return (
    <li class="row">
      <div>
        <h2 lang={asWritten()}>{row.courseTitle}</h2>
        <p lang={credit === null ? undefined : asWritten()}>{earned}</p>
        <p class="note">
          {dayText(row.completedOn)} · {row.organization}
          <span class="number">{row.number}</span>
        </p>
      </div>
      <div class="row-end">
        <Status status={row.status} />
        <p class="actions">
          {fileState(row) === 'READY' ? (
            <a
              class="action quiet"
              href={`/certificates/${row.number}.pdf`}
              download
              aria-label={say.downloadOf(row.number)}
            >
              {say.downloadShort}
            </a>
          ) : null}
          <a class="action quiet" href={`/wallet/${row.number}`} aria-label={say.detailsOf(row.number)}>
            {say.details}
          </a>
        </p>
      </div>
    </li>
  );
}

const STATUSES = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN'] as const;

type FilterProps = {
  busy: boolean;
  narrowed: boolean;
  years: string[];
  licenses: NonNullable<WalletQuery['viewer']>['licenses'];
  find: (filter: ReturnType<typeof filterOf>) => void;
  clear: () => void;
};

function Filter({ busy, narrowed, years, licenses, find, clear }: FilterProps) {
  const say = words.issuance;
  return (
    <search aria-label={say.filter}>
      <form
        class="filter"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          const text = (name: string) => String(given.get(name) ?? '');
          const asked = { text: text('text'), status: text('status'), year: text('year'), license: text('license') };
          const filter = filterOf(asked);
          if (filter === null) clear();
          else find(filter);
        }}
        onReset={clear}
      >
        <Field label={say.filterText} name="text" maxLength={200} />
        <div class="field">
          <label for="filter-status">{say.filterStatus}</label>
          <select id="filter-status" name="status">
            <option value="">{say.anyStatus}</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {say.status[status]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="filter-year">{say.filterYear}</label>
          <select id="filter-year" name="year">
            <option value="">{say.anyYear}</option>
            {years.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </div>
        {licenses.length === 0 ? null : (
          <div class="field">
            <label for="filter-license">{say.filterLicense}</label>
            <select id="filter-license" name="license">
              <option value="">{say.anyLicense}</option>
              {licenses.map((license) => (
                <option key={license.id} value={license.id}>
                  {licenseText(license)}
                </option>
              ))}
            </select>
          </div>
        )}
        <p class="actions">
          <button type="submit" aria-busy={busy}>
            {say.find}
          </button>
          {narrowed ? (
            <button type="reset" class="quiet">
              {say.showAll}
            </button>
          ) : null}
        </p>
      </form>
    </search>
  );
}
