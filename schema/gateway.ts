import { z } from 'zod';

/** What we read of Stripe's objects. Whatever else they have may change without us. */
const instant = z.int().transform((seconds) => new Date(seconds * 1000));
const upper = z.string().transform((code) => code.toUpperCase());
const idOf = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((pairs) => pairs ?? {});

const charge = z.object({ id: z.string(), created: instant });
const INTENT_STATES = {
  succeeded: 'SUCCEEDED',
  processing: 'PROCESSING',
  requires_action: 'PROCESSING',
  requires_capture: 'PROCESSING',
  requires_confirmation: 'PROCESSING',
  requires_payment_method: 'FAILED',
  canceled: 'FAILED',
} as const;

/** A PaymentIntent: whether the money came. */
export const intentShape = z
  .object({
    id: z.string(),
    status: z.string(),
    amount_received: z.int(),
    currency: upper,
    latest_charge: z.union([charge, z.string()]).nullable(),
    metadata,
  })
  .transform(({ id, status, amount_received: receivedMinor, currency, latest_charge: latest, metadata: ids }) => ({
    id,
    /** The key of our checkout that it was paid in. */
    checkout: ids.checkout ?? null,
    // A state that we do not know yet is not the end.
    state: INTENT_STATES[status as keyof typeof INTENT_STATES] ?? ('PROCESSING' as const),
    receivedMinor,
    currency,
    chargeId: typeof latest === 'string' ? latest : (latest?.id ?? null),
    chargedAt: latest === null || typeof latest === 'string' ? null : latest.created,
  }));
export type ReadIntent = z.output<typeof intentShape>;

/** A Checkout Session. `intent` is null while nobody paid. */
export const sessionShape = z
  .object({
    id: z.string(),
    status: z.enum(['open', 'complete', 'expired']),
    payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
    amount_total: z.int().nullable(),
    currency: upper.nullable(),
    expires_at: instant,
    url: z.string().nullable(),
    client_reference_id: z.string().nullable(),
    livemode: z.boolean(),
    payment_intent: z.union([intentShape, z.string().transform(() => null)]).nullable(),
  })
  .transform((read) => ({
    id: read.id,
    status: read.status,
    paid: read.payment_status === 'paid',
    amountMinor: read.amount_total,
    currency: read.currency,
    expiresAt: read.expires_at,
    url: read.url,
    reference: read.client_reference_id,
    livemode: read.livemode,
    intent: read.payment_intent,
  }));
export type ReadSession = z.output<typeof sessionShape>;

/** A refund. `ours` is the key of our row, when we asked for it. */
export const refundShape = z
  .object({
    id: z.string(),
    status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
    pending_reason: z.string().nullish(),
    failure_reason: z.string().nullish(),
    amount: z.int(),
    currency: upper,
    payment_intent: idOf.nullable(),
    created: instant,
    metadata,
  })
  .transform((read) => ({
    id: read.id,
    status: read.status,
    waitsForBalance: read.status === 'pending' && read.pending_reason === 'insufficient_funds',
    failure: read.failure_reason ?? null,
    amountMinor: read.amount,
    currency: read.currency,
    intentId: read.payment_intent,
    createdAt: read.created,
    ours: read.metadata.refund ?? null,
  }));
export type ReadRefund = z.output<typeof refundShape>;

export const disputeShape = z
  .object({
    id: z.string(),
    amount: z.int(),
    currency: upper,
    reason: z.string(),
    status: z.string(),
    payment_intent: idOf.nullable(),
    created: instant,
    livemode: z.boolean(),
    evidence_details: z.object({ due_by: instant.nullish() }).nullish(),
  })
  .transform((read) => ({
    id: read.id,
    amountMinor: read.amount,
    currency: read.currency,
    reason: read.reason,
    status: read.status,
    intentId: read.payment_intent,
    openedAt: read.created,
    livemode: read.livemode,
    evidenceDueAt: read.evidence_details?.due_by ?? null,
  }));
export type ReadDispute = z.output<typeof disputeShape>;

export const balanceShape = z
  .object({
    id: z.string(),
    type: z.string(),
    source: idOf.nullable(),
    amount: z.int(),
    fee: z.int(),
    net: z.int(),
    currency: upper,
    created: instant,
  })
  .transform((read) => ({
    stripeId: read.id,
    type: read.type,
    sourceId: read.source,
    amountMinor: read.amount,
    feeMinor: read.fee,
    netMinor: read.net,
    currency: read.currency,
    occurredAt: read.created,
  }));
