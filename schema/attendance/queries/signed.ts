import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceEventId, IntensiveId, IntensiveSegmentId, RegistrationId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { ATTENDANCE_SOURCES } from '../../../drizzle/tables/attendance.ts';
import type { EventKind } from './door.ts';

/** A sign-in or sign-out as the record shows it. */
export type SignedEvent = {
  id: AttendanceEventId;
  ordinal: number;
  segmentId: IntensiveSegmentId | null;
  kind: EventKind;
  at: Date;
  recordedAt: Date;
  source: (typeof ATTENDANCE_SOURCES)[number];
  /** Why it was added; null for what was recorded at the door. */
  reason: string | null;
  /** Why it no longer counts; null while it does. */
  takenAway: string | null;
};

/** What one registration signed at its training, voided events too. */
export type Signed = { registrationId: RegistrationId; intensiveId: IntensiveId; events: SignedEvent[] };

type InJson = Omit<SignedEvent, 'at' | 'recordedAt'> & { at: string; recordedAt: string };
type Stored = Omit<Signed, 'events'> & { events: InJson[] | null };

const signed = statement<{ ids: readonly RegistrationId[] }, Signed, Stored>(
  'signed_of_registrations',
  (p) => sql`select r.id as "registrationId", r.intensive_id as "intensiveId",
      (select json_agg(json_build_object('id', e.id, 'ordinal', e.day_ordinal, 'segmentId', e.segment_id, 'kind', e.kind,
          'at', e.occurred_at, 'recordedAt', e.recorded_at, 'source', e.source, 'reason', c.reason, 'takenAway', a.reason)
          order by e.occurred_at, e.id)
        from attendance_events e left join attendance_corrections c on c.id = e.correction_id
          left join attendance_voids v on v.event_id = e.id left join attendance_corrections a on a.id = v.correction_id
        where e.registration_id = r.id) as events
    from registrations r join intensives i on i.id = r.intensive_id
    where r.id = any(${p('ids')}::uuid[]) and i.kind = 'TRAINING'`,
  ({ events, ...row }) => ({
    ...row,
    events: (events ?? []).map(({ at, recordedAt, ...event }) => ({
      ...{ ...event, at: instantOf(at), recordedAt: instantOf(recordedAt) },
    })),
  }),
);

/** What was signed for these registrations of trainings. Nothing for those of other events. */
export function signedOf(db: Database, ids: readonly RegistrationId[]): Promise<Signed[]> {
  return signed(db, { ids });
}
