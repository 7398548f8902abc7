import type { Database } from '../../../drizzle/client.ts';
import type { OrderId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { HoldEndedError } from '../../registrations/errors.ts';
import { extendHold } from '../../registrations/operations/extendHold.ts';
import { CHECKOUT_SECONDS } from '../../registrations/rules/limits.ts';
import { OrderStateError, PaymentsDownError, PaymentsUnavailableError } from '../errors.ts';
import { isSeated, planOf } from '../queries/places.ts';
import { lockOrder, moneyOf, type OrderRow } from '../queries.ts';
import { seatPrice } from '../rules/terms.ts';
import { endAtStripe, orderById } from './cancelOrder.ts';
import { openPayment, type Payment, type Till } from './openPayment.ts';

type Paying = { orderId: OrderId | null };
export type Paid = { orderId: OrderId; payment: Payment | null };

/**
 * The address where whoever placed an order pays what is due next: the first part of an invoice until it has given the place, then the
 * rest. Null when nothing is due, or the money is on its way. Throws NotFound, and what openPayment throws.
 */
export async function payOrder(till: Till, act: UserAct, { orderId }: Paying): Promise<Paid> {
  const order = await requireOwnOrder(till.db, act, orderId);
  const { id, currency } = order;
  const { standing } = await moneyOf(till.db, order);
  if (standing.dueMinor === 0) return { orderId: id, payment: null };
  await requireSeller(till, order);
  const seated = await isSeated(till.db, id);
  const first = seatPrice(await planOf(till.db, id), order.totalMinor) - standing.keptMinor;
  const amountMinor = seated ? standing.dueMinor : Math.min(first, standing.dueMinor);
  return { orderId: id, payment: await openPayment(till, { orderId: id, currency, amountMinor, now: act.now }) };
}

/**
 * Gives whoever placed an order more time to pay it, once: its hold and its address get as long again. Throws NotFound, OrderState,
 * HoldEnded, HoldExtended, PaymentsUnavailable, PaymentsDown, CheckoutOver.
 */
export async function extendCheckout(till: Till, act: UserAct, { orderId }: Paying): Promise<Paid> {
  const order = await requireOwnOrder(till.db, act, orderId);
  const { id, currency } = order;
  await till.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, id);
    if (locked === null) throw new NotFoundError('The order');
    const { settlement, settledAt, cancelledAt, holdId } = locked.order;
    if (settlement !== 'CHECKOUT' || settledAt !== null) throw new OrderStateError(locked.standing.state);
    if (cancelledAt !== null || holdId === null) throw new HoldEndedError();
    await extendHold(tx, { holdId, seconds: CHECKOUT_SECONDS });
  });
  // The session that ends earlier must end first: an order has one address. The hold outlives it.
  const ended = await endAtStripe(till, { orderId: id, ending: 'HOLD_ENDED', now: act.now }).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof PaymentsDownError)) throw error;
      return false;
    },
  );
  return { orderId: id, payment: ended ? await openPayment(till, { orderId: id, currency, now: act.now }) : null };
}

/** An order that the person placed. Throws NotFound. */
async function requireOwnOrder(db: Database, { userId }: UserAct, orderId: OrderId | null): Promise<OrderRow> {
  const order = await orderById(db, orderId);
  if (order.placedBy !== userId) throw new NotFoundError('The order');
  return order;
}

async function requireSeller({ db, stripe, stripeSeller }: Till, order: OrderRow): Promise<void> {
  const [organization] = await organizationsByIds(db, [order.organizationId]);
  if (stripe === null || organization?.slug !== stripeSeller) throw new PaymentsUnavailableError();
}
