import { type Point, presenceOf } from './presence.ts';

/** How somebody stands at the door of a day. */
export const GUEST_STATES = ['NOT_SEEN', 'IN', 'OUT', 'MISSING_OUT', 'STRAY_OUT'] as const;
export type GuestState = (typeof GUEST_STATES)[number];

type Signed = { kind: Point['kind']; at: Date; segmentId: string | null };

/** How somebody stands, and since when. What is open after the end of the day comes before all else: it is to be corrected. */
export function guestState(
  events: readonly Signed[],
  { endsAt, now }: { endsAt: Date; now: Date },
): { state: GuestState; since: Date | null } {
  const doors = doorsOf(events).map(({ presence }) => presence);
  const since = (found: readonly number[]): Date | null => (found.length === 0 ? null : new Date(Math.max(...found)));
  const open = doors.flatMap(({ openSince }) => openSince ?? []);
  if (open.length > 0) return { state: now > endsAt ? 'MISSING_OUT' : 'IN', since: since(open) };
  const stray = doors.flatMap(({ strayOuts }) => strayOuts);
  if (stray.length > 0) return { state: 'STRAY_OUT', since: since(stray) };
  const left = doors.flatMap(({ spans }) => spans.map(({ until }) => until));
  return { state: left.length > 0 ? 'OUT' : 'NOT_SEEN', since: since(left) };
}

/** The doors at which somebody is in, and since when. */
export function openDoors<Part extends string>(
  events: readonly (Signed & { segmentId: Part | null })[],
): { segmentId: Part | null; since: Date }[] {
  return doorsOf(events).flatMap(({ segmentId, presence: { openSince } }) =>
    openSince === null ? [] : [{ segmentId, since: new Date(openSince) }],
  );
}

function doorsOf<Part extends string>(events: readonly (Signed & { segmentId: Part | null })[]) {
  return [...Map.groupBy(events, ({ segmentId }) => segmentId)].map(([segmentId, signed]) => ({
    segmentId,
    presence: presenceOf(signed.map(({ kind, at }) => ({ kind, at: at.getTime() }))),
  }));
}
