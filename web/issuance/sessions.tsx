import type { HoursKind } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';

type Session = { on: string; timeZone: string; place: string; format: string };

/** In a list of facts: on which days and where a training was attended or taught. */
export function Sessions({ sessions, hoursAre }: { sessions: readonly Session[]; hoursAre: HoursKind }) {
  if (sessions.length === 0) return null;
  return (
    <div>
      <dt>{words.issuance.sessions[hoursAre]}</dt>
      {sessions.map(({ on, timeZone, place, format }) => (
        <dd key={`${on} ${place} ${format}`}>
          {dayText(on)} ({timeZone}).{' '}
          <span lang={asWritten()}>
            {place} ({format})
          </span>
        </dd>
      ))}
    </div>
  );
}
