import { sql } from 'drizzle-orm';
import { oneOf } from '../../../drizzle/columns.ts';
import type { OrderId, RefundId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LIVE_CHECKOUTS } from '../../../drizzle/tables/checkouts.ts';
import { CLOSED_DISPUTES } from '../../../drizzle/tables/payments.ts';
import type { CheckoutRow } from './checkouts.ts';

/** Which account and mode our keys are of; rows of others can't be asked for. */
export type Own = { account: string; livemode: boolean };

type Live = Pick<CheckoutRow, 'id' | 'state'>;

/** Checkouts that may still bring money, those that were asked for the longest time ago first. */
export const checkoutsToRead = statement<Own & { before: Date; most: number }, Live>(
  'checkouts_to_read',
  (p) => sql`select id, state from checkouts
    where ${oneOf('state', LIVE_CHECKOUTS)} and coalesce(read_at, made_at) < ${p('before')}::timestamptz
      and account = ${p('account')} and livemode = ${p('livemode')}::boolean
    order by coalesce(read_at, made_at) limit ${p('most')}::int`,
);

type OpenRefund = { id: RefundId; stripeRefundId: string | null };

/** Refunds that Stripe has not ended, or was not asked for yet. */
export const refundsToRead = statement<Own & { before: Date; most: number }, OpenRefund>(
  'refunds_to_read',
  (p) => sql`select id, stripe_refund_id as "stripeRefundId" from refunds
    where state in ('REQUESTED', 'PENDING', 'WAITING_FOR_BALANCE') and requested_at < ${p('before')}::timestamptz
      and account = ${p('account')} and livemode = ${p('livemode')}::boolean
    order by requested_at limit ${p('most')}::int`,
);

/** Disputes that are not over. */
export const disputesToRead = statement<Own & { most: number }, { stripeDisputeId: string }>(
  'disputes_to_read',
  (p) => sql`select stripe_dispute_id as "stripeDisputeId" from disputes
    where not ${oneOf('status', CLOSED_DISPUTES)} and account = ${p('account')} and livemode = ${p('livemode')}::boolean
    order by read_at limit ${p('most')}::int`,
);

/** Orders of a checkout whose hold has ended while nothing can be paid for them any more. */
export const lapsedOrders = statement<{ before: Date; most: number }, { id: OrderId }>(
  'lapsed_orders',
  (p) => sql`select o.id from orders o join holds h on h.id = o.hold_id
    where o.settlement = 'CHECKOUT' and o.settled_at is null and o.cancelled_at is null
      and o.made_at < ${p('before')}::timestamptz and h.used_at is null
      and (h.released_at is not null or h.frees_at <= clock_timestamp())
      and not exists (select from checkouts c where c.order_id = o.id and ${oneOf('c.state', LIVE_CHECKOUTS)})
    order by o.made_at limit ${p('most')}::int`,
);

/** From when on the balance must be read: a day before the newest row that we have, or before our first checkout. */
export const balanceKnownTo = statement<Own, { since: Date | null }>(
  'balance_known_to',
  (p) => sql`select coalesce(
      (select b.occurred_at from balance_rows b where b.account = ${p('account')} and b.livemode = ${p('livemode')}::boolean
        order by b.occurred_at desc limit 1),
      (select c.made_at from checkouts c order by c.id limit 1)) - interval '1 day' as since`,
);

/** Which of these rows of the balance we have. */
export const knownRows = statement<{ ids: readonly string[] }, { stripeId: string }>(
  'known_balance_rows',
  (p) => sql`select stripe_id as "stripeId" from balance_rows where stripe_id = any(${p('ids')}::text[])`,
);
