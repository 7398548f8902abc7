import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttendanceEventId, IntensiveId, IntensiveSegmentId, RegistrationId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { ATTENDANCE_KINDS } from '../../../drizzle/tables/attendance.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { LETS_IN } from '../../intensives/queries/uses.ts';

export type EventKind = (typeof ATTENDANCE_KINDS)[number];

/** A registration as the door looks at it. */
export type DoorRegistration = { id: RegistrationId; state: RegistrationState; letsIn: boolean };
/** A sign-in or sign-out that counts. */
export type DoorEvent = {
  id: AttendanceEventId;
  registrationId: RegistrationId;
  segmentId: IntensiveSegmentId | null;
  kind: EventKind;
  at: Date;
};
/** An event that has come already, under its key. */
export type KnownEvent = DoorEvent & { key: string };

type InJson<Row> = Omit<Row, 'at'> & { at: string };
type Found = { registrations: DoorRegistration[]; events: DoorEvent[]; known: KnownEvent[] };
type Stored = {
  registrations: DoorRegistration[] | null;
  events: InJson<DoorEvent>[] | null;
  known: InJson<KnownEvent>[] | null;
};

const EVENT = sql`'registrationId', e.registration_id, 'segmentId', e.segment_id, 'kind', e.kind, 'at', e.occurred_at`;
const COUNTS = sql`not exists (select from attendance_voids v where v.event_id = e.id)`;

const atDoor = statement<
  { intensiveId: IntensiveId; ordinal: number; ids: readonly RegistrationId[]; keys: readonly string[] },
  Found,
  Stored
>(
  'attendance_at_door',
  (p) => sql`select
    (select json_agg(json_build_object('id', r.id, 'state', r.state, 'letsIn', ${LETS_IN})) from registrations r
      where r.id = any(${p('ids')}::uuid[]) and r.intensive_id = ${p('intensiveId')}) as registrations,
    (select json_agg(json_build_object('id', e.id, ${EVENT})) from attendance_events e
      where e.registration_id = any(${p('ids')}::uuid[]) and e.intensive_id = ${p('intensiveId')}
        and e.day_ordinal = ${p('ordinal')} and ${COUNTS}) as events,
    (select json_agg(json_build_object('key', e.key, 'id', e.id, ${EVENT})) from attendance_events e
      where e.intensive_id = ${p('intensiveId')} and e.key = any(${p('keys')}::uuid[])) as known`,
  ({ registrations, events, known }) => ({
    registrations: registrations ?? [],
    events: (events ?? []).map(({ at, ...event }) => ({ ...event, at: instantOf(at) })),
    known: (known ?? []).map(({ at, ...event }) => ({ ...event, at: instantOf(at) })),
  }),
);

/** Everything that a batch of events is judged by, in one statement: registrations, what they signed that day, and known keys. */
export async function foundAtDoor(
  tx: Database,
  asked: { intensiveId: IntensiveId; ordinal: number; ids: readonly RegistrationId[]; keys: readonly string[] },
): Promise<Found> {
  const [found] = await atDoor(tx, asked);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

/** Somebody on the list of a day. */
export type Guest = {
  registrationId: RegistrationId;
  name: string | null;
  state: RegistrationState;
  letsIn: boolean;
  events: DoorEvent[];
};

const guests = statement<
  { intensiveId: IntensiveId; ordinal: number },
  Guest,
  Omit<Guest, 'events'> & { events: InJson<DoorEvent>[] | null }
>(
  'door_list',
  (p) => sql`select r.id as "registrationId", f.legal_name as name, r.state, ${LETS_IN} as "letsIn",
      (select json_agg(json_build_object('id', e.id, ${EVENT}) order by e.occurred_at, e.id) from attendance_events e
        where e.registration_id = r.id and e.day_ordinal = ${p('ordinal')} and ${COUNTS}) as events
    from registrations r left join profiles f on f.user_id = r.user_id
    where r.intensive_id = ${p('intensiveId')} and (r.state = 'CONFIRMED' or exists (select from attendance_events e
      where e.intensive_id = ${p('intensiveId')} and e.registration_id = r.id and e.day_ordinal = ${p('ordinal')}))
    order by lower(f.legal_name), r.id`,
  ({ events, ...guest }) => ({
    ...guest,
    events: (events ?? []).map(({ at, ...event }) => ({ ...event, at: instantOf(at) })),
  }),
);

/** Whoever has a confirmed place or signed that day, by name. At most as many as the training has places, and who lost theirs. */
export function guestsOf(db: Database, asked: { intensiveId: IntensiveId; ordinal: number }): Promise<Guest[]> {
  return guests(db, asked);
}
