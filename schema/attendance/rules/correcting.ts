import type { FieldFault } from '../../errors.ts';
import { isAtDoor, isInFuture } from './verdict.ts';

type Added<Part> = { kind: 'IN' | 'OUT'; at: Date; partId: Part | null };
type Day<Part> = { startsAt: Date; endsAt: Date; parts: readonly { id: Part }[] };

/** What is wrong with events that a correction adds: times that cannot be, unknown parts, and pairs that overlap. */
export function addedFaults<Part>(
  added: readonly Added<Part>[],
  { day, now }: { day: Day<Part>; now: Date },
): FieldFault[] {
  const faults = added.flatMap(({ at, partId }, index): FieldFault[] => {
    const path = `add.${index}`;
    if (isInFuture(at, now)) return [{ path: `${path}.occurredAt`, message: 'lies in the future.' }];
    if (!isAtDoor(at, day)) return [{ path: `${path}.occurredAt`, message: 'lies outside the day of this session.' }];
    if (partId !== null && !day.parts.some(({ id }) => id === partId))
      return [{ path: `${path}.partId`, message: 'is no part of this session.' }];
    return [];
  });
  return [...faults, ...overlapping(added)];
}

/** Two sign-ins, or two sign-outs, of one door in a row: their pairs overlap. Both are named. */
function overlapping<Part>(added: readonly Added<Part>[]): FieldFault[] {
  const doors = Map.groupBy(
    added.map((event, index) => ({ ...event, index })),
    ({ partId }) => partId,
  );
  return [...doors.values()].flatMap((events) => {
    const ordered = events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.index - b.index);
    return ordered.flatMap((event, place) => {
      const before = ordered[place - 1];
      if (before === undefined || before.kind !== event.kind) return [];
      const what = event.kind === 'IN' ? 'sign-ins' : 'sign-outs';
      const message = `add.${before.index} and add.${event.index} are two ${what} in a row, so that they overlap.`;
      return [{ path: `add.${event.index}.occurredAt`, message }];
    });
  });
}
