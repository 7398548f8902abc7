import type { REFUND_CAUSES } from '../../../drizzle/tables/payments.ts';
import { splitMinor } from '../../money.ts';
import { type RefundState, standsRefund } from './standing.ts';

type Cause = (typeof REFUND_CAUSES)[number];
/** Money that could buy nothing, and the part payments of an order that ended before it gave a place. */
const NEVER_SOLD: readonly Cause[] = ['LATE_PAYMENT', 'DOUBLE_PAYMENT', 'OVERPAID', 'ORDER_CANCELLED'];
/** An event that is canceled gives back for each line what that had sold, and for none in particular what had sold nothing. */
const neverSold = ({ cause, lineId }: Pick<Refund, 'cause' | 'lineId'>): boolean =>
  NEVER_SOLD.includes(cause) || (cause === 'EVENT_CANCELLED' && lineId === null);

type Refund = { amountMinor: number; state: RefundState; cause: Cause; lineId: string | null };
type Money = {
  order: { totalMinor: number; cancelledAt: Date | null };
  payments: readonly { amountMinor: number }[];
  refunds: readonly Refund[];
};

const sum = (rows: readonly { amountMinor: number }[]): number => rows.reduce((all, row) => all + row.amountMinor, 0);
const soldBack = (refunds: readonly Refund[]) => refunds.filter((refund) => !neverSold(refund));

/** What came and has not gone back for want of something to buy. */
function keptMinor({ payments, refunds }: Money): number {
  const never = sum(refunds.filter((refund) => neverSold(refund) && standsRefund(refund.state)));
  return Math.max(0, sum(payments) - never);
}

/** What was paid of what was sold: never more than the order's total. */
const soldMinor = (money: Money): number => Math.min(keptMinor(money), money.order.totalMinor);

/**
 * What all credit notes of an order must come to: what went back of what was sold, and, of a cancelled order, what is owed no
 * longer. Money that went back because too much had come is no part of it.
 */
export function creditedMinor(money: Money): number {
  const { order, payments, refunds } = money;
  const done = refunds.filter(({ state }) => state === 'SUCCEEDED');
  const missing = Math.max(0, order.totalMinor - (sum(payments) - sum(done)));
  const unpaid = order.cancelledAt === null ? 0 : order.totalMinor - soldMinor(money);
  return Math.min(Math.min(sum(soldBack(done)), missing) + unpaid, order.totalMinor);
}

type Line = { id: string; totalMinor: number };

/**
 * What is left of the payments for each line: its share of what was paid by the lines' totals, less what went back for it,
 * and less its share of what went back for no line in particular. What came above the total goes back first.
 */
export function leftByLine(lines: readonly Line[], money: Money): number[] {
  const weights = lines.map(({ totalMinor }) => totalMinor);
  if (!weights.some((weight) => weight > 0)) return weights;
  const standing = soldBack(money.refunds).filter(({ state }) => standsRefund(state));
  const named = lines.map(({ id }) => sum(standing.filter(({ lineId }) => lineId === id)));
  const over = keptMinor(money) - soldMinor(money);
  const rest = Math.max(0, sum(standing) - named.reduce((all, one) => all + one, 0) - over);
  const [paid, shared] = [splitMinor(soldMinor(money), weights), splitMinor(rest, weights)];
  return paid.map((share, at) => Math.max(0, share - (named[at] ?? 0) - (shared[at] ?? 0)));
}
