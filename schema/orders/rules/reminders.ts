import { daysAfter } from '../../intensives/rules/deadline.ts';
import { type Installment, type OpenPart, openParts } from './terms.ts';

/** How many days before it is due a payment is announced. */
const REMIND_DAYS = 3;

export type Reminder = ({ kind: 'DUE' | 'OVERDUE' } & OpenPart) | { kind: 'LAPSED' };

type Case = {
  plan: readonly Installment[];
  paidMinor: number;
  /** The day of now where the event takes place. */
  today: string;
  seated: boolean;
  /** Whether the places are still kept. */
  kept: boolean;
};

/**
 * What the payer of an invoice hears today: that a part is due soon, that it is overdue, or that the place is kept no longer. A place
 * that a first part has given stays; only a member ends it.
 */
export function reminderFor({ plan, paidMinor, today, seated, kept }: Case): Reminder | null {
  if (!seated && !kept) return { kind: 'LAPSED' };
  const [next] = openParts(plan, paidMinor);
  if (next === undefined) return null;
  if (today > next.dueOn) return { kind: 'OVERDUE', ...next };
  return today >= daysAfter(next.dueOn, -REMIND_DAYS) ? { kind: 'DUE', ...next } : null;
}
