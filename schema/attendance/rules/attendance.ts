import { type Attended, attendedOf } from './minutes.ts';
import { type Presence, presenceOf } from './presence.ts';
import { type Span, united, within } from './spans.ts';

type Signed<Id> = { ordinal: number; segmentId: Id | null; kind: 'IN' | 'OUT'; at: Date; takenAway: string | null };
type Day<Id> = {
  ordinal: number;
  parts: readonly { id: Id; kind: string; startsAt: Date; endsAt: Date }[];
};

/** How somebody attended a day. */
export type AttendedDay<Id> = {
  ordinal: number;
  /** Since when somebody is signed in without a sign-out; the earliest, where several doors are open. */
  openSince: Date | null;
  /** When somebody was there, as few stretches: at the door of the day, in the online room, and at the doors of parts. */
  spans: Span[];
  parts: Attended<Id>[];
};

/**
 * How somebody attended each day of a training: from what they signed and what reports of the online room say. `reported` are the
 * stretches that reports give a person, by day.
 */
export function attendedDays<Id>(
  days: readonly Day<Id>[],
  signed: readonly Signed<Id>[],
  reported: ReadonlyMap<number, readonly Span[]> = new Map(),
): AttendedDay<Id>[] {
  return days.map(({ ordinal, parts }) => {
    const counting = signed.filter((one) => one.ordinal === ordinal && one.takenAway === null);
    const doors = Map.groupBy(counting, ({ segmentId }) => segmentId);
    const presence = new Map<Id | null, Presence>();
    for (const [door, events] of doors)
      presence.set(door, presenceOf(events.map(({ kind, at }) => ({ kind, at: at.getTime() }))));
    const open = [...presence.values()].flatMap(({ openSince }) => openSince ?? []);
    const ofParts = new Map(parts.map(({ id }) => [id, presence.get(id)?.spans ?? []]));
    const day = [...(presence.get(null)?.spans ?? []), ...(reported.get(ordinal) ?? [])];
    const agenda = parts.map(({ id, kind, startsAt, endsAt }) => ({
      ...{ id, counts: kind === 'INSTRUCTION', from: startsAt.getTime(), until: endsAt.getTime() },
    }));
    const inParts = agenda.flatMap((part) => within(ofParts.get(part.id) ?? [], part));
    return {
      ordinal,
      spans: united([...day, ...inParts]),
      openSince: open.length === 0 ? null : new Date(Math.min(...open)),
      parts: attendedOf(agenda, { day, parts: ofParts }),
    };
  });
}
