import { daysAfter } from '../../intensives/rules/deadline.ts';
import { type Installment, openParts, planNow, seatPrice } from './terms.ts';

/** How many days before it is due a payment is announced. */
const REMIND_DAYS = 3;

export type Reminder = ({ kind: 'DUE' | 'OVERDUE'; part: string } & Installment) | { kind: 'LAPSED' };

type Case = {
  plan: readonly Installment[];
  totalMinor: number;
  /** What has come and stays. */
  paidMinor: number;
  /** The last day for what is owed since a payment was undone; null when none was. */
  owedAgainOn: string | null;
  /** Whether the event has begun. */
  begun: boolean;
  /** The day of now where the event takes place. */
  today: string;
  seated: boolean;
  /** Whether the places are still kept. */
  kept: boolean;
};

/**
 * What whoever owes hears today: that a part is due soon, that it is overdue, or that the place is kept no longer. A place that a first
 * part has given stays, and only a member ends it; unless that part is owed again since its payment was undone.
 */
export function reminderFor(facts: Case): Reminder | null {
  const { plan, totalMinor, paidMinor, owedAgainOn, today, seated, kept, begun } = facts;
  if (!seated && !kept) return { kind: 'LAPSED' };
  if (owedAgainOn !== null && today > owedAgainOn && !begun && paidMinor < seatPrice(plan, totalMinor))
    return { kind: 'LAPSED' };
  const [next] = openParts(planNow(plan, facts), paidMinor);
  if (next === undefined) return null;
  const { ordinal, amountMinor, dueOn } = next;
  const owed = { part: owedAgainOn ?? String(ordinal), amountMinor, dueOn };
  if (today > dueOn) return { kind: 'OVERDUE', ...owed };
  return today >= daysAfter(dueOn, -REMIND_DAYS) ? { kind: 'DUE', ...owed } : null;
}
