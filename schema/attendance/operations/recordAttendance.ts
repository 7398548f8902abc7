import type { Database } from '../../../drizzle/client.ts';
import {
  type AttendanceEventId,
  type IntensiveDayId,
  type IntensiveSegmentId,
  newId,
  type RegistrationId,
} from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { type DoorEvent, type EventKind, foundAtDoor } from '../queries/door.ts';
import type { Session } from '../queries/sessions.ts';
import { type Outcome, refusalOf, verdictOf } from '../rules/verdict.ts';
import { requireDoor } from './requireDoor.ts';
import { writeEvents } from './writeEvents.ts';

export type SentEvent = {
  key: string;
  registrationId: RegistrationId | null;
  kind: EventKind;
  at: Date;
  /** The part whose door it is; null for the door of the day. `UNKNOWN` for an id of nothing. */
  partId: IntensiveSegmentId | 'UNKNOWN' | null;
};

/** `eventId`: the event on record, by this call or an earlier one; null when nothing was recorded. */
export type Recorded = { key: string; outcome: Outcome; since: Date | null; eventId: AttendanceEventId | null };

/** The time between something at the door and its arrival, above which a device must have kept it. */
const LATE_MS = 60_000;

/**
 * Records sign-ins and sign-outs of a day, each under the key that the device gave it, and answers for each. The same key again
 * changes nothing. Events may come late and in any order. One transaction of three statements, however many there are. Throws
 * NotFound, Forbidden, NoAttendance.
 */
export async function recordAttendance(
  db: Database,
  act: UserAct,
  { sessionId, events }: { sessionId: IntensiveDayId | null; events: readonly SentEvent[] },
): Promise<{ session: Session; results: Recorded[] }> {
  const { session, as } = await requireDoor(db, act, { sessionId, permission: 'RECORD_ATTENDANCE' });
  const results = await db.transaction(async (tx) => {
    const judged = await judge(tx, session, { events, now: act.now });
    const wanted = judged.filter(({ outcome }) => isRecorded(outcome));
    if (wanted.length === 0) return judged.map(answered);
    const written = await writeEvents(tx, { ...rowsOf(session, act, wanted), correctionId: null });
    if (written.size > 0)
      await recordEvent(tx, act, 'ATTENDANCE_RECORDED', {
        ...{ objectId: session.intensiveId, organizationId: session.organizationId, as },
        details: { day: session.ordinal, events: written.size },
      });
    // Somebody else sent the same at the same time.
    return judged.map((one) =>
      answered(
        isRecorded(one.outcome) && !written.has(one.sent.key) ? { ...one, outcome: 'REPEATED', eventId: null } : one,
      ),
    );
  });
  return { session, results };
}

const RECORDED: readonly Outcome[] = ['IN', 'OUT', 'ALREADY_IN', 'NOT_IN'];
/** Whether an outcome says that the event is stored by this call. */
export const isRecorded = (outcome: Outcome): boolean => RECORDED.includes(outcome);

type Judged = { sent: SentEvent; outcome: Outcome; since: number | null; eventId: AttendanceEventId | null };
const answered = ({ sent: { key }, outcome, since, eventId }: Judged): Recorded => ({
  ...{ key, outcome, since: since === null ? null : new Date(since), eventId },
});

async function judge(
  tx: Database,
  session: Session,
  { events, now }: { events: readonly SentEvent[]; now: Date },
): Promise<Judged[]> {
  const { intensiveId, ordinal } = session;
  const ids = [...new Set(events.flatMap(({ registrationId }) => registrationId ?? []))];
  const found = await foundAtDoor(tx, { intensiveId, ordinal, ids, keys: events.map(({ key }) => key) });
  const holders = new Map(found.registrations.map((one) => [one.id, one]));
  const known = new Map(found.known.map((one) => [one.key, one]));
  const signed = Map.groupBy(found.events, doorOf);
  return events.map((sent): Judged => {
    const { key, registrationId, kind, at } = sent;
    const before = known.get(key);
    if (before !== undefined && isSame(before, sent))
      return { sent, outcome: 'REPEATED', since: null, eventId: before.id };
    if (before !== undefined) return { sent, outcome: 'KEY_TAKEN', since: null, eventId: null };
    const holder = registrationId === null ? null : (holders.get(registrationId) ?? null);
    const refusal = refusalOf(sent, { day: session, holder, now });
    if (refusal !== null || registrationId === null)
      return { sent, outcome: refusal ?? 'NOT_ON_LIST', since: null, eventId: null };
    const id = newId<AttendanceEventId>();
    const segmentId = sent.partId === 'UNKNOWN' ? null : sent.partId;
    known.set(key, { id, key, registrationId, segmentId, kind, at });
    const door = doorOf({ registrationId, segmentId });
    const others = signed.get(door) ?? [];
    signed.set(door, others);
    const verdict = verdictOf({ kind, at: at.getTime() }, others.map(pointOf));
    others.push({ id, registrationId, segmentId, kind, at });
    return { sent, ...verdict, eventId: id };
  });
}

const doorOf = ({ registrationId, segmentId }: Pick<DoorEvent, 'registrationId' | 'segmentId'>): string =>
  `${registrationId} ${segmentId ?? ''}`;
const pointOf = ({ kind, at }: Pick<DoorEvent, 'kind' | 'at'>) => ({ kind, at: at.getTime() });

function isSame(before: DoorEvent, sent: SentEvent): boolean {
  const { registrationId, kind, at, partId } = sent;
  return (
    before.registrationId === registrationId &&
    before.kind === kind &&
    before.at.getTime() === at.getTime() &&
    before.segmentId === partId
  );
}

function rowsOf(session: Session, { now, userId }: UserAct, wanted: readonly Judged[]) {
  const sent = wanted.map((one) => one.sent);
  return {
    ...{ intensiveId: session.intensiveId, ordinal: session.ordinal, recordedAt: now, recordedBy: userId },
    ids: wanted.map(({ eventId }) => eventId ?? newId()),
    registrationIds: sent.flatMap(({ registrationId }) => registrationId ?? []),
    segmentIds: sent.map(({ partId }) => partId ?? ''),
    keys: sent.map(({ key }) => key),
    kinds: sent.map(({ kind }) => kind),
    instants: sent.map(({ at }) => at.toISOString()),
    sources: sent.map(({ at }) => (now.getTime() - at.getTime() > LATE_MS ? 'OFFLINE' : 'DOOR')),
  };
}
