import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

const paid = statement<{ id: RegistrationId }, { paid: boolean }>(
  'is_paid_place',
  (p) => sql`select exists (select 1 from order_lines l join orders o on o.id = l.order_id
    where l.registration_id = ${p('id')} and o.total_minor > 0) as paid`,
);

/** Whether an order with an amount sells the place, so that money follows what happens to it. */
export async function isPaidPlace(db: Database, id: RegistrationId): Promise<boolean> {
  return (await paid(db, { id }))[0]?.paid ?? false;
}
