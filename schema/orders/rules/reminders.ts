import { daysAfter } from '../../intensives/rules/deadline.ts';
import type { Installment } from './terms.ts';

/** How many days before it is due a payment is announced. */
const REMIND_DAYS = 3;

export type Reminder =
  | { kind: 'DUE' | 'OVERDUE'; ordinal: number; amountMinor: number; dueOn: string }
  | { kind: 'LAPSED' };

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
  let owed = 0;
  for (const [at, { amountMinor, dueOn }] of plan.entries()) {
    owed += amountMinor;
    if (owed <= paidMinor) continue;
    const part = { ordinal: at + 1, amountMinor: owed - paidMinor, dueOn };
    if (today > dueOn) return { kind: 'OVERDUE', ...part };
    return today >= daysAfter(dueOn, -REMIND_DAYS) ? { kind: 'DUE', ...part } : null;
  }
  return null;
}
