import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Fault } from '../design/parts/fault.tsx';
import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import {
  type AccommodationListFragment,
  type DeskAccommodationsQuery,
  MoreAccommodations,
} from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { StateWord } from './parts.tsx';
import '../desk/desk.css';

const NONE: AccommodationListFragment = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** /desk/:org/accommodations: what waits for an answer, and what was answered. */
export function Page({ data, parameters }: Shown<DeskAccommodationsQuery>) {
  const say = words.accommodations;
  const org = parameters.org ?? '';
  const role = roleIn(data.viewer?.organizations ?? [], org);
  const [more, setMore] = useState<AccommodationListFragment | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (role === null || !role.permissions.includes('ANSWER_ACCOMMODATIONS')) return <NoRole />;
  const first = data.organization?.accommodationRequests ?? NONE;
  const { nodes, pageInfo } = more ?? first;
  const load = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      const { organization } = await ask(MoreAccommodations, { org, after: pageInfo.endCursor });
      const page = organization?.accommodationRequests;
      if (page != null) setMore({ ...page, nodes: [...nodes, ...page.nodes] });
    } catch {
      setFault(say.failed);
    }
    setBusy(false);
  };
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1 data-title={say.inbox}>{say.inbox}</h1>
      <p class="note">{say.recorded}</p>
      {nodes.length === 0 ? <p>{say.none}</p> : <Table org={org} rows={nodes} />}
      <Fault text={fault} />
      {pageInfo.hasNextPage ? (
        <p class="actions">
          <button type="button" class="quiet" aria-busy={busy} onClick={() => void load()}>
            {say.more}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Table({ org, rows }: { org: string; rows: AccommodationListFragment['nodes'] }) {
  const say = words.accommodations;
  return (
    <table class="stacks listed">
      <caption>{say.caption}</caption>
      <thead>
        <tr>
          {[say.who, say.event, say.asked, say.state].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, intensive, askedAt, state }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/desk/${org}/accommodations/${encodeURIComponent(id)}`}>{name ?? say.noName}</a>
            </th>
            <td data-head={say.event} lang={asWritten()}>
              {intensive.title}
            </td>
            <td data-head={say.asked}>{dayText(askedAt)}</td>
            <td data-head={say.state}>
              <StateWord state={state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
