import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { DeskConsultationsQuery } from '../graphql/generated.ts';
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
      <ToCome org={org} {...organization.intensives} />
    </section>
  );
}

type Events = NonNullable<DeskConsultationsQuery['organization']>['intensives'];

function ToCome({ org, nodes, pageInfo }: Events & { org: string }) {
  const say = words.consultations;
  const coming = toCome(nodes, Date.now());
  return (
    <>
      <h2>{say.toCome}</h2>
      {pageInfo.hasNextPage ? <p class="note">{say.ofNewest}</p> : null}
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
    </>
  );
}
