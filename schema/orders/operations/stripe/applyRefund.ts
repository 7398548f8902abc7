import { eq } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import { parseId, type RefundId } from '../../../../drizzle/ids.ts';
import { payments, refunds } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadRefund } from '../../../gateway.ts';
import type { PaymentRow, RefundRow } from '../../queries.ts';
import { refundStateOf } from '../../rules/refund.ts';
import { markRefund, recordOutsideRefund } from '../markRefund.ts';
import { isOf } from './applyCheckout.ts';

/**
 * Writes what a refund of Stripe says: of a row that asked for it, or as a refund that somebody made in the dashboard. The same one
 * may be applied any number of times, in any order. False when it belongs to no payment of ours.
 */
export async function applyRefund(
  db: Database,
  stripe: Pick<Gateway, 'account' | 'livemode'>,
  { refund, now }: { refund: ReadRefund; now: Date },
): Promise<boolean> {
  const payment = await paymentOf(db, refund.intentId);
  if (payment === null || !(await isOf(stripe, payment))) return false;
  const row = await rowOf(db, refund, payment);
  const state = refundStateOf(refund);
  const { failure, id: stripeRefundId, amountMinor } = refund;
  return db.transaction(async (tx) => {
    const known =
      row?.id ?? (await recordOutsideRefund(tx, { paymentId: payment.id, stripeRefundId, amountMinor, state, now }));
    if (known === null) return false;
    await markRefund(tx, known, { state, failure, stripeRefundId, now });
    return true;
  });
}

async function paymentOf(db: Database, intentId: string | null): Promise<PaymentRow | null> {
  if (intentId === null) return null;
  const [row] = await db.select().from(payments).where(eq(payments.paymentIntentId, intentId));
  return row ?? null;
}

/** The row of a refund: the one that has its id, or the one that asked for it. */
async function rowOf(db: Database, refund: ReadRefund, payment: PaymentRow): Promise<RefundRow | null> {
  const [known] = await db.select().from(refunds).where(eq(refunds.stripeRefundId, refund.id));
  if (known !== undefined) return known;
  const id = parseId<RefundId>(refund.ours ?? '');
  const [asked] = id === null ? [] : await db.select().from(refunds).where(eq(refunds.id, id));
  const fits = asked?.paymentId === payment.id && asked.amountMinor === refund.amountMinor;
  return asked !== undefined && fits && asked.stripeRefundId === null ? asked : null;
}
