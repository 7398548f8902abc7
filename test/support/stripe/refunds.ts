import { z } from 'zod';
import { created, integer, listOf, metadata, PAGE, text } from './form.ts';
import { addRow, balanceOf } from './money.ts';
import { chargeBy, intentBy } from './payments.ts';
import { badRequest, missing } from './refusal.ts';
import { newStripeId, note, type Refund, type State, seconds } from './state.ts';

export const refundShape = z.strictObject({
  amount: integer.optional(),
  charge: text().optional(),
  expand: listOf(text()).optional(),
  metadata: metadata.optional(),
  payment_intent: text().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});
export const refundListShape = z.strictObject({
  ...PAGE,
  charge: text().optional(),
  created: created.optional(),
  payment_intent: text().optional(),
});

type Asked = z.output<typeof refundShape>;

/** Sends money back. Without the money in the balance the refund waits for it. */
export function createRefund(state: State, asked: Asked): Refund {
  if ((asked.charge === undefined) === (asked.payment_intent === undefined))
    throw badRequest('One of the following params should be provided for this request: payment_intent or charge.');
  const charge = chargeBy(state, asked.charge ?? intentBy(state, asked.payment_intent ?? '').latest_charge ?? '');
  const amount = asked.amount ?? charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded')
    throw badRequest('This charge has no money to give back.', 'charge_not_refundable');
  if (charge.refunded) throw badRequest(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  if (charge.disputed)
    throw badRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  if (amount < 1) throw badRequest('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  const left = charge.amount - charge.amount_refunded;
  if (amount > left)
    throw badRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      undefined,
      'amount',
    );
  const refund: Refund = {
    id: newStripeId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(state),
    currency: charge.currency,
    metadata: asked.metadata ?? {},
    payment_intent: charge.payment_intent,
    reason: asked.reason ?? null,
    status: 'pending',
  };
  state.refunds.set(refund.id, refund);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  note(state, 'refund.created', refund);
  begin(state, refund);
  return refund;
}

function begin(state: State, refund: Refund): void {
  if (balanceOf(state, refund.currency) < refund.amount) {
    refund.pending_reason = 'insufficient_funds';
    return;
  }
  if (state.refundsBegin === 'succeeded') {
    succeed(state, refund);
    return;
  }
  refund.status = state.refundsBegin;
  if (refund.status === 'pending') refund.pending_reason = 'processing';
}

function succeed(state: State, refund: Refund): void {
  const { amount, currency, id } = refund;
  const type = refund.charge.startsWith('ch_') ? 'refund' : 'payment_refund';
  refund.status = 'succeeded';
  delete refund.pending_reason;
  refund.balance_transaction = addRow(state, { amount: -amount, currency, type, source: id }).id;
  note(state, 'refund.updated', refund);
  note(state, 'charge.refunded', chargeBy(state, refund.charge));
}

/** What becomes of a refund later. Even one that succeeded may fail. */
export function settleRefund(
  state: State,
  id: string,
  end: 'succeeded' | 'failed' | 'canceled',
  why = 'unknown',
): Refund {
  const refund = refundBy(state, id);
  if (end === 'succeeded') succeed(state, refund);
  else undo(state, refund, end, why);
  return refund;
}

function undo(state: State, refund: Refund, end: 'failed' | 'canceled', why: string): void {
  const { amount, currency, id } = refund;
  const charge = chargeBy(state, refund.charge);
  charge.amount_refunded -= amount;
  charge.refunded = false;
  if (refund.status === 'succeeded')
    refund.failure_balance_transaction = addRow(state, { amount, currency, type: 'refund_failure', source: id }).id;
  refund.status = end;
  delete refund.pending_reason;
  if (end === 'failed') refund.failure_reason = why;
  note(state, 'refund.updated', refund);
  if (end === 'failed') note(state, 'refund.failed', refund);
}

/** Money came into the balance: refunds that waited for it go on, the oldest first. */
export function retryWaiting(state: State): void {
  for (const refund of state.refunds.values())
    if (refund.pending_reason === 'insufficient_funds' && balanceOf(state, refund.currency) >= refund.amount)
      succeed(state, refund);
}

export function refundBy(state: State, id: string): Refund {
  const refund = state.refunds.get(id);
  if (refund === undefined) throw missing('refund', id);
  return refund;
}
