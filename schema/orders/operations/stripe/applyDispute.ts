import { eq, lte, sql } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { PaymentId, RegistrationId } from '../../../../drizzle/ids.ts';
import { disputes, payments } from '../../../../drizzle/schema.ts';
import { systemAct } from '../../../act.ts';
import type { Gateway, ReadDispute } from '../../../gateway.ts';
import { isSeated, placesOf } from '../../queries/places.ts';
import { type LockedOrder, lockOrder } from '../../queries.ts';
import { disputeStanding } from '../../rules/disputes.ts';
import { mailPayer } from '../mailPayer.ts';
import { mailSeller } from '../mailSeller.ts';
import { settleCredit } from '../settleCredit.ts';
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
    const [written] = await tx
      .insert(disputes)
      .values({
        ...{ paymentId, account, livemode, stripeDisputeId: dispute.id, currency: dispute.currency },
        ...{ openedAt: dispute.openedAt, ...said },
      })
      .onConflictDoUpdate({ target: disputes.stripeDisputeId, set: said, setWhere: lte(disputes.readAt, now) })
      .returning({ isNew: sql<boolean>`xmax = 0` });
    if (locked !== null && written !== undefined) await follow(tx, locked, { dispute, paymentId, now, ...written });
  });
  return true;
}

type News = { dispute: ReadDispute; paymentId: PaymentId; now: Date; isNew: boolean };

/**
 * Owners hear of a dispute once, with the last moment to answer it, and its payer of one that is lost; money that comes back goes where it
 * was owed.
 */
async function follow(tx: Database, locked: LockedOrder, { dispute, paymentId, now, isNew }: News): Promise<void> {
  const { id, amountMinor, evidenceDueAt, status } = dispute;
  const standing = disputeStanding(status);
  if (standing === 'WON' || standing === 'LOST')
    await decideWithheld(tx, locked.order, { paymentId, won: standing === 'WON', now });
  if (standing === 'WON') return giveBackWon(tx, locked, now);
  if (standing === 'LOST') {
    await settleCredit(tx, systemAct(now), { registrationIds: await paidBy(tx, locked), what: 'BANK_TAKES' });
    return tellLost(tx, locked, { id, amountMinor });
  }
  if (!isNew) return;
  const until = evidenceDueAt === null ? null : { endsAt: evidenceDueAt, timeZone: locked.intensive.timeZone };
  await mailSeller(tx, locked.order, { key: `dispute ${id}`, text: 'DISPUTE_OPENED', amountMinor, until });
}

async function paidBy(tx: Database, { order }: LockedOrder): Promise<RegistrationId[]> {
  return (await placesOf(tx, order.id)).flatMap(({ registrationId }) => registrationId ?? []);
}

/** A place that stands shows its venue and link no longer. */
async function tellLost(
  tx: Database,
  { order }: LockedOrder,
  { id, amountMinor }: Pick<ReadDispute, 'id' | 'amountMinor'>,
): Promise<void> {
  if (!(await isSeated(tx, order.id))) return;
  await mailPayer(tx, order, { key: `dispute lost ${id}`, text: 'PAYMENT_TAKEN_BACK', amountMinor });
}
