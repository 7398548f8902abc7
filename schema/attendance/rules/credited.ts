import type { PARTIAL_CREDIT } from '../../accreditation/rules/values.ts';
import { type Attended, edgesOf, longestAway } from './minutes.ts';
import { lengthOf, within } from './spans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How a body turns attendance into minutes that earn credit. */
export type AttendanceRule = {
  partial: (typeof PARTIAL_CREDIT)[number];
  /** How many minutes late, or early, somebody may come and go. */
  graceMinutes: number;
  /** How many minutes in a row somebody may be away. */
  gapMinutes: number;
  /** The share of a part that must be attended, in percent; null where the body asks for none. */
  percent: number | null;
};

/**
 * Whether somebody attended a part as the rule asks: neither late nor early by more than the grace, nor away for longer than the gap
 * between the two. Coming back within the grace is therefore no gap, so that being there for longer never counts for less.
 */
function isWhole<Id>({ spans, part, seen }: Attended<Id>, rule: AttendanceRule): boolean {
  const { late, early } = edgesOf(spans, part);
  const grace = rule.graceMinutes * MINUTE;
  const between = { from: part.from + grace, until: part.until - grace };
  if (!seen || late > grace || early > grace || longestAway(spans, between) > rule.gapMinutes * MINUTE) return false;
  return rule.percent === null || lengthOf(spans) * 100 >= rule.percent * (part.until - part.from);
}

/** The minutes of each part of instruction that earn credit. Never more than the part has. */
export function creditedMinutes<Id>(attended: readonly Attended<Id>[], rule: AttendanceRule): Map<Id, number> {
  const minutes = (one: Attended<Id>): number => {
    switch (rule.partial) {
      case 'NONE':
      case 'PER_SESSION':
        return isWhole(one, rule) ? one.minutes : 0;
      case 'PER_HOUR':
        return hourMinutes(one, rule);
      case 'ACTUAL_TIME':
        return one.attended;
    }
  };
  const found = new Map(attended.map((one) => [one.id, minutes(one)]));
  const missed = rule.partial === 'NONE' && attended.some((one) => !isWhole(one, rule));
  return missed ? new Map(attended.map(({ id }) => [id, 0])) : found;
}

/** The hours of a part, counted from its beginning, of which nobody may miss more in a row than the gap. The last may be shorter. */
function hourMinutes<Id>({ spans, part }: Attended<Id>, { gapMinutes }: AttendanceRule): number {
  let sum = 0;
  for (let { from } = part; from < part.until; from += HOUR) {
    const hour = { from, until: Math.min(from + HOUR, part.until) };
    const there = within(spans, hour);
    if (there.length > 0 && longestAway(there, hour) <= gapMinutes * MINUTE) sum += hour.until - hour.from;
  }
  return Math.floor(sum / MINUTE);
}
