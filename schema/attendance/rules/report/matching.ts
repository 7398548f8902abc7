import { nameInForm } from '../../../names.ts';
import { isAtDoor } from '../verdict.ts';
import type { ReportRow } from './rows.ts';

/**
 * MATCHED: the row is somebody's. UNMATCHED: nobody's. AMBIGUOUS: it may be that of the candidates. OUTSIDE: no minute of it lies in
 * the session. FAULTY: it could not be read. NOBODY: a member decided that it is nobody's.
 */
export const ROW_STATUSES = ['MATCHED', 'UNMATCHED', 'AMBIGUOUS', 'OUTSIDE', 'FAULTY', 'NOBODY'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** Somebody with a place, and the addresses and the name that find them. */
export type Place<Id> = { registrationId: Id; name: string | null; addresses: readonly string[] };
/** Whose a row is: of one registration, or maybe of several. */
export type Whose<Id> = { registrationId: Id | null; candidates: Id[] };

/** An error lists no more candidates. */
const MOST_CANDIDATES = 20;
const comparable = (name: string): string => nameInForm(name.slice(0, 200), 2);

/**
 * Finds whose a row is by a code or an address. A name alone never decides: it only makes candidates. So do a code and an address of two
 * people.
 */
export function matcherOf<Id>(places: readonly Place<Id>[], codeOf: (code: string) => Id | null) {
  const ids = new Set(places.map(({ registrationId }) => registrationId));
  const byAddress = new Map(
    places.flatMap(({ registrationId, addresses }) => addresses.map((address) => [address, registrationId] as const)),
  );
  let byName: Map<string, Place<Id>[]> | null = null;
  const named = (name: string): Id[] => {
    byName ??= Map.groupBy(places, (place) => comparable(place.name ?? ''));
    const found = name === '' ? [] : (byName.get(comparable(name)) ?? []);
    return found.map(({ registrationId }) => registrationId).slice(0, MOST_CANDIDATES);
  };
  return ({ code, address, name }: Pick<ReportRow, 'code' | 'address' | 'name'>): Whose<Id> => {
    const coded = code === '' ? null : codeOf(code);
    const found = new Set([coded !== null && ids.has(coded) ? coded : null, byAddress.get(address ?? '') ?? null]);
    found.delete(null);
    const [one, other] = [...found];
    if (one == null) return { registrationId: null, candidates: named(name) };
    return other == null ? { registrationId: one, candidates: [] } : { registrationId: null, candidates: [one, other] };
  };
}

type Day = { startsAt: Date; endsAt: Date };

/** How a row stands when it is imported. */
export function statusOf({ faults, joinedAt, leftAt }: ReportRow, whose: Whose<unknown>, day: Day): RowStatus {
  if (faults.length > 0) return 'FAULTY';
  const [from, until] = [joinedAt ?? 0, leftAt ?? 0];
  if (until <= day.startsAt.getTime() || from >= day.endsAt.getTime()) return 'OUTSIDE';
  if (whose.registrationId !== null) return 'MATCHED';
  return whose.candidates.length > 0 ? 'AMBIGUOUS' : 'UNMATCHED';
}

/** Whether the door of the session was open during any row: otherwise the file is of another day, or its zone is wrong. */
export function touches(rows: readonly ReportRow[], day: Day): boolean {
  return rows.some(({ joinedAt, leftAt }) => {
    if (joinedAt === null || leftAt === null) return false;
    const spans = joinedAt <= day.startsAt.getTime() && leftAt >= day.endsAt.getTime();
    return spans || isAtDoor(new Date(joinedAt), day) || isAtDoor(new Date(leftAt), day);
  });
}

const OF_TIMES = ['JOINED', 'LEFT', 'DURATION'];

/** Whether the times of a row could be read, so that it can be somebody's. */
export function hasTimes(row: { joinedAt: unknown; leftAt: unknown; faults: readonly { field: string }[] }): boolean {
  return row.joinedAt !== null && row.leftAt !== null && !row.faults.some(({ field }) => OF_TIMES.includes(field));
}
