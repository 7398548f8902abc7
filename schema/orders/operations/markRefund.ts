import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type PaymentId, type RefundId } from '../../../drizzle/ids.ts';
import { payments, refunds } from '../../../drizzle/schema.ts';
import { moneyInWords } from '../../money.ts';
import { type LockedOrder, lockOrder, type RefundRow } from '../queries.ts';
import { mayBecome, type RefundState } from '../rules/standing.ts';
import { issueCreditNote } from './issueInvoice.ts';
import { mailPayer } from './recordMoney.ts';
import { refundOf } from './requestRefund.ts';

export type RefundNews = { state: RefundState; failure?: string | null; stripeRefundId?: string; now: Date };

/** What happened to money that never bought anything, and so was never invoiced. */
const NEVER_SOLD: readonly RefundRow['cause'][] = ['LATE_PAYMENT', 'DOUBLE_PAYMENT', 'OVERPAID'];

/**
 * Writes what became of a refund, whatever the order in which news comes: what may not follow the known state is left out. The
 * first success makes the credit note. Returns whether anything changed.
 */
export async function markRefund(tx: Database, refundId: RefundId, news: RefundNews): Promise<boolean> {
  const found = await refundOf(tx, refundId);
  const locked = found === null ? null : await lockOrder(tx, found.orderId);
  const refund = locked === null ? null : await refundOf(tx, refundId);
  if (locked === null || refund === null) return false;
  const { state, failure = null, stripeRefundId = refund.stripeRefundId, now } = news;
  const moves = mayBecome(refund.state, state);
  if (!moves && stripeRefundId === refund.stripeRefundId) return false;
  const settled = moves && (state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELED');
  await tx
    .update(refunds)
    .set({ ...(moves && { state, failure }), ...(settled && { settledAt: now }), stripeRefundId, readAt: now })
    .where(eq(refunds.id, refundId));
  if (moves) await tell(tx, locked, refund, { state, now });
  return moves;
}

async function tell(
  tx: Database,
  locked: LockedOrder,
  refund: RefundRow,
  { state, now }: { state: RefundState; now: Date },
) {
  const { amountMinor, currency, cause } = refund;
  const key = `refund:${refund.id}:${state}`;
  if (state === 'SUCCEEDED') {
    if (!NEVER_SOLD.includes(cause)) {
      const because = `${moneyInWords(amountMinor, currency)} was refunded.`;
      const wholeMinor = amountMinor + soldAndRefunded(locked.refunds.filter(({ id }) => id !== refund.id));
      await issueCreditNote(tx, locked.order, { wholeMinor, refundId: refund.id, because, now });
    }
    await mailPayer(tx, locked, { key, text: 'REFUNDED', amountMinor });
  }
  if (state === 'FAILED' || state === 'CANCELED')
    await mailPayer(tx, locked, { key, text: 'REFUND_FAILED', amountMinor });
}

const soldAndRefunded = (rows: readonly RefundRow[]): number =>
  rows
    .filter(({ cause, state }) => state === 'SUCCEEDED' && !NEVER_SOLD.includes(cause))
    .reduce((all, row) => all + row.amountMinor, 0);

type Outside = { paymentId: PaymentId; stripeRefundId: string; amountMinor: number; state: RefundState; now: Date };

/** A refund that somebody made outside Attune, in Stripe's dashboard: recorded once. It ends no seat. */
export async function recordOutsideRefund(tx: Database, outside: Outside): Promise<RefundId | null> {
  const { paymentId, stripeRefundId, amountMinor, state, now } = outside;
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId));
  const locked = payment === undefined ? null : await lockOrder(tx, payment.orderId);
  if (payment === undefined || locked === null) return null;
  const known = locked.refunds.find((one) => one.stripeRefundId === stripeRefundId);
  if (known !== undefined) return known.id;
  const id = newId<RefundId>();
  await tx.insert(refunds).values({
    ...{ id, orderId: payment.orderId, paymentId, amountMinor, currency: payment.currency, cause: 'OUTSIDE' as const },
    ...{
      state: 'PENDING' as const,
      account: payment.account,
      livemode: payment.livemode,
      stripeRefundId,
      requestedAt: now,
    },
  });
  await markRefund(tx, id, { state, stripeRefundId, now });
  return id;
}
