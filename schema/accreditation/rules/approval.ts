import type { APPROVAL_STATES } from '../../../drizzle/tables/accreditation.ts';

export type ApprovalState = { state: (typeof APPROVAL_STATES)[number]; from: string };

/** What decides whether an approval is in force on a day. Days are in the organization's zone. */
export type Period = {
  startsOn: string;
  endsOn: string | null;
  /** The first day after an early end. */
  endedOn: string | null;
  confirmed: boolean;
  /** In the order in which they were recorded. */
  states: readonly ApprovalState[];
};

/** States in which a body lets credit be given. */
const GIVES: ReadonlySet<string> = new Set(['IN_FORCE', 'PROBATION']);
/** States that end an approval. */
export const ENDS: ReadonlySet<string> = new Set(['LAPSED', 'WITHDRAWN']);

export const NOT_IN_FORCE = ['UNCONFIRMED', 'NOT_BEGUN', 'OVER', 'ENDED', 'SUSPENDED'] as const;
/** Why no credit can be given on a day. */
export type NotInForce = (typeof NOT_IN_FORCE)[number];

/** The state of a day: the newest recorded one whose day has come. */
export function stateOn({ states }: Pick<Period, 'states'>, day: string): ApprovalState['state'] | null {
  return states.findLast(({ from }) => from <= day)?.state ?? null;
}

/** Whether an approval is in force on a day, both ends included; otherwise why not. */
export function inForceOn(approval: Period, day: string): { ok: true } | { ok: false; because: NotInForce } {
  const { startsOn, endsOn, endedOn, confirmed } = approval;
  const not = (because: NotInForce) => ({ ok: false, because }) as const;
  if (!confirmed) return not('UNCONFIRMED');
  if (day < startsOn) return not('NOT_BEGUN');
  if (endsOn !== null && day > endsOn) return not('OVER');
  if (endedOn !== null && day >= endedOn) return not('ENDED');
  const state = stateOn(approval, day);
  if (state !== null && GIVES.has(state)) return { ok: true };
  return not(state === 'SUSPENDED' ? 'SUSPENDED' : 'NOT_BEGUN');
}

/** The last day of an approval; null while none is known. */
export function lastDayOf({ endsOn, endedOn }: Pick<Period, 'endsOn' | 'endedOn'>): string | null {
  const early = endedOn === null ? null : addDays(endedOn, -1);
  if (early === null || endsOn === null) return early ?? endsOn;
  return early < endsOn ? early : endsOn;
}

const DAY_MILLIS = 24 * 3_600_000;
const atNoon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** A calendar day so many days later. Calendar days have no zone, so that no change of clocks reaches them. */
export function addDays(day: string, days: number): string {
  return new Date(atNoon(day) + days * DAY_MILLIS).toISOString().slice(0, 10);
}

const daysBetween = (from: string, to: string): number => Math.round((atNoon(to) - atNoon(from)) / DAY_MILLIS);

export const WARN_DAYS = [90, 60, 30] as const;

/**
 * The warnings that are due on a day and were not given: 90, 60 and 30 days before the last day, and later when they were missed.
 * None after the last day.
 */
export function dueWarnings(lastOn: string, today: string, given: readonly number[]): number[] {
  const left = daysBetween(today, lastOn);
  if (left < 0) return [];
  return WARN_DAYS.filter((days) => left <= days && !given.includes(days));
}
