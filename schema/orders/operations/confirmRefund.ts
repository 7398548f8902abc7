import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RefundId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { OrderStateError } from '../errors.ts';
import { lockOrder, moneyOf } from '../queries.ts';
import { orderById } from './cancelOrder.ts';
import { markRefund } from './markRefund.ts';
import { refundOf } from './requestRefund.ts';

type Confirming = {
  refundId: RefundId | null;
  /** Whether the money was sent; false: it will not be. */
  sent: boolean;
  reason: string;
};

/**
 * Says that a refund by bank was sent, or that it will not be, for a member who manages money. A second call of the same kind changes
 * nothing. Throws NotFound, Forbidden, and OrderState for a refund that is not waiting for this.
 */
export async function confirmRefund(
  db: Database,
  act: UserAct,
  { refundId, sent, reason }: Confirming,
): Promise<{ orderId: OrderId }> {
  const found = refundId === null ? null : await refundOf(db, refundId);
  if (found === null) throw new NotFoundError('The refund');
  const order = await orderById(db, found.orderId);
  return db.transaction(async (tx) => {
    const asked = { permission: 'MANAGE_MONEY', organizationId: order.organizationId, what: 'The refund' } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    const state = sent ? 'SUCCEEDED' : 'CANCELED';
    await lockOrder(tx, order.id);
    const before = await refundOf(tx, found.id);
    if (before?.state === state && before.account === null) return { orderId: order.id };
    const moved = before?.state === 'TO_CONFIRM' && (await markRefund(tx, found.id, { state, now: act.now }));
    if (!moved) throw new OrderStateError((await moneyOf(tx, order)).standing.state);
    await recordEvent(tx, act, 'REFUND_CONFIRMED', {
      ...{ objectId: order.id, organizationId, as, reason },
      details: { refundId: found.id, sent },
    });
    return { orderId: order.id };
  });
}
