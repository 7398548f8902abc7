import type { REFUND_CAUSES, REFUND_STATES } from '../../../drizzle/tables/payments.ts';
import { disputeStanding, isTakenBack } from './disputes.ts';

export type RefundState = (typeof REFUND_STATES)[number];

/** Money on its way back, or back. A refund that failed or was canceled is neither. */
const OPEN: readonly RefundState[] = [
  'REQUESTED',
  'TO_CONFIRM',
  'PENDING',
  'WAITING_FOR_BALANCE',
  'WAITING_FOR_DISPUTE',
];
export const isOpenRefund = (state: RefundState): boolean => OPEN.includes(state);
/** Whether a refund takes from what can still be refunded. */
export const standsRefund = (state: RefundState): boolean => isOpenRefund(state) || state === 'SUCCEEDED';
/** Whether a refund takes from money that is there. One that waits for a dispute is part of what the bank has taken. */
export const takesRefund = (state: RefundState): boolean => standsRefund(state) && state !== 'WAITING_FOR_DISPUTE';

type Cause = (typeof REFUND_CAUSES)[number];
/** Money that could buy nothing, and the part payments of an order that ended before it gave a place. */
const NEVER_SOLD: readonly Cause[] = ['LATE_PAYMENT', 'DOUBLE_PAYMENT', 'OVERPAID', 'ORDER_CANCELLED'];
/** An event that is canceled gives back for each line what that had sold, and for none in particular what had sold nothing. */
export function neverSold({ cause, lineId }: { cause?: Cause; lineId?: string | null }): boolean {
  if (cause === undefined) return false;
  return NEVER_SOLD.includes(cause) || (cause === 'EVENT_CANCELLED' && lineId === null);
}

export const ORDER_STATES = [
  'FREE',
  'UNPAID',
  'PARTLY_PAID',
  'PAID',
  'OVERPAID',
  'DISPUTED',
  'CHARGED_BACK',
  'REFUND_REQUESTED',
  'PARTLY_REFUNDED',
  'REFUNDED',
  'CANCELLED',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export type Money = {
  totalMinor: number;
  cancelledAt: Date | null;
  /** With their sign: a counter-row takes back what it undoes. */
  payments: readonly { amountMinor: number }[];
  refunds: readonly { amountMinor: number; state: RefundState; cause?: Cause; lineId?: string | null }[];
  disputes?: readonly { amountMinor: number; status: string }[];
};

export type Standing = {
  state: OrderState;
  paidMinor: number;
  /** What was paid and does not go back as money that could buy nothing. */
  keptMinor: number;
  /** What has arrived at the payer. */
  refundedMinor: number;
  /** What is on its way. */
  refundingMinor: number;
  /** What a bank has taken back. */
  disputedMinor: number;
  /** What can still be refunded. */
  leftMinor: number;
  /** What is still owed; 0 for a cancelled order. */
  dueMinor: number;
};

const sum = (rows: readonly { amountMinor: number }[]): number => rows.reduce((all, row) => all + row.amountMinor, 0);

/** What an order's money says. A refund that was only asked for is never shown as done. */
export function standingOf({ totalMinor, cancelledAt, payments, refunds, disputes = [] }: Money): Standing {
  const paidMinor = sum(payments);
  const refundedMinor = sum(refunds.filter(({ state }) => state === 'SUCCEEDED'));
  const refundingMinor = sum(refunds.filter(({ state }) => isOpenRefund(state)));
  const taken = disputes.filter(isTakenBack);
  const disputedMinor = sum(taken);
  const back = sum(refunds.filter(({ state }) => takesRefund(state)));
  const leftMinor = Math.max(0, paidMinor - back - disputedMinor);
  const unsold = refunds.filter((refund) => neverSold(refund) && standsRefund(refund.state));
  const keptMinor = Math.max(0, paidMinor - sum(unsold));
  const dueMinor = cancelledAt === null ? Math.max(0, totalMinor - keptMinor) : 0;
  const money = { paidMinor, keptMinor, refundedMinor, refundingMinor, disputedMinor, leftMinor, dueMinor };
  if (taken.some(({ status }) => disputeStanding(status) === 'OPEN')) return { ...money, state: 'DISPUTED' };
  if (disputedMinor > 0) return { ...money, state: 'CHARGED_BACK' };
  return { ...money, state: stateOf({ totalMinor, cancelled: cancelledAt !== null, ...money }) };
}

type Facts = Omit<Standing, 'state'> & { totalMinor: number; cancelled: boolean };

function stateOf(facts: Facts): OrderState {
  const { totalMinor, cancelled, paidMinor, keptMinor, dueMinor, refundedMinor, refundingMinor } = facts;
  // What went back had been paid beside a payment that was undone.
  if (dueMinor > 0 && keptMinor < paidMinor) return keptMinor > 0 ? 'PARTLY_PAID' : 'UNPAID';
  if (refundingMinor > 0) return 'REFUND_REQUESTED';
  if (refundedMinor > 0) return refundedMinor >= paidMinor ? 'REFUNDED' : 'PARTLY_REFUNDED';
  if (cancelled && paidMinor === 0) return 'CANCELLED';
  if (paidMinor > totalMinor) return 'OVERPAID';
  if (paidMinor > 0 && paidMinor < totalMinor) return 'PARTLY_PAID';
  if (totalMinor === 0) return 'FREE';
  return paidMinor === totalMinor ? 'PAID' : 'UNPAID';
}

/** What a refund state may become. Stripe can fail a refund that succeeded; nothing else goes back. */
const NEXT: Record<RefundState, readonly RefundState[]> = {
  REQUESTED: ['PENDING', 'WAITING_FOR_BALANCE', 'SUCCEEDED', 'FAILED', 'CANCELED'],
  TO_CONFIRM: ['SUCCEEDED', 'CANCELED'],
  PENDING: ['WAITING_FOR_BALANCE', 'SUCCEEDED', 'FAILED', 'CANCELED'],
  // The end of the dispute moves it, not news of a refund.
  WAITING_FOR_DISPUTE: [],
  WAITING_FOR_BALANCE: ['PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED'],
  SUCCEEDED: ['FAILED'],
  FAILED: [],
  CANCELED: [],
};

export const mayBecome = (from: RefundState, to: RefundState): boolean => NEXT[from].includes(to);
