import { randomBytes } from 'node:crypto';
import type { SessionParameters } from './checkoutShape.ts';

/** An object of Stripe as its API answers it. */
export type StripeObject = { id: string; object: string; created: number; [field: string]: unknown };

export type Session = StripeObject & {
  object: 'checkout.session';
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid' | 'no_payment_required';
  payment_intent: string | null;
  amount_total: number;
  currency: string;
  expires_at: number;
  url: string | null;
  client_reference_id: string | null;
  metadata: Record<string, string>;
  allowed_payment_method_types: string[] | null;
};
export type Intent = StripeObject & {
  object: 'payment_intent';
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled';
  amount: number;
  amount_received: number;
  currency: string;
  latest_charge: string | null;
  metadata: Record<string, string>;
};
export type Charge = StripeObject & {
  object: 'charge';
  amount: number;
  amount_refunded: number;
  currency: string;
  payment_intent: string;
  status: 'pending' | 'succeeded' | 'failed';
  refunded: boolean;
  disputed: boolean;
};
export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
export type Refund = StripeObject & {
  object: 'refund';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  status: RefundStatus;
  metadata: Record<string, string>;
};
export type Dispute = StripeObject & {
  object: 'dispute';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  status: string;
  evidence: Record<string, unknown>;
};
export type BalanceRow = StripeObject & {
  object: 'balance_transaction';
  amount: number;
  fee: number;
  net: number;
  currency: string;
  type: string;
  source: string | null;
};
export type Coupon = StripeObject & {
  object: 'coupon';
  amount_off: number;
  currency: string;
  max_redemptions: number | null;
  times_redeemed: number;
};
export type StripeEvent = StripeObject & {
  object: 'event';
  type: string;
  livemode: boolean;
  data: { object: StripeObject };
};

export type Account = {
  id: string;
  livemode: boolean;
  country: string;
  businessName: string;
  prefix: string | null;
  descriptor: string | null;
  endpoints: { url: string; enabled_events: string[]; status: 'enabled' | 'disabled' }[];
};

/** Everything that the stand-in knows. Lists and maps keep the order in which things were made. */
export type State = {
  account: Account;
  /** Its own clock, in milliseconds. */
  now: () => number;
  sessions: Map<string, Session>;
  open: Set<Session>;
  /** With which parameters each session was made. */
  asked: Map<string, SessionParameters>;
  intents: Map<string, Intent>;
  charges: Map<string, Charge>;
  refunds: Map<string, Refund>;
  disputes: Map<string, Dispute>;
  coupons: Map<string, Coupon>;
  balance: Map<string, BalanceRow>;
  events: StripeEvent[];
  /** How refunds of today end: at once, later by a test's control, or after the payer did something. */
  refundsBegin: 'succeeded' | 'pending' | 'requires_action';
  /** What Stripe would take and we must never send. A test asks that it stays empty. */
  strange: string[];
  onEvent: (event: StripeEvent) => void;
};

export const seconds = (state: State): number => Math.floor(state.now() / 1000);
export const newStripeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** Records that something happened, with the object as it stands. */
export function note(state: State, type: string, object: StripeObject): void {
  const event: StripeEvent = {
    id: newStripeId('evt'),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: seconds(state),
    data: { object: structuredClone(object) },
    livemode: state.account.livemode,
    pending_webhooks: 1,
    request: { id: newStripeId('req'), idempotency_key: null },
    type,
  };
  state.events.push(event);
  state.onEvent(event);
}
