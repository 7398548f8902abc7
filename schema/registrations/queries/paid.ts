import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LETS_IN } from '../../intensives/queries/uses.ts';

const paid = statement<{ id: RegistrationId }, { paid: boolean }>(
  'is_paid_place',
  (p) => sql`select exists (select 1 from order_lines l join orders o on o.id = l.order_id
    where l.registration_id = ${p('id')} and o.total_minor > 0) as paid`,
);

/** Whether an order with an amount sells the place, so that money follows what happens to it. */
export async function isPaidPlace(db: Database, id: RegistrationId): Promise<boolean> {
  return (await paid(db, { id }))[0]?.paid ?? false;
}

const payer = statement<{ holdId: HoldId }, { userId: UserId }>(
  'payer_of_hold',
  (p) => sql`select o.placed_by as "userId" from orders o where o.hold_id = ${p('holdId')} order by o.id desc limit 1`,
);

/** Whoever placed the newest order on a hold; null when nobody has. */
export async function payerOf(db: Database, holdId: HoldId): Promise<UserId | null> {
  return (await payer(db, { holdId }))[0]?.userId ?? null;
}

const standing = statement<{ id: RegistrationId }, { letsIn: boolean }>(
  'place_lets_in',
  (p) => sql`select ${LETS_IN} as "letsIn" from registrations r where r.id = ${p('id')}`,
);

/** Whether a place lets its person in: nobody takes over, or moves, one whose money went back. */
export async function letsIn(db: Database, id: RegistrationId): Promise<boolean> {
  return (await standing(db, { id }))[0]?.letsIn ?? false;
}
