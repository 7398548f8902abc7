import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
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

const standing = statement<{ id: RegistrationId }, { letsIn: boolean }>(
  'place_lets_in',
  (p) => sql`select ${LETS_IN} as "letsIn" from registrations r where r.id = ${p('id')}`,
);

/** Whether a place lets its person in: nobody takes over, or moves, one whose money went back. */
export async function letsIn(db: Database, id: RegistrationId): Promise<boolean> {
  return (await standing(db, { id }))[0]?.letsIn ?? false;
}
