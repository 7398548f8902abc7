import type { AttendanceRecordFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { clockIn } from './rules.ts';

type Signed = AttendanceRecordFragment['days'][number]['signed'];

/** What was signed on a day: when, how it came to the record, and what no longer counts and why. */
export function SignedList({ signed, timeZone }: { signed: Signed; timeZone: string }) {
  const say = words.attendance;
  if (signed.length === 0) return <p class="note">{say.nothingSigned}</p>;
  return (
    <ul class="signed">
      {signed.map(({ id, kind, occurredAt, recordedAt, source, reason, takenAway }) => {
        const what = `${say.signedAs[kind]} ${clockIn(occurredAt, timeZone)}`;
        const from = say.sources[source as keyof typeof say.sources] ?? say.sources.OTHER;
        return (
          <li key={id}>
            {takenAway === null ? <strong>{what}</strong> : <del>{what}</del>}{' '}
            <span class="note">{from(clockIn(recordedAt, timeZone))}</span>
            {[reason === null ? null : say.because(reason), takenAway === null ? null : say.takenAway(takenAway)].map(
              (line) =>
                line === null ? null : (
                  <span class="note line" key={line} lang={asWritten()}>
                    {line}
                  </span>
                ),
            )}
          </li>
        );
      })}
    </ul>
  );
}
