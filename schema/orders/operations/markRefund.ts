import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type PaymentId, type RefundId } from '../../../drizzle/ids.ts';
import { payments, refunds } from '../../../drizzle/schema.ts';
import { moneyInWords } from '../../money.ts';
import { lockOrder, moneyOf, type OrderRow, type RefundRow } from '../queries.ts';
import { creditedMinor } from '../rules/shares.ts';
import { isOpenRefund, mayBecome, type RefundState } from '../rules/standing.ts';
import { invoiceOf, issueCreditNote } from './issueInvoice.ts';
import { mailPayer } from './mailPayer.ts';
import { mailSeller } from './mailSeller.ts';
import { refundOf } from './requestRefund.ts';

export type RefundNews = { state: RefundState; failure?: string | null; stripeRefundId?: string; now: Date };

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
  if (moves) await tell(tx, locked.order, refund, { state, now });
  return moves;
}

type Told = { state: RefundState; now: Date };

async function tell(tx: Database, order: OrderRow, refund: RefundRow, { state, now }: Told): Promise<void> {
  const { amountMinor, currency } = refund;
  const money = await moneyOf(tx, order);
  if (state === 'SUCCEEDED') {
    const because = `${moneyInWords(amountMinor, currency)} was refunded.`;
    await issueCreditNote(tx, order, {
      wholeMinor: creditedMinor({ order, ...money }),
      refundId: refund.id,
      because,
      now,
    });
  }
  if (refund.state !== 'SUCCEEDED') await tellSent(tx, order, { refund, refunds: money.refunds });
  if (state !== 'FAILED' && state !== 'CANCELED') return;
  await mailPayer(tx, order, { key: `refund ${refund.id} ${state}`, text: 'REFUND_FAILED', amountMinor });
  // What a member was to send by bank, a member called off.
  if (refund.account !== null)
    await mailSeller(tx, order, { key: `refund stuck ${refund.id}`, text: 'REFUND_STUCK', amountMinor });
}

/** What a payment gives back at once, for both of a pair for example, is told at once, with its credit notes, when the last has settled. */
async function tellSent(
  tx: Database,
  order: OrderRow,
  { refund, refunds }: { refund: RefundRow; refunds: readonly RefundRow[] },
): Promise<void> {
  const { paymentId, cause, requestedAt } = refund;
  const together = refunds.filter(
    (one) => one.paymentId === paymentId && one.cause === cause && one.requestedAt.getTime() === requestedAt.getTime(),
  );
  const sent = together.filter(({ state }) => state === 'SUCCEEDED');
  const [first] = sent;
  if (first === undefined || together.some(({ state }) => isOpenRefund(state))) return;
  const { creditNotes } = await invoiceOf(tx, order.id);
  const carries = creditNotes
    .filter(({ refundId }) => sent.some(({ id }) => id === refundId))
    .map(({ label }) => label);
  const amountMinor = sent.reduce((all, one) => all + one.amountMinor, 0);
  await mailPayer(tx, order, { key: `refund ${first.id} SUCCEEDED`, text: 'REFUNDED', amountMinor, carries });
}

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
