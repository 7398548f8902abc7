import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { DisputeId, OrderId } from '../../../drizzle/ids.ts';
import { disputes, payments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { OrderStateError, PaymentsUnavailableError } from '../errors.ts';
import { moneyOf } from '../queries.ts';
import { orderById } from './cancelOrder.ts';
import { askingStripe, type Till } from './openPayment.ts';
import { answerDispute, disputeEvidence } from './stripe/answerDispute.ts';

/**
 * Sends the evidence of a dispute to its bank, for a member who manages money. Throws NotFound, Forbidden, PaymentsUnavailable,
 * PaymentsDown, and OrderState for a dispute that takes none any more.
 */
export async function submitEvidence(
  { db, stripe }: Pick<Till, 'db' | 'stripe'>,
  act: UserAct,
  { disputeId }: { disputeId: DisputeId | null },
): Promise<{ orderId: OrderId }> {
  if (disputeId === null) throw new NotFoundError('The dispute');
  // Who may not see it learns nothing, with or without keys.
  await disputeEvidence(db, act, { disputeId });
  const orderId = await orderOfDispute(db, disputeId);
  if (stripe === null) throw new PaymentsUnavailableError();
  const sent = await askingStripe(orderId, () => answerDispute({ db, stripe }, act, { disputeId }));
  if (sent.ok) return { orderId };
  const { standing } = await moneyOf(db, await orderById(db, orderId));
  throw new OrderStateError(standing.state, 'The bank takes no evidence for this dispute any more.');
}

async function orderOfDispute(db: Database, disputeId: DisputeId): Promise<OrderId> {
  const [found] = await db
    .select({ orderId: payments.orderId })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(eq(disputes.id, disputeId));
  if (found === undefined) throw new NotFoundError('The dispute');
  return found.orderId;
}
