import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CheckoutId, newId, type OrderId, type PaymentId } from '../../../drizzle/ids.ts';
import { orders, payments } from '../../../drizzle/schema.ts';
import type { PAYMENT_METHODS } from '../../../drizzle/tables/payments.ts';
import { confirmSeats } from '../../registrations/operations/confirmSeats.ts';
import { isSeated, planOf } from '../queries/places.ts';
import { type LockedOrder, lockOrder, type PaymentRow, withPayment } from '../queries.ts';
import { openParts, seatPrice } from '../rules/terms.ts';
import { closeOrder } from './closeOrder.ts';
import { giveBackEnded } from './giveBackEnded.ts';
import { issueInvoice } from './issueInvoice.ts';
import { mailPayer } from './mailPayer.ts';
import { requestRefund } from './requestRefund.ts';

type Method = (typeof PAYMENT_METHODS)[number];

export type Money = {
  orderId: OrderId;
  method: Method;
  amountMinor: number;
  checkoutId?: CheckoutId;
  account?: string;
  livemode?: boolean;
  paymentIntentId?: string;
  chargeId?: string | null;
  /** Of money outside Stripe. */
  evidence?: string;
  receivedAt: Date;
  now: Date;
};

export type Recorded = {
  paymentId: PaymentId;
  /** SEATED: it gave the seats. KEPT: it is a part, or a later installment. RETURNED: it goes back, because it could buy nothing. */
  outcome: 'SEATED' | 'KEPT' | 'RETURNED' | 'KNOWN';
};

/**
 * Writes money that came for an order, once for each PaymentIntent, and does what follows: seats when enough has come, the invoice,
 * or money back where it can buy nothing. It runs under the locks of intensive and order. Null when there is no such order.
 */
export async function recordMoney(tx: Database, money: Money): Promise<Recorded | null> {
  const locked = await lockOrder(tx, money.orderId);
  return locked === null ? null : recordLocked(tx, locked, money);
}

/** The same for an order that this transaction has locked, and whose money it has not changed since. */
export async function recordLocked(
  tx: Database,
  locked: LockedOrder,
  money: Omit<Money, 'orderId'>,
): Promise<Recorded> {
  const known = locked.payments.find(
    (one) => one.paymentIntentId !== null && one.paymentIntentId === money.paymentIntentId,
  );
  if (known !== undefined) return { paymentId: known.id, outcome: 'KNOWN' };
  const payment = await insertPayment(tx, locked, money);
  const outcome = await consequences(tx, withPayment(locked, payment), { payment, before: locked, now: money.now });
  return { paymentId: payment.id, outcome };
}

async function insertPayment(tx: Database, { order }: LockedOrder, money: Omit<Money, 'orderId'>): Promise<PaymentRow> {
  const { method, amountMinor, checkoutId, account, livemode, paymentIntentId, chargeId, evidence } = money;
  const [row] = await tx
    .insert(payments)
    .values({
      ...{ id: newId<PaymentId>(), orderId: order.id, method, amountMinor, currency: order.currency },
      ...{ checkoutId: checkoutId ?? null, account: account ?? null, livemode: livemode ?? null },
      ...{ paymentIntentId: paymentIntentId ?? null, chargeId: chargeId ?? null, evidence: evidence ?? null },
      ...{ receivedAt: money.receivedAt, recordedAt: money.now },
    })
    .returning();
  if (row === undefined) throw new Error('a payment was not written');
  return row;
}

type Case = { payment: PaymentRow; before: LockedOrder; now: Date };

async function consequences(
  tx: Database,
  locked: LockedOrder,
  { payment, before, now }: Case,
): Promise<Recorded['outcome']> {
  const { order, standing } = locked;
  const { id: paymentId, amountMinor } = payment;
  const giveBack = async (cause: 'LATE_PAYMENT' | 'DOUBLE_PAYMENT') => {
    await requestRefund(tx, locked, { amountMinor, cause, paymentId, now });
    return 'RETURNED' as const;
  };
  if (order.cancelledAt !== null) return giveBack('LATE_PAYMENT');
  if (order.settledAt !== null || before.standing.paidMinor >= order.totalMinor) return giveBack('DOUBLE_PAYMENT');
  const [plan, seated] = await Promise.all([planOf(tx, order.id), isSeated(tx, order.id)]);
  const price = seatPrice(plan, order.totalMinor);
  if (!seated && standing.paidMinor >= price && !(await seat(tx, locked, now))) return 'RETURNED';
  await settle(tx, locked, { plan, paymentId, now });
  if (seated) await giveBackEnded(tx, order, now);
  return seated || standing.paidMinor < price ? 'KEPT' : 'SEATED';
}

/** Gives the seats; when none is left, everything that came goes back and the order ends. */
async function seat(tx: Database, locked: LockedOrder, now: Date): Promise<boolean> {
  const { order, standing } = locked;
  const given =
    order.holdId === null ? null : await confirmSeats(tx, { holdId: order.holdId, at: now, because: 'PAID' });
  if (given !== null && 'confirmed' in given) return true;
  await requestRefund(tx, locked, { amountMinor: standing.leftMinor, cause: 'LATE_PAYMENT', now });
  await closeOrder(tx, order, { because: 'No place was left when the payment arrived.', now });
  return false;
}

type Settling = { plan: Awaited<ReturnType<typeof planOf>>; paymentId: PaymentId; now: Date };

/** The invoice with the seat, and what the payer is told. What came above the total goes back. */
async function settle(tx: Database, locked: LockedOrder, { plan, paymentId, now }: Settling): Promise<void> {
  const { order, standing } = locked;
  const paidMinor = Math.min(standing.paidMinor, order.totalMinor);
  const [owed, over] = [order.totalMinor - paidMinor, standing.paidMinor - order.totalMinor];
  const key = `paid ${paymentId}`;
  const enough = standing.paidMinor >= seatPrice(plan, order.totalMinor);
  const invoice = enough ? await issueInvoice(tx, order, { paidMinor, plan, now }) : null;
  const parts = openParts(plan, paidMinor);
  if (owed > 0) return mailPayer(tx, order, { key, text: 'PAYMENT_RECEIVED', amountMinor: owed, parts });
  await tx
    .update(orders)
    .set({ settledAt: now })
    .where(and(eq(orders.id, order.id), isNull(orders.settledAt)));
  const carries = invoice?.isNew ? [invoice.label] : [];
  await mailPayer(tx, order, { key, text: 'ORDER_PAID', amountMinor: order.totalMinor, carries });
  if (over > 0) await requestRefund(tx, locked, { amountMinor: over, cause: 'OVERPAID', paymentId, now });
}
