import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CheckoutId, newId, type OrderId, type PaymentId } from '../../../drizzle/ids.ts';
import { installments, orders, payments } from '../../../drizzle/schema.ts';
import type { PAYMENT_METHODS } from '../../../drizzle/tables/payments.ts';
import { confirmSeats } from '../../registrations/operations/confirmSeats.ts';
import { eventMail } from '../../registrations/operations/writeMail.ts';
import { type LockedOrder, lockOrder, type PaymentRow } from '../queries.ts';
import { standingOf } from '../rules/standing.ts';
import { seatPrice } from '../rules/terms.ts';
import { issueInvoice } from './issueInvoice.ts';
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
  if (locked === null) return null;
  const known = locked.payments.find(
    (one) => one.paymentIntentId !== null && one.paymentIntentId === money.paymentIntentId,
  );
  if (known !== undefined) return { paymentId: known.id, outcome: 'KNOWN' };
  const payment = await insertPayment(tx, locked, money);
  const now = { ...locked, ...after(locked, payment) };
  return { paymentId: payment.id, outcome: await consequences(tx, now, { payment, before: locked, now: money.now }) };
}

async function insertPayment(tx: Database, { order }: LockedOrder, money: Money): Promise<PaymentRow> {
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

function after({ order, payments: before, refunds }: LockedOrder, payment: PaymentRow) {
  const all = [...before, payment];
  const { totalMinor, cancelledAt } = order;
  return { payments: all, standing: standingOf({ totalMinor, cancelledAt, payments: all, refunds }) };
}

type Case = { payment: PaymentRow; before: LockedOrder; now: Date };

async function consequences(
  tx: Database,
  locked: LockedOrder,
  { payment, before, now }: Case,
): Promise<Recorded['outcome']> {
  const { order, standing } = locked;
  if (order.cancelledAt !== null) return giveBack(tx, locked, payment, 'LATE_PAYMENT', now);
  if (order.settledAt !== null || before.standing.paidMinor >= order.totalMinor)
    return giveBack(tx, locked, payment, 'DOUBLE_PAYMENT', now);
  const plan = await tx
    .select({ amountMinor: installments.amountMinor, dueOn: installments.dueOn })
    .from(installments)
    .where(eq(installments.orderId, order.id))
    .orderBy(asc(installments.ordinal));
  const price = seatPrice(plan, order.totalMinor);
  if (standing.paidMinor < price) return 'KEPT';
  const seated = before.standing.paidMinor >= price;
  if (!seated && !(await seat(tx, locked, now))) return 'RETURNED';
  await settle(tx, locked, { dueOn: plan.at(-1)?.dueOn ?? null, now });
  const over = standing.paidMinor - order.totalMinor;
  if (over > 0) await requestRefund(tx, locked, { amountMinor: over, cause: 'OVERPAID', paymentId: payment.id, now });
  return seated ? 'KEPT' : 'SEATED';
}

/** Gives the seats; when none is left, everything that came goes back and the order ends. */
async function seat(tx: Database, locked: LockedOrder, now: Date): Promise<boolean> {
  const { order, standing } = locked;
  const given =
    order.holdId === null ? null : await confirmSeats(tx, { holdId: order.holdId, at: now, because: 'PAID' });
  if (given !== null && 'confirmed' in given) return true;
  await tx.update(orders).set({ cancelledAt: now }).where(eq(orders.id, order.id));
  await requestRefund(tx, locked, { amountMinor: standing.leftMinor, cause: 'LATE_PAYMENT', now });
  await mailPayer(tx, locked, { key: `late:${order.id}`, text: 'PAID_TOO_LATE', amountMinor: standing.leftMinor });
  return false;
}

async function settle(
  tx: Database,
  { order, standing }: LockedOrder,
  { dueOn, now }: { dueOn: string | null; now: Date },
) {
  const paidMinor = Math.min(standing.paidMinor, order.totalMinor);
  const whole = paidMinor === order.totalMinor;
  await issueInvoice(tx, order, { paidMinor, dueOn: whole ? null : dueOn, now });
  if (whole)
    await tx
      .update(orders)
      .set({ settledAt: now })
      .where(and(eq(orders.id, order.id), isNull(orders.settledAt)));
}

async function giveBack(
  tx: Database,
  locked: LockedOrder,
  payment: PaymentRow,
  cause: 'LATE_PAYMENT' | 'DOUBLE_PAYMENT',
  now: Date,
): Promise<'RETURNED'> {
  const { amountMinor } = payment;
  await requestRefund(tx, locked, { amountMinor, cause, paymentId: payment.id, now });
  const text = cause === 'LATE_PAYMENT' ? 'PAID_TOO_LATE' : 'PAID_TWICE';
  await mailPayer(tx, locked, { key: `back:${payment.id}`, text, amountMinor });
  return 'RETURNED';
}

/** A mail to whoever pays, which names what was bought as its statement does. */
export async function mailPayer(
  tx: Database,
  { order }: Pick<LockedOrder, 'order'>,
  { key, text, amountMinor }: { key: string; text: string; amountMinor: number },
): Promise<void> {
  const to = order.payerKind === 'PERSON' ? { userId: order.placedBy } : { address: order.payerEmail };
  await eventMail(tx, {
    key,
    to,
    text,
    facts: { soldAs: order.soldAs, amountMinor, currency: order.currency, order: order.id },
  });
}
