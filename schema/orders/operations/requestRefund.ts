import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { PaymentId, RefundId, RegistrationId } from '../../../drizzle/ids.ts';
import { refunds } from '../../../drizzle/schema.ts';
import type { REFUND_CAUSES } from '../../../drizzle/tables/payments.ts';
import { enqueue } from '../../jobs/operations.ts';
import { RefundTooHighError } from '../errors.ts';
import type { LockedOrder, PaymentRow, RefundRow } from '../queries.ts';
import { standsRefund } from '../rules/standing.ts';
import { refundJob } from './refundJob.ts';

export type WantedRefund = {
  amountMinor: number;
  cause: (typeof REFUND_CAUSES)[number];
  reason?: string | null;
  registrationId?: RegistrationId | null;
  /** Only this payment; without it the newest payments give first. */
  paymentId?: PaymentId;
  now: Date;
};

/**
 * Writes the refunds of an order under its lock, one row for each payment that gives back, and queues what Stripe is to do. Money
 * goes back only the way it came: what came by bank waits for somebody who sends it and says so. Throws RefundTooHigh.
 */
export async function requestRefund(tx: Database, locked: LockedOrder, wanted: WantedRefund): Promise<RefundId[]> {
  const { order, payments, refunds: before } = locked;
  const sources = givers(payments, before).filter(
    ({ id }) => wanted.paymentId === undefined || id === wanted.paymentId,
  );
  const left = sources.reduce((all, { leftMinor }) => all + leftMinor, 0);
  if (wanted.amountMinor > left) throw new RefundTooHighError(left);
  const made: RefundId[] = [];
  let open = wanted.amountMinor;
  for (const source of sources) {
    const amountMinor = Math.min(open, source.leftMinor);
    if (amountMinor === 0) continue;
    open -= amountMinor;
    const { cause, reason = null, registrationId = null, now } = wanted;
    const [row] = await tx
      .insert(refunds)
      .values({
        ...{
          orderId: order.id,
          paymentId: source.id,
          registrationId,
          amountMinor,
          currency: order.currency,
          cause,
          reason,
        },
        ...{ account: source.account, livemode: source.livemode, requestedAt: now },
        state: source.method === 'STRIPE' ? 'REQUESTED' : 'TO_CONFIRM',
      })
      .returning({ id: refunds.id });
    if (row === undefined) throw new Error('a refund was not written');
    if (source.method === 'STRIPE') await enqueue(tx, refundJob, { refundId: row.id }, { key: row.id });
    made.push(row.id);
  }
  return made;
}

type Giver = PaymentRow & { leftMinor: number };

/** Payments that were not undone, with what is left of each, the newest first. */
function givers(payments: readonly PaymentRow[], before: readonly RefundRow[]): Giver[] {
  const undone = new Set(payments.map(({ undoes }) => undoes));
  return payments
    .filter(({ id, undoes }) => undoes === null && !undone.has(id))
    .map((payment) => {
      const back = before.filter(({ paymentId, state }) => paymentId === payment.id && standsRefund(state));
      return {
        ...payment,
        leftMinor: payment.amountMinor - back.reduce((all, { amountMinor }) => all + amountMinor, 0),
      };
    })
    .toReversed();
}

/** The refund of a key, under its order's lock. */
export async function refundOf(tx: Database, refundId: RefundId): Promise<RefundRow | null> {
  const [row] = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.id, refundId)));
  return row ?? null;
}
