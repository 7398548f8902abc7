import { type SQL, sql } from 'drizzle-orm';
import { holdIsOpen, NOW } from './seats.ts';

/**
 * Whether an order `o` with the hold `h` stands: it was not canceled, and it has its places or its hold still keeps them by the
 * database's clock. An order whose hold has ended stands no longer, even if no job has seen it.
 */
const ORDER_STANDS = sql`(o.cancelled_at is null and (o.settled_at is not null or h.used_at is not null
  or ${holdIsOpen('h', NOW)}))`;

/** How many places of an intensive are sold or kept at one of its prices. */
export function soldAt(priceId: SQL, intensiveId: SQL): SQL {
  return sql`(select count(*)::int from orders o join order_lines l on l.order_id = o.id join registrations r on r.id = l.registration_id
    left join holds h on h.id = o.hold_id
    where o.intensive_id = ${intensiveId} and o.price_id = ${priceId} and ${ORDER_STANDS} and r.ended_at is null and r.intensive_id = ${intensiveId})`;
}

/** How many places of an intensive are given free of charge: those without an order. */
export function freePlaces(intensiveId: SQL): SQL {
  return sql`(select count(*)::int from registrations r where r.intensive_id = ${intensiveId}
    and r.state in ('HELD', 'AWAITING_PAYMENT', 'CONFIRMED') and not exists (select from order_lines l where l.registration_id = r.id))`;
}

/** Whether everything that was paid for an order `o` went back, so that its code can be used again. */
const ALL_BACK = sql`coalesce(o.total_minor > 0 and (select sum(f.amount_minor) from refunds f
    where f.order_id = o.id and f.state = 'SUCCEEDED') >= (select sum(p.amount_minor) from payments p where p.order_id = o.id), false)`;

/** Whether an order `o` with the hold `h` has used its code, and a price that was granted. */
export const USES_CODE = sql`(${ORDER_STANDS} and not ${ALL_BACK})`;

/**
 * How many places have a code: live ones of orders that stand, unless all the money went back. Otherwise one use would lower the
 * price of a whole group.
 */
export function placesWithCode(codeId: SQL): SQL {
  return sql`select count(*)::int from orders o
    join order_lines l on l.order_id = o.id join registrations r on r.id = l.registration_id left join holds h on h.id = o.hold_id
    where o.code_id = ${codeId} and r.ended_at is null and ${USES_CODE}`;
}

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

/** Whether the bank of whoever paid for a registration `r` has taken the money until it decides. As `disputeStanding` reads its word. */
const IN_DISPUTE = sql`exists (select from order_lines l join payments m on m.order_id = l.order_id
    join disputes d on d.payment_id = m.id
  where l.registration_id = r.id and d.status not like 'warning%' and d.status not in ('won', 'prevented', 'lost'))`;

/** Whether all that was paid for the place of a registration `r` is on its way back. What failed stays paid. */
const GOES_BACK = sql`exists (select from order_lines l where l.registration_id = r.id and l.total_minor > 0
  and (select sum(b.amount_minor) from refunds b where b.line_id = l.id and b.state not in ('FAILED', 'CANCELED')) >= l.total_minor)`;

/** How the place of a registration `r` is paid: a PlaceMoney. A place without an order was given. */
export const PLACE_MONEY_OF = sql`case when not ${LETS_IN} or ${GOES_BACK} then 'REFUNDED' when ${IN_DISPUTE} then 'DISPUTED'
  when exists (select from order_lines l join orders o on o.id = l.order_id where l.registration_id = r.id and l.total_minor > 0
    and o.settled_at is null) then 'DUE'
  when exists (select from order_lines l where l.registration_id = r.id and l.total_minor > 0) then 'PAID' else 'FREE' end`;
