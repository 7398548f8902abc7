import type { Database } from '../../../drizzle/client.ts';
import type { OrderId } from '../../../drizzle/ids.ts';
import type { PAYMENT_METHODS } from '../../../drizzle/tables/payments.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { MoneyChangedError, PaymentsDownError } from '../errors.ts';
import { lockOrder } from '../queries.ts';
import { endAtStripe, orderById } from './cancelOrder.ts';
import type { Till } from './openPayment.ts';
import { type Recorded, recordLocked } from './recordMoney.ts';

export type OutsideMethod = Exclude<(typeof PAYMENT_METHODS)[number], 'STRIPE'>;

/** How far the clock of whoever records may be ahead of ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

type Recording = {
  orderId: OrderId | null;
  method: OutsideMethod;
  amountMinor: number;
  /** What shows that the money came. */
  evidence: string;
  receivedAt: Date;
  /** What the member saw as paid, so that two who record the same transfer do not record it twice. */
  paidMinor: number;
};

/**
 * Records money that came outside Stripe, with its evidence, for a member who manages money. It gives the seats when enough has come;
 * what is over, late or twice goes back by hand. What could still be paid at Stripe for a paid order ends. Throws NotFound, Forbidden,
 * InvalidInput for a day that lies ahead, MoneyChanged.
 */
export async function recordPayment(
  till: Pick<Till, 'db' | 'stripe'>,
  act: UserAct,
  { orderId, paidMinor, ...money }: Recording,
): Promise<{ orderId: OrderId; outcome: Recorded['outcome'] }> {
  if (money.receivedAt.getTime() > act.now.getTime() + CLOCKS_DIFFER_MS)
    throw new InvalidInputError([{ path: 'receivedAt', message: 'write when the money came; this lies ahead.' }]);
  const order = await orderById(till.db, orderId);
  const done = await till.db.transaction(async (tx) => {
    const asked = { permission: 'MANAGE_MONEY', organizationId: order.organizationId, what: 'The order' } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    const locked = await lockOrder(tx, order.id);
    if (locked === null) throw new NotFoundError('The order');
    if (locked.standing.paidMinor !== paidMinor) throw new MoneyChangedError(locked.standing);
    const recorded = await recordLocked(tx, locked, { ...money, now: act.now });
    const { method, amountMinor } = money;
    await recordEvent(tx, act, 'PAYMENT_RECORDED', {
      ...{ objectId: order.id, organizationId, as },
      details: { paymentId: recorded.paymentId, method, amountMinor, outcome: recorded.outcome },
    });
    return recorded;
  });
  await endOpenCheckout(till, order.id, act.now);
  return { orderId: order.id, outcome: done.outcome };
}

/** A checkout that outlives the payment is found by the reconciling job, so that Stripe may be away now. */
async function endOpenCheckout(till: Pick<Till, 'db' | 'stripe'>, orderId: OrderId, now: Date): Promise<void> {
  const settled = await isSettled(till.db, orderId);
  if (!settled) return;
  await endAtStripe(till, { orderId, ending: 'WITHDRAWN', now }).catch((error: unknown) => {
    if (!(error instanceof PaymentsDownError)) throw error;
  });
}

async function isSettled(db: Database, orderId: OrderId): Promise<boolean> {
  const { settledAt, cancelledAt } = await orderById(db, orderId);
  return settledAt !== null || cancelledAt !== null;
}
