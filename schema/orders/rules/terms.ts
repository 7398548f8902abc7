import type { Deposit } from '../../../drizzle/tables/intensives.ts';
import { dayIn, daysAfter, deadlineOf } from '../../intensives/rules/deadline.ts';
import { percentOf } from '../../money.ts';

export type Installment = { amountMinor: number; dueOn: string };

/** The last day on which a record of money is kept: the end of the calendar year in which the years are over. */
export function lastDayKept(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}-12-31`;
}

type Terms = {
  totalMinor: number;
  /** Within how many days an invoice is paid. */
  invoiceDays: number;
  /** Null: all at once. */
  deposit: Deposit | null;
  start: Date | null;
  timeZone: string;
  now: Date;
};

/**
 * When which part of an invoice is due. Nothing is due before today, and nothing after the day of the start. A rest that would be due
 * no later than the deposit is paid with it.
 */
export function invoicePlan({ totalMinor, invoiceDays, deposit, start, timeZone, now }: Terms): Installment[] {
  const today = dayIn(now, timeZone);
  const last = start === null ? null : dayIn(start, timeZone);
  const within = (day: string) => [today, last !== null && day > last ? last : day].toSorted().at(-1) ?? day;
  const dueOn = within(daysAfter(today, invoiceDays));
  const whole = [{ amountMinor: totalMinor, dueOn }];
  if (deposit === null || start === null) return whole;
  const first = percentOf(totalMinor, deposit.percent);
  const ends = deadlineOf(deposit.balanceUntil, start, timeZone);
  // A deadline is the instant at which its day has ended.
  const restOn = within(dayIn(new Date(ends.getTime() - 1), timeZone));
  if (first === 0 || first === totalMinor || restOn <= dueOn) return whole;
  return [
    { amountMinor: first, dueOn },
    { amountMinor: totalMinor - first, dueOn: restOn },
  ];
}

export type OpenPart = Installment & { ordinal: number };

/** What is still open of each part, in the order in which they are due: money that came pays the first ones first. */
export function openParts(plan: readonly Installment[], paidMinor: number): OpenPart[] {
  let owed = 0;
  return plan.flatMap(({ amountMinor, dueOn }, at) => {
    owed += amountMinor;
    const open = Math.min(amountMinor, owed - paidMinor);
    return open > 0 ? [{ ordinal: at + 1, amountMinor: open, dueOn }] : [];
  });
}

/** What gives the seat: the first installment, or everything. */
export function seatPrice(plan: readonly Installment[], totalMinor: number): number {
  return plan[0]?.amountMinor ?? totalMinor;
}
