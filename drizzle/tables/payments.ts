import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { CheckoutId, DisputeId, OrderId, OrderLineId, PaymentId, RefundId, RegistrationId } from '../ids.ts';
import { ERASED, policy } from '../policy.ts';
import { checkouts } from './checkouts.ts';
import { orderLines, orders } from './orders.ts';
import { registrations } from './registrations.ts';

export const PAYMENT_METHODS = ['STRIPE', 'BANK_TRANSFER', 'CHECK', 'CASH', 'OTHER'] as const;
/** TO_CONFIRM: somebody must send it by bank and say so. The others are what Stripe says. */
export const REFUND_STATES = [
  'REQUESTED',
  'TO_CONFIRM',
  'PENDING',
  'WAITING_FOR_BALANCE',
  'SUCCEEDED',
  'FAILED',
  'CANCELED',
] as const;
export const REFUND_CAUSES = [
  'POLICY',
  'ORGANIZER',
  'ORDER_CANCELLED',
  'EVENT_CANCELLED',
  'EVENT_CHANGED',
  'LATE_PAYMENT',
  'DOUBLE_PAYMENT',
  'OVERPAID',
  'OUTSIDE',
] as const;

/** Money that came, by any method. A payment recorded by mistake is undone by a counter-row with the negative amount. Insert only. */
export const payments = snakeCase.table(
  'payments',
  {
    id: idColumn<PaymentId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    checkoutId: uuid()
      .$type<CheckoutId>()
      .references(() => checkouts.id),
    method: text({ enum: PAYMENT_METHODS }).notNull(),
    amountMinor: integer().notNull(),
    currency: text().notNull(),
    account: text(),
    livemode: boolean(),
    paymentIntentId: text(),
    chargeId: text(),
    /** Of a payment outside Stripe, in the organizer's words: what shows that the money came; of a counter-row, why. */
    evidence: text(),
    undoes: uuid().$type<PaymentId>(),
    receivedAt: instant().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    unique('payments_intent_key').on(t.paymentIntentId),
    unique('payments_undoes_key').on(t.undoes),
    index('payments_order_idx').on(t.orderId),
    index('payments_received_idx').on(t.receivedAt),
    index('payments_charge_idx').on(t.chargeId),
    check('payments_method', oneOf('method', PAYMENT_METHODS)),
    check(
      'payments_sign',
      sql`(${t.undoes} is null and ${t.amountMinor} > 0) or (${t.undoes} is not null and ${t.amountMinor} < 0)`,
    ),
    check(
      'payments_stripe',
      sql`(${t.method} = 'STRIPE') = (${t.paymentIntentId} is not null) and (${t.method} = 'STRIPE') = (${t.account} is not null)`,
    ),
  ],
);

export const paymentsPolicy = policy(payments, {
  rows: 'history',
  personal: ['evidence'],
  notPersonal: ['currency', 'account', 'paymentIntentId', 'chargeId'],
  protection: 'members of the organization by permission',
  person: { through: 'orderId' },
  exported: {
    as: 'payments',
    columns: ['method', 'amountMinor', 'currency', 'evidence', 'receivedAt'],
    order: payments.receivedAt,
  },
  erasure: { blanks: { evidence: ERASED } },
});

/** Money that goes back, one row and one idempotency key each. The state only moves on; a success can still fail. */
export const refunds = snakeCase.table(
  'refunds',
  {
    id: idColumn<RefundId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    paymentId: uuid()
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id),
    registrationId: uuid()
      .$type<RegistrationId>()
      .references(() => registrations.id),
    /** The line that the money was paid for; null when it is for none in particular. */
    lineId: uuid()
      .$type<OrderLineId>()
      .references(() => orderLines.id),
    amountMinor: integer().notNull(),
    currency: text().notNull(),
    cause: text({ enum: REFUND_CAUSES }).notNull(),
    reason: text(),
    state: text({ enum: REFUND_STATES }).notNull(),
    failure: text(),
    account: text(),
    livemode: boolean(),
    stripeRefundId: text(),
    requestedAt: instant().notNull(),
    settledAt: instant(),
    readAt: instant(),
  },
  (t) => [
    unique('refunds_stripe_key').on(t.stripeRefundId),
    index('refunds_order_idx').on(t.orderId),
    index('refunds_payment_idx').on(t.paymentId),
    index('refunds_line_idx').on(t.lineId),
    index('refunds_settled_idx').on(t.settledAt),
    index('refunds_open_idx')
      .on(t.requestedAt)
      .where(sql`${t.state} in ('REQUESTED', 'PENDING', 'WAITING_FOR_BALANCE')`),
    check('refunds_amount', sql`${t.amountMinor} >= 1`),
    check('refunds_state', oneOf('state', REFUND_STATES)),
    check('refunds_cause', oneOf('cause', REFUND_CAUSES)),
  ],
);

export const refundsPolicy = policy(refunds, {
  rows: 'kept',
  personal: ['reason'],
  notPersonal: ['currency', 'failure', 'account', 'stripeRefundId'],
  protection: 'the payer’s own session; members of the organization by permission',
  person: { through: 'orderId' },
  exported: {
    as: 'refunds',
    columns: ['amountMinor', 'currency', 'cause', 'reason', 'state', 'requestedAt', 'settledAt'],
    order: refunds.requestedAt,
  },
  erasure: { blanks: { reason: null } },
});

/** Stripe's words for a dispute that is over. */
export const CLOSED_DISPUTES = ['won', 'lost', 'warning_closed', 'prevented'] as const;

/** A dispute of a payment, as Stripe last said. */
export const disputes = snakeCase.table(
  'disputes',
  {
    id: idColumn<DisputeId>(),
    paymentId: uuid()
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id),
    account: text().notNull(),
    livemode: boolean().notNull(),
    stripeDisputeId: text().notNull(),
    amountMinor: integer().notNull(),
    currency: text().notNull(),
    reason: text().notNull(),
    status: text().notNull(),
    evidenceDueAt: instant(),
    openedAt: instant().notNull(),
    readAt: instant().notNull(),
  },
  (t) => [
    unique('disputes_stripe_key').on(t.stripeDisputeId),
    index('disputes_payment_idx').on(t.paymentId),
    index('disputes_open_idx')
      .on(t.readAt)
      .where(sql`not ${oneOf('status', CLOSED_DISPUTES)}`),
  ],
);

export const disputesPolicy = policy(disputes, {
  rows: 'kept',
  personal: [],
  notPersonal: ['account', 'stripeDisputeId', 'currency', 'reason', 'status'],
  protection: 'members of the organization by permission',
  person: { through: 'paymentId' },
  exported: {
    as: 'disputes',
    columns: ['amountMinor', 'currency', 'reason', 'status', 'openedAt'],
    order: disputes.openedAt,
  },
  erasure: { stays: 'codes, amounts and times' },
});
