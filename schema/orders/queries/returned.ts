import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { REFUND_CAUSES } from '../../../drizzle/tables/payments.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { LETS_IN } from '../../intensives/queries/uses.ts';
import type { Because } from '../../registrations/rules/states.ts';
import type { CheckoutState } from '../rules/checkout.ts';
import type { RefundState } from '../rules/standing.ts';

type ReturnedPlace = {
  id: RegistrationId;
  state: RegistrationState;
  because: Because;
  mine: boolean;
  /** Whether its person took it over from another. */
  passed: boolean;
  /** False when its money went back, so that it shows neither venue nor link. */
  letsIn: boolean;
};

/** A checkout of a person, and what came of it. */
export type ReturnedCheckout = {
  state: CheckoutState;
  sessionId: string | null;
  url: string | null;
  amountMinor: number;
  expiresAt: Date;
  /** When Stripe was last asked. */
  readAt: Date | null;
  /** The name that a statement shows. */
  soldAs: string;
  currency: string;
  totalMinor: number;
  /** All that came for the order. */
  paidMinor: number;
  /** Of the date where the place is now. */
  timeZone: string;
  startsAt: Date | null;
  /** Whether that is another date than the one that was bought. */
  moved: boolean;
  /** Whether the organizer canceled it. */
  calledOff: boolean;
  /** The places that the order pays for; `mine` is the one of the person themselves. */
  places: ReturnedPlace[];
  /** `here`: of the payment that this checkout brought. */
  refunds: { cause: (typeof REFUND_CAUSES)[number]; state: RefundState; amountMinor: number; here: boolean }[];
};

type Asked = { userId: UserId; sessionId: string | null };

const own = statement<Asked, ReturnedCheckout>(
  'returned_checkout',
  (
    p,
  ) => sql`select c.state, c.session_id as "sessionId", c.url, c.amount_minor as "amountMinor", c.expires_at as "expiresAt",
      c.read_at as "readAt", o.sold_as as "soldAs", o.currency, o.total_minor as "totalMinor", i.time_zone as "timeZone",
      i.id <> o.intensive_id as moved, i.cancelled_at is not null as "calledOff",
      (select min(s.starts_at) from intensive_segments s where s.intensive_id = i.id) as "startsAt",
      (select coalesce(sum(m.amount_minor), 0)::int from payments m where m.order_id = o.id) as "paidMinor",
      (select coalesce(json_agg(json_build_object('id', r.id, 'state', r.state, 'mine', r.user_id is not distinct from ${p('userId')}::uuid,
          'because', (select s.because from registration_states s where s.registration_id = r.id order by s.ordinal desc limit 1),
          'passed', exists (select from registrations b where b.id = r.transferred_from and b.intensive_id = r.intensive_id),
          'letsIn', ${LETS_IN})
          order by l.position), '[]'::json)
        from order_lines l join registrations r on r.id = l.registration_id where l.order_id = o.id) as places,
      (select coalesce(json_agg(json_build_object('cause', f.cause, 'state', f.state, 'amountMinor', f.amount_minor,
          'here', m.checkout_id is not distinct from c.id) order by f.requested_at), '[]'::json)
        from refunds f join payments m on m.id = f.payment_id where f.order_id = o.id) as refunds
    from orders o join checkouts c on c.order_id = o.id join intensives i on i.id = coalesce((
        select r.intensive_id from order_lines l join registrations r on r.id = l.registration_id
        where l.order_id = o.id order by r.ended_at is null desc, l.position limit 1), o.intensive_id)
    where o.placed_by = ${p('userId')} and (${p('sessionId')}::text is null or c.session_id = ${p('sessionId')})
    order by c.made_at desc, c.id desc limit 1`,
);

/** The checkout of a session, or the newest one when Stripe named none, of this person; null for anybody else's. */
export async function returnedCheckout(db: Database, asked: Asked): Promise<ReturnedCheckout | null> {
  return (await own(db, asked))[0] ?? null;
}
