import { sql } from 'drizzle-orm';

/**
 * Whether an order `o` with the hold `h` stands: it was not canceled, and it has its places or its hold still keeps them by the
 * database's clock. An order whose hold has ended stands no longer, even if no job has seen it.
 */
export const ORDER_STANDS = sql`(o.cancelled_at is null and (o.settled_at is not null or h.used_at is not null
  or (h.released_at is null and h.used_at is null and (h.frees_at is null or h.frees_at > clock_timestamp()))))`;

/** Whether everything that was paid for an order `o` went back, so that its code can be used again. */
const ALL_BACK = sql`coalesce(o.total_minor > 0 and (select sum(f.amount_minor) from refunds f
    where f.order_id = o.id and f.state = 'SUCCEEDED') >= (select sum(p.amount_minor) from payments p where p.order_id = o.id), false)`;

/** Whether an order `o` with the hold `h` has used its code. */
export const USES_CODE = sql`(${ORDER_STANDS} and not ${ALL_BACK})`;
