import { eq, lte } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import { disputes, payments } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadDispute } from '../../../gateway.ts';
import { lockOrder } from '../../queries.ts';
import { isOf } from './applyCheckout.ts';

/**
 * Writes what a dispute of Stripe says. It ends no seat. `now` is when Stripe was asked: an earlier answer does not overwrite a later
 * one. False when it belongs to no payment of ours.
 */
export async function applyDispute(
  db: Database,
  stripe: Pick<Gateway, 'account' | 'livemode'>,
  { dispute, now }: { dispute: ReadDispute; now: Date },
): Promise<boolean> {
  const { intentId } = dispute;
  if (intentId === null) return false;
  const [payment] = await db.select().from(payments).where(eq(payments.paymentIntentId, intentId));
  if (payment === undefined || !(await isOf(stripe, payment))) return false;
  const { account, livemode, id: paymentId } = payment;
  if (account === null || livemode === null) return false;
  const said = {
    amountMinor: dispute.amountMinor,
    reason: dispute.reason,
    status: dispute.status,
    evidenceDueAt: dispute.evidenceDueAt,
    readAt: now,
  };
  await db.transaction(async (tx) => {
    await lockOrder(tx, payment.orderId);
    await tx
      .insert(disputes)
      .values({
        ...{ paymentId, account, livemode, stripeDisputeId: dispute.id, currency: dispute.currency },
        ...{ openedAt: dispute.openedAt, ...said },
      })
      .onConflictDoUpdate({ target: disputes.stripeDisputeId, set: said, setWhere: lte(disputes.readAt, now) });
  });
  return true;
}