export type ReadBalanceRow = z.output<typeof balanceShape>;

export const accountShape = z
  .object({
    id: z.string(),
    charges_enabled: z.boolean().optional(),
    business_profile: z.object({ name: z.string().nullish() }).nullish(),
    settings: z
      .object({
        card_payments: z.object({ statement_descriptor_prefix: z.string().nullish() }).optional(),
        payments: z.object({ statement_descriptor: z.string().nullish() }).optional(),
      })
      .nullish(),
  })
  .transform((read) => ({
    id: read.id,
    name: read.business_profile?.name ?? null,
    chargesEnabled: read.charges_enabled ?? true,
    statementPrefix: read.settings?.card_payments?.statement_descriptor_prefix ?? null,
    statementDescriptor: read.settings?.payments?.statement_descriptor ?? null,
  }));
export type ReadAccount = z.output<typeof accountShape>;

export const endpointShape = z
  .object({ url: z.string(), status: z.string(), livemode: z.boolean(), enabled_events: z.array(z.string()) })
  .transform(({ enabled_events: types, ...read }) => ({ ...read, types }));
export type ReadEndpoint = z.output<typeof endpointShape>;

/** An event, as far as we believe it: what happened to which object. The object itself is read again. */
export const eventShape = z
  .object({
    id: z.string().max(255),
    type: z.string().max(255),
    livemode: z.boolean(),
    account: z.string().nullish(),
    data: z.object({ object: z.object({ id: z.string().max(255).nullish() }) }),
  })
  .transform(({ data, account, ...read }) => ({ ...read, account: account ?? null, objectId: data.object.id ?? null }));
export type ReadEvent = z.output<typeof eventShape>;

/** What Checkout shows and takes. Money includes tax. */
export type CheckoutRequest = {
  /** The key of our row: the only thing by which Stripe's object is found again. */
  checkoutId: string;
  orderId: string;
  currency: string;
  lines: { name: string; unitMinor: number; quantity: number }[];
  discountMinor: number;
  expiresAt: Date;
  payerEmail: string | null;
  /** The end of the line on a statement; null shows the account's own name alone. */
  statementSuffix: string | null;
  delayedMethods: boolean;
  /** Where the buyer comes back to; Stripe puts the session's id in place of {CHECKOUT_SESSION_ID}. */
  returnUrl: string;
};

/** Texts of evidence, by Stripe's names. */
export type Evidence = Partial<
  Record<
    | 'product_description'
    | 'customer_name'
    | 'customer_email_address'
    | 'service_date'
    | 'refund_policy_disclosure'
    | 'cancellation_policy_disclosure'
    | 'access_activity_log'
    | 'uncategorized_text',
    string
  >
>;

/**
 * Stripe, as the schema knows it. Every call may throw GatewayDown (nobody knows what happened; ask again later) or
 * GatewayRefused (Stripe said no). A call that changes something names its own idempotency key, so that it may be repeated.
 */
export type Gateway = {
  /** Whether the key moves real money. */
  livemode: boolean;
  /** The account of the key; asked once. */
  account(): Promise<ReadAccount>;
  createCheckout(key: string, request: CheckoutRequest): Promise<ReadSession>;
  readCheckout(sessionId: string): Promise<ReadSession>;
  /** Refused when the session is not open any more. */
  expireCheckout(sessionId: string): Promise<ReadSession>;
  /** The sessions made since then, with that reference. */
  findSessions(since: Date, reference: string): Promise<ReadSession[]>;
  createRefund(refundId: string, request: { intentId: string; amountMinor: number }): Promise<ReadRefund>;
  readRefund(stripeRefundId: string): Promise<ReadRefund>;
  listRefunds(intentId: string): Promise<ReadRefund[]>;
  readPaymentIntent(intentId: string): Promise<ReadIntent>;
  readDispute(disputeId: string): Promise<ReadDispute>;
  submitEvidence(disputeId: string, evidence: Evidence): Promise<ReadDispute>;
  /** Rows of the balance from `since` (inclusive) to `until` (exclusive). */
  listBalance(since: Date, until: Date): Promise<ReadBalanceRow[]>;
  webhookEndpoints(): Promise<ReadEndpoint[]>;
};

/** Stripe does not answer, is overloaded or fails: nobody knows whether the call was carried out. The same call may be repeated. */
export class GatewayDown extends Error {
  override readonly name = 'GatewayDown';
}

/** Stripe answered and said no. `code` is Stripe's. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
