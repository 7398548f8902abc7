import { eq } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { RefundId } from '../../../../drizzle/ids.ts';
import { payments, refunds } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadRefund } from '../../../gateway.ts';
import { GatewayRefused } from '../../../gateway.ts';
import { job } from '../../../jobs/operations.ts';
import { KEY_HOURS } from '../../rules/refund.ts';
import { markRefund } from '../markRefund.ts';
import { refundJob } from '../refundJob.ts';
import { isOf } from './applyCheckout.ts';
import { applyRefund } from './applyRefund.ts';

type Needs = { db: Database; stripe: Gateway | null; clock: () => Date };

/** Sends one refund to Stripe. It is queued with the row; the reconciling job sends what it could not. */
export const carryOutRefunds = job({
  ...refundJob,
  run: async ({ db, stripe, clock }: Needs, { refundId }) => {
    if (stripe !== null) await carryOutRefund({ db, stripe }, { refundId, now: clock() });
  },
});

type Wanted = { refundId: RefundId; now: Date };

/**
 * Asks Stripe for a refund, once: its key is the row's. A row that Stripe has answered is left alone. What Stripe refuses for good
 * fails; what waits for money in the balance stays, and is asked for again. Throws GatewayDown.
 */
export async function carryOutRefund(
  needs: { db: Database; stripe: Gateway },
  { refundId, now }: Wanted,
): Promise<void> {
  const { db, stripe } = needs;
  const [found] = await db
    .select({ refund: refunds, intentId: payments.paymentIntentId })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, refundId));
  if (found === undefined || found.intentId === null || found.refund.stripeRefundId !== null) return;
  const { refund, intentId } = found;
  if (refund.state !== 'REQUESTED' && refund.state !== 'WAITING_FOR_BALANCE') return;
  if (!(await isOf(stripe, refund))) return fail(db, { refundId, failure: 'other_account', now });
  const oldMs = now.getTime() - refund.requestedAt.getTime();
  const earlier = oldMs > KEY_HOURS * 3_600_000 ? await findOurs(stripe, { refundId, intentId }) : null;
  const made = earlier ?? (await ask(needs, { refundId, intentId, amountMinor: refund.amountMinor, now }));
  if (made !== null) await applyRefund(db, stripe, { refund: made, now });
}

type Asked = Wanted & { intentId: string; amountMinor: number };

async function ask({ db, stripe }: { db: Database; stripe: Gateway }, asked: Asked): Promise<ReadRefund | null> {
  const { refundId, intentId, amountMinor, now } = asked;
  try {
    return await stripe.createRefund(refundId, { intentId, amountMinor });
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error;
    // It may have been carried out under a key that Stripe has forgotten; or the dashboard was faster, which is then recorded.
    const listed = await stripe.listRefunds(intentId);
    const ours = listed.find((one) => one.ours === refundId);
    if (ours !== undefined) return ours;
    for (const refund of listed) await applyRefund(db, stripe, { refund, now });
    const waits = error.code === 'balance_insufficient';
    const news = { state: waits ? 'WAITING_FOR_BALANCE' : 'FAILED', failure: error.code, now } as const;
    await db.transaction((tx) => markRefund(tx, refundId, news));
    return null;
  }
}

async function findOurs(stripe: Gateway, { refundId, intentId }: { refundId: RefundId; intentId: string }) {
  return (await stripe.listRefunds(intentId)).find((one) => one.ours === refundId) ?? null;
}

async function fail(db: Database, { refundId, failure, now }: Wanted & { failure: string }): Promise<void> {
  await db.transaction((tx) => markRefund(tx, refundId, { state: 'FAILED', failure, now }));
}
