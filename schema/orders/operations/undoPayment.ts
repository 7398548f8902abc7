import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type OrderId, type PaymentId } from '../../../drizzle/ids.ts';
import { orders, payments, refunds } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { PaymentFixedError } from '../errors.ts';
import { planOf } from '../queries/places.ts';
import { type LockedOrder, lockOrder, moneyOf, type PaymentRow } from '../queries.ts';
import { standsRefund } from '../rules/standing.ts';
import { openParts } from '../rules/terms.ts';
import { orderById } from './cancelOrder.ts';
import { mailPayer } from './mailPayer.ts';

type Undoing = { paymentId: PaymentId | null; reason: string };

/**
 * Takes back a payment outside Stripe that was recorded by mistake, with a counter-row, for a member who manages money. The place stays,
 * and so does the invoice, which then is owed again; a member may cancel the place. A refund of it that nobody has sent is withdrawn.
 * Throws NotFound, Forbidden, PaymentFixed.
 */
export async function undoPayment(
  db: Database,
  act: UserAct,
  { paymentId, reason }: Undoing,
): Promise<{ orderId: OrderId }> {
  const [found] = paymentId === null ? [] : await db.select().from(payments).where(eq(payments.id, paymentId));
  if (found === undefined) throw new NotFoundError('The payment');
  const order = await orderById(db, found.orderId);
  return db.transaction(async (tx) => {
    const asked = { permission: 'MANAGE_MONEY', organizationId: order.organizationId, what: 'The payment' } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    const locked = await lockOrder(tx, order.id);
    if (locked === null) throw new NotFoundError('The payment');
    await undo(tx, locked, { payment: found, reason, now: act.now });
    await recordEvent(tx, act, 'PAYMENT_UNDONE', {
      ...{ objectId: order.id, organizationId, as, reason },
      details: { paymentId: found.id, amountMinor: found.amountMinor },
    });
    return { orderId: order.id };
  });
}

type Undo = { payment: PaymentRow; reason: string; now: Date };

async function undo(tx: Database, locked: LockedOrder, { payment, reason, now }: Undo): Promise<void> {
  const undone = locked.payments.some(({ undoes }) => undoes === payment.id);
  const back = locked.refunds.filter(({ paymentId, state }) => paymentId === payment.id && standsRefund(state));
  const sent = back.some(({ state }) => state !== 'TO_CONFIRM');
  if (payment.method === 'STRIPE' || payment.undoes !== null || undone || sent) throw new PaymentFixedError();
  const { orderId, method, amountMinor, currency } = payment;
  await tx.insert(payments).values({
    ...{ id: newId<PaymentId>(), orderId, method, currency, amountMinor: -amountMinor, undoes: payment.id },
    ...{ evidence: reason, receivedAt: now, recordedAt: now },
  });
  if (back.length > 0)
    await tx
      .update(refunds)
      .set({ state: 'CANCELED', settledAt: now })
      .where(
        and(
          eq(refunds.orderId, orderId),
          inArray(
            refunds.id,
            back.map(({ id }) => id),
          ),
        ),
      );
  await reopen(tx, locked, { payment, reason, calledOffMinor: back.reduce((all, one) => all + one.amountMinor, 0) });
}

type Reopening = Pick<Undo, 'payment' | 'reason'> & { calledOffMinor: number };

/** What is owed again is owed openly: the order is no longer settled. The payer hears of it, and of a refund that does not come. */
async function reopen(
  tx: Database,
  { order, intensive }: LockedOrder,
  { payment, reason, calledOffMinor }: Reopening,
): Promise<void> {
  const { standing } = await moneyOf(tx, order);
  const { dueMinor } = standing;
  if (dueMinor > 0) await tx.update(orders).set({ settledAt: null }).where(eq(orders.id, order.id));
  const { method, amountMinor: undoneMinor, receivedAt } = payment;
  await mailPayer(tx, order, {
    ...{ key: `undone ${payment.id}`, text: 'PAYMENT_UNDONE', amountMinor: dueMinor, reason },
    parts: dueMinor > 0 ? openParts(await planOf(tx, order.id), standing.paidMinor) : [],
    more: { undoneMinor, calledOffMinor, method, receivedOn: dayIn(receivedAt, intensive.timeZone) },
  });
}
