import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, UserId } from '../../../drizzle/ids.ts';
import { auditEvents, orders } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { releaseHold } from '../../registrations/operations/releaseHold.ts';
import type { MoneyText } from '../../registrations/rules/moneyTexts.ts';
import type { Because, By } from '../../registrations/rules/states.ts';
import { OrderStateError } from '../errors.ts';
import { isSeated } from '../queries/places.ts';
import { type LockedOrder, lockOrder, type OrderRow } from '../queries.ts';
import type { EndedBy } from '../rules/endings.ts';
import { closeOrder } from './closeOrder.ts';
import { invoiceOf } from './issueInvoice.ts';
import { mailPayer } from './mailPayer.ts';
import { askingStripe, type Till } from './openPayment.ts';
import { requestRefund } from './requestRefund.ts';
import type { Ending } from './stripe/applyCheckout.ts';
import { endCheckout } from './stripe/endCheckout.ts';

/** Who ends an unpaid order: whoever placed it, or a member. */
export type Ender = { because: Because & Ending; by: By; whose: UserId | null; endedBy: EndedBy; as?: AuditActor };

/**
 * Cancels an order whose places are not confirmed yet, for whoever placed it or a member who manages money: what can be paid for it ends
 * first, then its places. What came in part goes back. A second call changes nothing. Throws NotFound, Forbidden, OrderState,
 * PaymentsDown.
 */
export async function cancelOrder(
  till: Till,
  act: UserAct,
  { orderId, reason = null }: { orderId: OrderId | null; reason?: string | null },
): Promise<{ orderId: OrderId }> {
  const order = await orderById(till.db, orderId);
  const ender = await enderOf(till.db, act, order);
  await endOrder(till, act, { order, ender, reason });
  return { orderId: order.id };
}

async function enderOf(db: Database, act: UserAct, order: OrderRow): Promise<Ender> {
  if (order.placedBy === act.userId) return { because: 'WITHDRAWN', by: 'user', whose: act.userId, endedBy: 'PAYER' };
  const { organizationId } = order;
  const asked = { permission: 'MANAGE_MONEY', organizationId, what: 'The order' } as const;
  const { as } = await requirePermission(db, act, asked);
  return { because: 'BY_ORGANIZER', by: 'member', whose: null, endedBy: 'ORGANIZER', as };
}

/** An order by its key. Throws NotFound. */
export async function orderById(db: Database, orderId: OrderId | null): Promise<OrderRow> {
  const [order] = orderId === null ? [] : await db.select().from(orders).where(eq(orders.id, orderId));
  if (order === undefined) throw new NotFoundError('The order');
  return order;
}

/** As cancelOrder, for somebody who may. Throws OrderState, PaymentsDown. */
export async function endOrder(
  till: Till,
  act: UserAct,
  { order, ender, reason }: { order: OrderRow; ender: Ender; reason: string | null },
): Promise<void> {
  await endAtStripe(till, { orderId: order.id, ending: ender.because, whose: ender.whose, now: act.now });
  await till.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, order.id);
    if (locked === null) throw new NotFoundError('The order');
    const ended = await endUnpaid(tx, { ...locked, ender, reason, now: act.now });
    if (!ended && !(await endedHere(tx, order, { order: locked.order, ...ender, reason }))) return;
    const { organizationId } = order;
    await recordEvent(tx, act, 'ORDER_CANCELLED', { objectId: order.id, organizationId, as: ender.as, reason });
  });
}

type Ended = { order: OrderRow; endedBy: EndedBy; reason: string | null };

/** Tells the payer of an order that ended with its page at Stripe since it was read. False when it did not. Its row is locked. */
export async function tellEnded(tx: Database, before: OrderRow, { order, endedBy, reason }: Ended): Promise<boolean> {
  if (before.cancelledAt !== null || order.cancelledAt === null) return false;
  const told = { text: 'ORDER_CANCELLED', amountMinor: 0, endedBy, reason } as const;
  await mailPayer(tx, order, { key: `cancelled ${order.id}`, ...told });
  return true;
}

/** Whether an act ended the order by ending its page at Stripe, and is the first that says so. */
async function endedHere(tx: Database, before: OrderRow, ended: Ended): Promise<boolean> {
  const { order } = ended;
  if (!(await tellEnded(tx, before, ended))) return false;
  const { objectType, objectId, verb } = auditEvents;
  const told = and(eq(objectType, 'Order'), eq(objectId, order.id), eq(verb, 'ORDER_CANCELLED'));
  return (await tx.$count(auditEvents, told)) === 0;
}

type Unpaid = Pick<LockedOrder, 'order' | 'standing'> & {
  ender: { because: Because; by: By; whose?: UserId | null; endedBy: EndedBy };
  reason?: string | null;
  /** What the payer is told, and what a credit note says. */
  text?: MoneyText;
  why?: string;
  now: Date;
};

/** Ends an order that has no seat yet, under its lock, with its hold. False when it had ended. Throws OrderState. */
export async function endUnpaid(tx: Database, unpaid: Unpaid): Promise<boolean> {
  const { order, standing, ender, reason, now, text = 'ORDER_CANCELLED', why = 'The order was canceled.' } = unpaid;
  const { because, by, whose, endedBy } = ender;
  if (order.settledAt !== null || (await isSeated(tx, order.id))) throw new OrderStateError(standing.state);
  if (order.holdId !== null) await releaseHold(tx, { holdId: order.holdId, because, by, whose, at: now });
  if (order.cancelledAt !== null) return false;
  const { leftMinor: amountMinor } = standing;
  const cause = endedBy === 'EVENT' ? 'EVENT_CANCELLED' : 'ORDER_CANCELLED';
  if (amountMinor > 0) await requestRefund(tx, { order }, { amountMinor, cause, reason, quietly: true, now });
  const note = await closeOrder(tx, order, { because: why, now });
  const { invoice } = await invoiceOf(tx, order.id);
  const papers = { label: invoice?.label, carries: note === null ? [] : [note] };
  await mailPayer(tx, order, { key: `cancelled ${order.id}`, text, ...papers, amountMinor, endedBy, reason });
  return true;
}

type AtStripe = { orderId: OrderId; ending: Ending; whose?: UserId | null; now: Date };

/**
 * Ends what can be paid for an order at Stripe. Without keys nothing can be asked; what was paid there is found when there are keys
 * again, and then goes back. Throws PaymentsDown.
 */
export async function endAtStripe({ db, stripe }: Pick<Till, 'db' | 'stripe'>, of: AtStripe): Promise<void> {
  if (stripe === null) return;
  await askingStripe(of.orderId, () => endCheckout({ db, stripe }, of));
}
