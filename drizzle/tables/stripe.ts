import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, snakeCase, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { StripeEventId } from '../ids.ts';
import { policy } from '../policy.ts';

/** An event of Stripe that was received and verified; written with the job that works on it. */
export const stripeEvents = snakeCase.table(
  'stripe_events',
  {
    id: idColumn<StripeEventId>(),
    eventId: text().notNull(),
    account: text().notNull(),
    livemode: boolean().notNull(),
    type: text().notNull(),
    objectId: text().notNull(),
    receivedAt: instant().notNull(),
    doneAt: instant(),
  },
  (t) => [unique('stripe_events_event_key').on(t.eventId)],
);

export const stripeEventsPolicy = policy(stripeEvents, { rows: 'passing', personal: 'none' });

/** How many events were answered and ignored, and why: an unknown type, test mode at a live service, another account. */
export const stripeIgnored = snakeCase.table(
  'stripe_ignored',
  {
    id: idColumn(),
    because: text().notNull(),
    type: text().notNull(),
    count: integer().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [uniqueIndex('stripe_ignored_key').on(t.because, t.type)],
);

export const stripeIgnoredPolicy = policy(stripeIgnored, { rows: 'kept', personal: 'none' });

/** A balance transaction of Stripe, for the money report. Insert only. */
export const balanceRows = snakeCase.table(
  'balance_rows',
  {
    id: idColumn(),
    stripeId: text().notNull(),
    account: text().notNull(),
    livemode: boolean().notNull(),
    type: text().notNull(),
    sourceId: text(),
    amountMinor: bigint({ mode: 'number' }).notNull(),
    feeMinor: bigint({ mode: 'number' }).notNull(),
    netMinor: bigint({ mode: 'number' }).notNull(),
    currency: text().notNull(),
    occurredAt: instant().notNull(),
  },
  (t) => [
    unique('balance_rows_stripe_key').on(t.stripeId),
    index('balance_rows_newest_idx').on(t.account, t.livemode, t.occurredAt),
    index('balance_rows_source_idx').on(t.sourceId),
    check('balance_rows_sums', sql`${t.netMinor} = ${t.amountMinor} - ${t.feeMinor}`),
  ],
);

export const balanceRowsPolicy = policy(balanceRows, { rows: 'history', personal: 'none' });
