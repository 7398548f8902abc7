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

const TAKEN_BACK = sql`exists (select from payments m join disputes d on d.payment_id = m.id
  where m.order_id = o.id and d.status = 'lost')`;

/**
 * Whether a registration `r` lets its person in: not when the money for its place went back whole, or a bank took it for good. The seat
 * is another matter: it stays until somebody ends it.
 */
export const LETS_IN = sql`not exists (select from order_lines l join orders o on o.id = l.order_id
  where l.registration_id = r.id and (${ALL_BACK}
    or (l.total_minor > 0 and (select sum(b.amount_minor) from refunds b where b.line_id = l.id and b.state = 'SUCCEEDED') >= l.total_minor)
    or ${TAKEN_BACK}))`;

/** Whether a bank took the money of a registration `r` for good. */
export const CHARGED_BACK = sql`exists (select from order_lines l join orders o on o.id = l.order_id
  where l.registration_id = r.id and ${TAKEN_BACK})`;
