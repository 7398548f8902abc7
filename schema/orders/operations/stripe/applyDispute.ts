import { eq, lte } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { PaymentId } from '../../../../drizzle/ids.ts';
import { disputes, payments } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadDispute } from '../../../gateway.ts';
import { dateIn } from '../../../organizations/rules.ts';
import { type LockedOrder, lockOrder } from '../../queries.ts';
import { disputeStanding } from '../../rules/disputes.ts';
import { mailSeller } from '../mailSeller.ts';
import { decideWithheld } from '../withheldRefunds.ts';
import { isOf } from './applyCheckout.ts';
import { giveBackWon } from './giveBackWon.ts';

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
    const locked = await lockOrder(tx, payment.orderId);
    await tx
      .insert(disputes)
      .values({
        ...{ paymentId, account, livemode, stripeDisputeId: dispute.id, currency: dispute.currency },
        ...{ openedAt: dispute.openedAt, ...said },
      })
      .onConflictDoUpdate({ target: disputes.stripeDisputeId, set: said, setWhere: lte(disputes.readAt, now) });
    if (locked !== null) await follow(tx, locked, { dispute, paymentId, now });
  });
  return true;
}

/** Owners hear of a dispute once, with the last day to answer it; money that comes back goes where it was owed. */
async function follow(
  tx: Database,
  locked: LockedOrder,
  { dispute, paymentId, now }: { dispute: ReadDispute; paymentId: PaymentId; now: Date },
): Promise<void> {
  const { id, amountMinor, evidenceDueAt, status } = dispute;
  const standing = disputeStanding(status);
  if (standing === 'WON' || standing === 'LOST')
    await decideWithheld(tx, locked.order, { paymentId, won: standing === 'WON', now });
  if (standing === 'WON') return giveBackWon(tx, locked, now);
  if (standing === 'LOST') return;
  const dueOn = evidenceDueAt === null ? null : dateIn(locked.intensive.timeZone, evidenceDueAt);
  await mailSeller(tx, locked.order, { key: `dispute ${id}`, text: 'DISPUTE_OPENED', amountMinor, dueOn });
}
