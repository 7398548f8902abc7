import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { Field } from '../design/parts/field.tsx';
import { Select } from '../design/parts/select.tsx';
import { type DeskCertificatesQuery, DeskFound, type DeskPageFragment } from '../graphql/generated.ts';
import { Status } from '../issuance/status.tsx';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { NoRole, WayBack } from './frame.tsx';
import { filterOf, MOST_COUNTED, roleIn } from './rules.ts';
import './desk.css';

type Filter = ReturnType<typeof filterOf<(typeof STATUSES)[number]>>;
type Found = DeskPageFragment & { filter: Filter };

const STATUSES = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN'] as const;
const NONE: DeskPageFragment = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** /desk/:org/certificates */
export function Page({ data, parameters }: Shown<DeskCertificatesQuery>) {
  const say = words.desk;
  const org = parameters.org ?? '';
  const role = roleIn(data.viewer?.organizations ?? [], org);
  const whole: Found = { ...(data.organization?.certificates ?? NONE), filter: null };
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (role === null) return <NoRole />;
  const now = found ?? whole;

  const load = async (filter: Filter, before: Found['nodes'], after: string | null) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      const { organization } = await ask(DeskFound, { org, filter: filter ?? {}, after });
      const page = organization?.certificates;
      if (page != null) setFound({ ...page, nodes: [...before, ...page.nodes], filter });
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1 data-title={say.certificates}>{say.certificates}</h1>
      <p class="note">{say.recorded}</p>
      <Finder
        busy={busy}
        narrowed={now.filter !== null}
        find={(filter) => void load(filter, [], null)}
        clear={() => setFound(null)}
      />
      <p class="note" role="status">
        {now.totalCount > MOST_COUNTED ? say.overTotal(MOST_COUNTED) : say.total(now.totalCount)}
      </p>
      {now.nodes.length > 0 ? <Table org={org} rows={now.nodes} /> : null}
      {now.nodes.length === 0 ? <p>{now.filter === null ? say.emptyAll : say.emptyFound}</p> : null}
      <Fault text={fault} />
      {now.pageInfo.hasNextPage ? (
        <p class="actions">
          <button
            type="button"
            class="quiet"
            aria-busy={busy}
            onClick={() => void load(now.filter, now.nodes, now.pageInfo.endCursor)}
          >
            {say.more}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Table({ org, rows }: { org: string; rows: DeskPageFragment['nodes'] }) {
  const say = words.desk;
  return (
    <table class="stacks listed">
      <caption>{say.caption}</caption>
      <thead>
        <tr>
          {[say.number, say.name, say.course, say.doneOn, say.status].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ printedName, certificate: { number, status, courseTitle, completedOn, credits } }) => (
          <tr key={number}>
            <th scope="row">
              <a class="number" href={`/desk/${org}/certificates/${number}`}>
                {number}
              </a>
            </th>
            <td data-head={say.name}>{printedName ?? say.erased}</td>
            <td data-head={say.course} lang={asWritten()}>
              {[courseTitle, ...credits.map(({ body }) => body)].join(' · ')}
            </td>
            <td data-head={say.doneOn}>{dayText(completedOn)}</td>
            <td data-head={say.status}>
              <Status status={status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type FinderProps = { busy: boolean; narrowed: boolean; find: (filter: Filter) => void; clear: () => void };

function Finder({ busy, narrowed, find, clear }: FinderProps) {
  const say = words.desk;
  const [status, setStatus] = useState<(typeof STATUSES)[number] | ''>('');
  const options = [
    { value: '', label: say.anyStatus },
    ...STATUSES.map((value) => ({ value, label: words.issuance.status[value] })),
  ];
  return (
    <search>
      <form
        class="find"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const filter = filterOf(String(new FormData(event.currentTarget).get('text') ?? ''), status);
          if (filter === null) clear();
          else find(filter);
        }}
        onReset={() => {
          setStatus('');
          clear();
        }}
      >
        <Field label={say.search} hint={say.searchHint} name="text" maxLength={200} />
        <Select
          label={say.status}
          name="status"
          value={status}
          options={options}
          onChange={(value) => setStatus(STATUSES.find((one) => one === value) ?? '')}
        />
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
