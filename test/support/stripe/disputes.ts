import { z } from 'zod';
import { boolean, created, listOf, metadata, PAGE, text } from './form.ts';
import { addRow, DISPUTE_FEE } from './money.ts';
import { chargeBy } from './payments.ts';
import { badRequest, missing } from './refusal.ts';
import { type Dispute, newStripeId, note, type State, seconds } from './state.ts';

const WEEK = 7 * 86_400;
const MOST_EVIDENCE = 150_000;
const long = z.string().max(20_000).optional();

/** Evidence as text; files are uploaded elsewhere and are not modeled. */
export const evidenceShape = z.strictObject({
  evidence: z
    .strictObject({
      access_activity_log: long,
      billing_address: long,
      cancellation_policy_disclosure: long,
      cancellation_rebuttal: long,
      customer_email_address: long,
      customer_name: long,
      product_description: long,
      refund_policy_disclosure: long,
      refund_refusal_explanation: long,
      service_date: long,
      uncategorized_text: long,
    })
    .optional(),
  expand: listOf(text()).optional(),
  metadata: metadata.optional(),
  submit: boolean.optional(),
});
export const disputeListShape = z.strictObject({
  ...PAGE,
  charge: text().optional(),
  created: created.optional(),
  payment_intent: text().optional(),
});

export function disputeBy(state: State, id: string): Dispute {
  const dispute = state.disputes.get(id);
  if (dispute === undefined) throw missing('dispute', id);
  return dispute;
}

/** The bank of the payer takes the money back, and Stripe a fee. */
export function openDispute(state: State, chargeId: string, reason = 'fraudulent', amount?: number): Dispute {
  const charge = chargeBy(state, chargeId);
  if (charge.status !== 'succeeded' || charge.disputed) throw new Error(`${chargeId} cannot be disputed now`);
  charge.disputed = true;
  const at = seconds(state);
  const dispute: Dispute = {
    id: newStripeId('du'),
    object: 'dispute',
    amount: amount ?? charge.amount - charge.amount_refunded,
    charge: charge.id,
    created: at,
    currency: charge.currency,
    evidence: {},
    evidence_details: { due_by: at + WEEK, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: false,
    livemode: state.account.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  };
  state.disputes.set(dispute.id, dispute);
  move(state, dispute, -dispute.amount, DISPUTE_FEE);
  note(state, 'charge.dispute.created', dispute);
  note(state, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

function move(state: State, { currency, id }: Dispute, amount: number, fee: number): void {
  addRow(state, { amount, fee, currency, type: 'adjustment', source: id });
}

export function submitEvidence(state: State, id: string, asked: z.output<typeof evidenceShape>): Dispute {
  const dispute = disputeBy(state, id);
  if (dispute.status !== 'needs_response' && dispute.status !== 'warning_needs_response')
    throw badRequest('This dispute is already closed or under review.');
  const evidence = { ...dispute.evidence, ...asked.evidence };
  const characters = Object.values(evidence).reduce((sum: number, value) => sum + String(value).length, 0);
  if (characters > MOST_EVIDENCE)
    throw badRequest('The evidence may have at most 150,000 characters.', undefined, 'evidence');
  dispute.evidence = evidence;
  if (asked.submit !== false) dispute.status = 'under_review';
  note(state, 'charge.dispute.updated', dispute);
  return dispute;
}

/** The bank decides. Won money comes back; the fee does not. */
export function closeDispute(state: State, id: string, end: 'won' | 'lost' | 'warning_closed'): Dispute {
  const dispute = disputeBy(state, id);
  dispute.status = end;
  const charge = chargeBy(state, dispute.charge);
  charge.disputed = end === 'lost';
  if (end === 'won') move(state, dispute, dispute.amount, 0);
  note(state, 'charge.dispute.closed', dispute);
  if (end === 'won') note(state, 'charge.dispute.funds_reinstated', dispute);
  return dispute;
}
