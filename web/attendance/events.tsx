import { NoRole, WayBack } from '../desk/frame.tsx';
import { roleIn } from '../desk/rules.ts';
import type { DeskEventsQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';

/** /desk/:org/intensives */
export function Page({ data, parameters }: Shown<DeskEventsQuery>) {
  const say = words.attendance;
  const role = roleIn(data.viewer?.organizations ?? [], parameters.org ?? '');
  if (role === null) return <NoRole />;
  const events = data.organization?.intensives.nodes ?? [];
  return (
    <section class="desk">
      <WayBack role={role} />
      <h1>{say.events}</h1>
      {events.length === 0 ? <p>{say.noEvents}</p> : null}
      <ul class="places">
        {events.map((event) => (
          <li key={event.id}>
            <h2>
              <a href={`/desk/${role.organization.slug}/intensives/${encodeURIComponent(event.id)}`} lang={asWritten()}>
                {event.title}
              </a>
            </h2>
            <p>
              {say.kinds[event.kind] ?? event.kind}
              <br />
              {standing(event)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Event = { publishedAt: string | null; cancelledAt: string | null; startsAt: string | null; timeZone: string };

export function standing({ publishedAt, cancelledAt, startsAt, timeZone }: Event): string {
  const say = words.attendance;
  if (cancelledAt !== null) return say.canceled;
  if (publishedAt === null) return say.draft;
  return startsAt === null ? say.dateOpen : dayText(startsAt, timeZone);
}
