import { spanOf } from './agenda.ts';

type Segment = { day: string; timeZone: string; startsAt: Date; endsAt: Date };
export type Day = { day: string; timeZone: string; startsAt: Date; endsAt: Date };
export type KnownDay = { ordinal: number; day: string; removedAt: Date | null };

const byStart = (one: Day, other: Day): number => one.startsAt.getTime() - other.startsAt.getTime();

/**
 * The days of an agenda: each from its first segment to its last, with the breaks inside, because whoever looks into a calendar asks
 * when to be there and when it is over. What is held in two zones on one day is two, so that each shows one wall clock.
 */
export function daysOf(segments: readonly Segment[]): Day[] {
  const days = Map.groupBy(segments, ({ day, timeZone }) => `${day} ${timeZone}`);
  return [...days.values()]
    .flatMap((parts) => {
      const [span, first] = [spanOf(parts), parts[0]];
      return span === null || first === undefined ? [] : [{ day: first.day, timeZone: first.timeZone, ...span }];
    })
    .sort(byStart);
}

/**
 * Which day of a changed agenda is which day of the one before. A day on the same date keeps its ordinal, also when it had been
 * dropped and comes back. Days that are left over moved: the first to the first. What then has no counterpart is new, or dropped.
 */
export function matchDays<One extends Day>(
  known: readonly KnownDay[],
  days: readonly One[],
): { kept: (One & { ordinal: number })[]; dropped: number[] } {
  const rank = ({ removedAt, day }: KnownDay): string => `${removedAt === null ? 0 : 1} ${day}`;
  const free = known.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const take = (fits: (one: KnownDay) => boolean): number | null => {
    const found = free.findIndex(fits);
    return found < 0 ? null : (free.splice(found, 1)[0]?.ordinal ?? null);
  };
  const sameDate = days.map((day) => ({ day, ordinal: take((one) => one.day === day.day) }));
  let next = Math.max(0, ...known.map(({ ordinal }) => ordinal));
  const kept = sameDate.map(({ day, ordinal }) => ({
    ...day,
    ordinal: ordinal ?? take(({ removedAt }) => removedAt === null) ?? ++next,
  }));
  return { kept, dropped: free.filter(({ removedAt }) => removedAt === null).map(({ ordinal }) => ordinal) };
}
