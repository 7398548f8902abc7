import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type PaymentId, type RefundId } from '../../../drizzle/ids.ts';
import { refunds } from '../../../drizzle/schema.ts';
import { enqueue } from '../../jobs/operations.ts';
import { moneyOf, type OrderRow } from '../queries.ts';
import { withheldByPayment } from '../rules/withheld.ts';
import { mailPayer } from './mailPayer.ts';
import { refundJob } from './refundJob.ts';
import { type WantedRefund, wordsFor } from './requestRefund.ts';

/**
 * Writes refunds of money that a bank has taken until a dispute is decided, under the order's lock: nothing is asked of Stripe before.
 * No more is written than is withheld.
 */
export async function withholdRefund(tx: Database, order: OrderRow, wanted: WantedRefund): Promise<void> {
  const { cause, line, now } = wanted;
  const reason = await wordsFor(tx, order, wanted);
  let open = wanted.amountMinor;
  for (const { payment, amountMinor: withheldMinor } of withheldByPayment(await moneyOf(tx, order))) {
    const amountMinor = Math.min(open, withheldMinor);
    if (amountMinor === 0) continue;
    open -= amountMinor;
    const { id: paymentId, currency, account, livemode } = payment;
    await tx.insert(refunds).values({
      ...{
        id: newId<RefundId>(),
        orderId: order.id,
        paymentId,
        amountMinor,
        currency,
        cause,
        reason,
        account,
        livemode,
      },
      ...{ lineId: line?.id ?? null, registrationId: line?.registrationId ?? null },
      ...{ state: 'WAITING_FOR_DISPUTE' as const, requestedAt: now },
    });
  }
}

type Decided = { paymentId: PaymentId; won: boolean; now: Date };

/** Sends what waited for a dispute that was won; of one that was lost the bank has given it back already. */
export async function decideWithheld(tx: Database, order: OrderRow, { paymentId, won, now }: Decided): Promise<void> {
  const waiting = and(eq(refunds.paymentId, paymentId), eq(refunds.state, 'WAITING_FOR_DISPUTE'));
  const rows = await tx.select({ id: refunds.id, amountMinor: refunds.amountMinor }).from(refunds).where(waiting);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  const change = won
    ? { state: 'REQUESTED' as const }
    : { state: 'CANCELED' as const, failure: 'dispute_lost', settledAt: now };
  await tx.update(refunds).set(change).where(inArray(refunds.id, ids));
  if (!won) return;
  for (const { id, amountMinor } of rows) {
    await enqueue(tx, refundJob, { refundId: id }, { key: id });
    await mailPayer(tx, order, { key: `refund ${id}`, text: 'REFUND_REQUESTED', amountMinor });
  }
}
