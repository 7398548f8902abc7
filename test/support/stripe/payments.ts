import { addRow, feeOf } from './money.ts';
import { missing } from './refusal.ts';
import { type Charge, type Intent, newStripeId, note, type Session, type State, seconds } from './state.ts';

type How = { method: string; delayed: boolean; intentMetadata: Record<string, string> };

/** Makes the PaymentIntent and the charge of a session whose buyer agreed to pay. */
export function pay(state: State, session: Session, { method, delayed, intentMetadata }: How): Intent {
  const at = seconds(state);
  const { amount_total: amount, currency } = session;
  const intent: Intent = {
    id: newStripeId('pi'),
    object: 'payment_intent',
    amount,
    amount_received: 0,
    created: at,
    currency,
    latest_charge: null,
    livemode: state.account.livemode,
    metadata: intentMetadata,
    payment_method_types: [method],
    status: 'processing',
  };
  const charge: Charge = {
    id: newStripeId(method === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount,
    amount_refunded: 0,
    balance_transaction: null,
    created: at,
    currency,
    disputed: false,
    livemode: state.account.livemode,
    payment_intent: intent.id,
    receipt_email: null,
    refunded: false,
    status: 'pending',
  };
  intent.latest_charge = charge.id;
  state.intents.set(intent.id, intent);
  state.charges.set(charge.id, charge);
  if (delayed) note(state, 'payment_intent.processing', intent);
  else settleIntent(state, intent.id, 'succeeded');
  return intent;
}

export function settleIntent(state: State, id: string, end: 'succeeded' | 'failed'): void {
  const intent = intentBy(state, id);
  const charge = chargeBy(state, intent.latest_charge ?? '');
  charge.status = end;
  if (end === 'failed') {
    intent.status = 'requires_payment_method';
    note(state, 'payment_intent.payment_failed', intent);
    return;
  }
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  const { amount, currency } = charge;
  const type = charge.id.startsWith('ch_') ? 'charge' : 'payment';
  charge.balance_transaction = addRow(state, { amount, fee: feeOf(amount), currency, type, source: charge.id }).id;
  note(state, 'payment_intent.succeeded', intent);
  note(state, 'charge.succeeded', charge);
}

export function intentBy(state: State, id: string): Intent {
  const intent = state.intents.get(id);
  if (intent === undefined) throw missing('payment_intent', id);
  return intent;
}

export function chargeBy(state: State, id: string): Charge {
  const charge = state.charges.get(id);
  if (charge === undefined) throw missing('charge', id);
  return charge;
}
