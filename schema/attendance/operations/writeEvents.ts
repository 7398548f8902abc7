import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

type Written = {
  intensiveId: IntensiveId;
  ordinal: number;
  recordedAt: Date;
  recordedBy: UserId;
  correctionId: string | null;
  ids: readonly string[];
  registrationIds: readonly string[];
  /** Empty for the door of the day. */
  segmentIds: readonly string[];
  keys: readonly string[];
  kinds: readonly string[];
  instants: readonly string[];
  sources: readonly string[];
};

const write = statement<Written, { key: string }>(
  'write_attendance_events',
  (
    p,
  ) => sql`insert into attendance_events (id, intensive_id, registration_id, day_ordinal, segment_id, key, kind, occurred_at,
      recorded_at, source, recorded_by, correction_id)
    select w.id, ${p('intensiveId')}, w.registration_id, ${p('ordinal')}, nullif(w.segment_id, '')::uuid, w.key, w.kind, w.at,
      ${p('recordedAt')}, w.source, ${p('recordedBy')}, ${p('correctionId')}::uuid
    from unnest(${p('ids')}::uuid[], ${p('registrationIds')}::uuid[], ${p('segmentIds')}::text[], ${p('keys')}::uuid[],
      ${p('kinds')}::text[], ${p('instants')}::timestamptz[], ${p('sources')}::text[]) as w (id, registration_id, segment_id, key, kind, at, source)
    on conflict (intensive_id, key) do nothing returning key`,
);

/** Writes events in one statement. Answers the keys that are new: another call may have written the same at the same time. */
export async function writeEvents(tx: Database, written: Written): Promise<Set<string>> {
  return new Set((await write(tx, written)).map(({ key }) => key));
}
