import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { type Point, presenceOf } from './presence.ts';

/** What the door answers to an event. The first four recorded it. */
export const OUTCOMES = [
  'IN',
  'OUT',
  'ALREADY_IN',
  'NOT_IN',
  'REPEATED',
  'KEY_TAKEN',
  'NOT_ON_LIST',
  'NOT_CONFIRMED',
  'REFUNDED',
  'IN_FUTURE',
  'OUTSIDE_SESSION',
  'UNKNOWN_PART',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A door opens before the first part and closes after the last, so that people can come early and go late. */
const DOOR_MS = 3 * 60 * 60_000;
/** A device whose clock is ahead by more than this is told so. */
const AHEAD_MS = 2 * 60_000;

type Sent<Part> = { kind: Point['kind']; at: Date; partId: Part | null };
type Day<Part> = { startsAt: Date; endsAt: Date; parts: readonly { id: Part }[] };
export type Holder = { state: RegistrationState; letsIn: boolean } | null;

/** Whether a moment lies further ahead than clocks differ. */
export const isInFuture = (at: Date, now: Date): boolean => at.getTime() > now.getTime() + AHEAD_MS;

/** Whether the door of a day is open at a moment. */
export function isAtDoor(at: Date, { startsAt, endsAt }: Pick<Day<unknown>, 'startsAt' | 'endsAt'>): boolean {
  return at.getTime() >= startsAt.getTime() - DOOR_MS && at.getTime() <= endsAt.getTime() + DOOR_MS;
}

/** Why the door turns somebody away who is on the list; null when it does not. */
export function placeRefusal({ state, letsIn }: NonNullable<Holder>): 'NOT_CONFIRMED' | 'REFUNDED' | null {
  if (state !== 'CONFIRMED') return 'NOT_CONFIRMED';
  return letsIn ? null : 'REFUNDED';
}

/** Why an event is not recorded; null when it is. The seat is looked at before the sign-ins, so that a lost seat is never "already in". */
export function refusalOf<Part>(
  { at, partId }: Sent<Part>,
  { day, holder, now }: { day: Day<Part>; holder: Holder; now: Date },
): Outcome | null {
  const lost = holder === null ? 'NOT_ON_LIST' : placeRefusal(holder);
  if (lost !== null) return lost;
  if (isInFuture(at, now)) return 'IN_FUTURE';
  if (!isAtDoor(at, day)) return 'OUTSIDE_SESSION';
  if (partId !== null && !day.parts.some(({ id }) => id === partId)) return 'UNKNOWN_PART';
  return null;
}

/** What an event says that is recorded, beside what was signed before it; `since`: of whoever is in, since when. */
export function verdictOf(event: Point, others: readonly Point[]): { outcome: Outcome; since: number | null } {
  const before = presenceOf(others.filter(({ at }) => at <= event.at));
  if (event.kind === 'IN')
    return before.openSince === null
      ? { outcome: 'IN', since: event.at }
      : { outcome: 'ALREADY_IN', since: before.openSince };
  return { outcome: before.openSince === null ? 'NOT_IN' : 'OUT', since: before.openSince };
}
