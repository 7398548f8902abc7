import { useState } from 'preact/hooks';
import { useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import { type DeskConsultationsQuery, MoreConsultations } from '../graphql/generated.ts';
import { timeInWords } from '../intensives/rules.ts';
import type { Shown } from '../page.ts';
import { words } from '../words/words.ts';
import { asWritten, languageNow } from '../words/written.ts';
import { Schedule } from './schedule.tsx';
import { stateOf, toCome } from './slots.ts';
import '../desk/desk.css';
import './careDesk.css';

/** /desk/:org/consultations: free slots that one person books each. */
export function Page({ data, parameters, refresh }: Shown<DeskConsultationsQuery>) {
  const say = words.consultations;
  const org = parameters.org ?? '';
  const role = roleIn(data.viewer?.organizations ?? [], org);
  const { organization } = data;
  if (role === null || organization === null) return <NoRole />;
  const may = role.permissions.includes('MANAGE_INTENSIVES');
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1>{say.title}</h1>
      <p>{say.lead}</p>
      {may ? (
        <Schedule
          organizationId={organization.id}
          names={role.permissions.includes('MANAGE_CARE')}
          scheduled={() => refresh().catch(() => {})}
        />
      ) : (
        <p>{say.mayNot}</p>
      )}
      <ToCome org={org} first={organization.intensives} />
    </section>
  );
}

type Events = NonNullable<DeskConsultationsQuery['organization']>['intensives'];

function ToCome({ org, first }: { org: string; first: Events }) {
  const say = words.consultations;
  const [further, setFurther] = useState<readonly Events[]>([]);
  const { busy, fault, done, run } = useActing(say);
  const pages = [first, ...further];
  // What was planned meanwhile moves the pages: an event may come twice.
  const nodes = new Map(pages.flatMap((page) => page.nodes).map((event) => [event.id, event]));
  const coming = toCome([...nodes.values()], Date.now());
  const { hasNextPage, endCursor } = pages.at(-1)?.pageInfo ?? first.pageInfo;
  const more = async (): Promise<string | null> => {
    const { organization } = await ask(MoreConsultations, { org, after: endCursor });
    if (organization === null) return say.failed;
    setFurther([...further, organization.intensives]);
    return null;
  };
  return (
    <>
      <h2>{say.toCome}</h2>
      {coming.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <table class="stacks listed">
          <caption>{say.caption}</caption>
          <thead>
            <tr>
              {[say.when, say.what, say.state].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coming.map((event) => (
              <tr key={event.id}>
                <th scope="row">
                  <a href={`/desk/${org}/intensives/${encodeURIComponent(event.id)}`}>
                    {timeInWords(event.startsAt ?? '', event.timeZone, languageNow())}
                  </a>
                </th>
                <td data-head={say.what} lang={asWritten()}>
                  {event.title}
                </td>
                <td data-head={say.state}>{say.states[stateOf(event)]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Result fault={fault} done={done} />
      {hasNextPage ? (
        <p class="actions">
          <button type="button" class="quiet" aria-busy={busy} onClick={() => void run(more)}>
            {say.more}
          </button>
        </p>
      ) : null}
    </>
  );
}
