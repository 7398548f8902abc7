import type { AttendanceRecordFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import { clockIn } from './rules.ts';

type Signed = AttendanceRecordFragment['days'][number]['signed'];
type Props = { signed: Signed; timeZone: string; parts: readonly { id: string; title: string }[] };

/** What was signed on a day: when, at which door, how it came to the record, and what no longer counts and why. */
export function SignedList({ signed, timeZone, parts }: Props) {
  const say = words.attendance;
  if (signed.length === 0) return <p class="note">{say.nothingSigned}</p>;
  return (
    <ul class="signed">
      {signed.map(({ id, kind, occurredAt, recordedAt, source, partId, reason, takenAway }) => {
        const what = `${say.signedAs[kind]} ${clockIn(occurredAt, timeZone)}`;
        const from = say.sources[source as keyof typeof say.sources] ?? say.sources.OTHER;
        return (
          <li key={id}>
            {takenAway === null ? <strong>{what}</strong> : <del>{what}</del>}{' '}
            <span class="note">{from(clockIn(recordedAt, timeZone))}</span>
            <Line text={parts.find((part) => part.id === partId)?.title} />
            <Line text={reason === null ? undefined : say.because(reason)} />
            <Line text={takenAway === null ? undefined : say.takenAway(takenAway)} />
          </li>
        );
      })}
    </ul>
  );
}

function Line({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <span class="note line" lang={asWritten()}>
      {text}
    </span>
  );
}
