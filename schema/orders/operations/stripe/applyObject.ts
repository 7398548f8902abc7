import type { Database } from '../../../../drizzle/client.ts';
import { type CheckoutId, parseId } from '../../../../drizzle/ids.ts';
import type { Gateway } from '../../../gateway.ts';
import { GatewayRefused } from '../../../gateway.ts';
import { checkoutById } from '../../queries/checkouts.ts';
import type { EventKind } from '../../rules/stripeEvents.ts';
import { applyCheckout } from './applyCheckout.ts';
import { applyDispute } from './applyDispute.ts';
import { applyRefund } from './applyRefund.ts';
import { endSession, findLost } from './endCheckout.ts';

type Needs = { db: Database; stripe: Gateway };
type Named = { kind: EventKind | null; id: string; now: Date };

/**
 * Reads an object of Stripe and applies what it says. False when it is not ours, or Stripe has it no more. `now` is when it is read.
 * Throws GatewayDown.
 */
export async function applyObject(needs: Needs, { kind, id, now }: Named): Promise<boolean> {
  try {
    if (kind === 'CHECKOUT') return await applySession(needs, id, now);
    if (kind === 'REFUND') return await applyRefundOf(needs, id, now);
    return kind === 'DISPUTE' && (await applyDisputeOf(needs, id, now));
  } catch (error) {
    if (error instanceof GatewayRefused) return false;
    throw error;
  }
}

/** A session that can be paid although its row was given up is ended. */
async function applySession(needs: Needs, id: string, now: Date): Promise<boolean> {
  const session = await needs.stripe.readCheckout(id);
  const applied = await applyCheckout(needs.db, needs.stripe, { session, now });
  if (!applied.known) return false;
  if (applied.stray) await endSession(needs, { row: applied.row, now });
  return true;
}

async function applyRefundOf(needs: Needs, id: string, now: Date): Promise<boolean> {
  const refund = await needs.stripe.readRefund(id);
  const apply = () => applyRefund(needs.db, needs.stripe, { refund, now });
  return (await apply()) || ((await learnPayment(needs, refund.intentId, now)) && apply());
}

async function applyDisputeOf(needs: Needs, id: string, now: Date): Promise<boolean> {
  const dispute = await needs.stripe.readDispute(id);
  const apply = () => applyDispute(needs.db, needs.stripe, { dispute, now });
  return (await apply()) || ((await learnPayment(needs, dispute.intentId, now)) && apply());
}

/** News of a refund or a dispute may come before that of its payment, which is then looked for. */
async function learnPayment(needs: Needs, intentId: string | null, now: Date): Promise<boolean> {
  if (intentId === null) return false;
  const { checkout } = await needs.stripe.readPaymentIntent(intentId);
  const id = parseId<CheckoutId>(checkout ?? '');
  const row = id === null ? null : await checkoutById(needs.db, id);
  if (row === null) return false;
  if (row.sessionId === null) return (await findLost(needs, { row, now })) === 'FOUND';
  return applySession(needs, row.sessionId, now);
}
