import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { CheckoutId, HoldId, OrderId } from '../ids.ts';
import { policy } from '../policy.ts';
import { orders } from './orders.ts';
import { holds } from './registrations.ts';

/**
 * PLANNED: not yet made at Stripe, or the answer was lost. Then as Stripe says; PROCESSING: the buyer agreed and the money is on its
 * way, FAILED: it did not come.
 */
export const CHECKOUT_STATES = ['PLANNED', 'OPEN', 'PROCESSING', 'COMPLETE', 'EXPIRED', 'FAILED'] as const;
/** An order has at most one checkout in one of these states. */
export const LIVE_CHECKOUTS = ['PLANNED', 'OPEN', 'PROCESSING'] as const;

/** A Checkout Session of Stripe for an order. Account and mode stand on every row of Stripe, so that keys can change. */
export const checkouts = snakeCase.table(
  'checkouts',
  {
    id: idColumn<CheckoutId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    holdId: uuid()
      .$type<HoldId>()
      .references(() => holds.id),
    /** Rises with each try: part of the idempotency key. */
    attempt: integer().notNull(),
    amountMinor: integer().notNull(),
    currency: text().notNull(),
    account: text().notNull(),
    livemode: boolean().notNull(),
    state: text({ enum: CHECKOUT_STATES }).notNull(),
    sessionId: text(),
    url: text(),
    paymentIntentId: text(),
    expiresAt: instant().notNull(),
    madeAt: instant().notNull(),
    /** When Stripe was last asked. */
    readAt: instant(),
  },
  (t) => [
    unique('checkouts_attempt_key').on(t.orderId, t.attempt),
    unique('checkouts_session_key').on(t.sessionId),
    uniqueIndex('checkouts_live_key').on(t.orderId).where(oneOf('state', LIVE_CHECKOUTS)),
    index('checkouts_read_idx').on(sql`coalesce(${t.readAt}, ${t.madeAt})`).where(oneOf('state', LIVE_CHECKOUTS)),
    index('checkouts_intent_idx').on(t.paymentIntentId),
    check('checkouts_state', oneOf('state', CHECKOUT_STATES)),
    check('checkouts_amount', sql`${t.amountMinor} >= 1`),
  ],
);

export const checkoutsPolicy = policy(checkouts, {
  rows: 'kept',
  personal: ['url'],
  notPersonal: ['currency', 'account', 'sessionId', 'paymentIntentId'],
  protection: 'the payer’s own session',
  person: { through: 'orderId' },
  exported: {
    as: 'checkouts',
    columns: ['attempt', 'amountMinor', 'currency', 'state', 'madeAt', 'expiresAt'],
    order: checkouts.madeAt,
    without: { columns: ['url'], because: 'an address of Stripe that has ended' },
  },
  erasure: { blanks: { url: null } },
});
