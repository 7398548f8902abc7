import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

const ofPerson = statement<{ userId: UserId }, { id: IntensiveId }>(
  'events_of_person',
  (p) => sql`with own as (
      select r.id, r.intensive_id from registrations r where r.user_id = ${p('userId')} and r.ended_at is null
    ), ordered as (
      select o.intensive_id, r.intensive_id as moved_to from orders o join order_lines l on l.order_id = o.id
        left join registrations r on r.id = l.registration_id
      where o.placed_by = ${p('userId')}
    )
    select intensive_id as id from own
    union select o.intensive_id from own join order_lines l on l.registration_id = own.id join orders o on o.id = l.order_id
    union select e.intensive_id from waitlist_entries e where e.user_id = ${p('userId')} and e.ended_at is null
    union select intensive_id from ordered union select moved_to from ordered where moved_to is not null
    order by id`,
);

/** The events where a person has a place, waits, or ordered places, and those from which such places moved; in the order of their keys. */
export async function eventsOf(db: Database, userId: UserId): Promise<IntensiveId[]> {
  return (await ofPerson(db, { userId })).map(({ id }) => id);
}

const lock = statement<{ ids: readonly IntensiveId[] }, { id: IntensiveId }>(
  'lock_events',
  (p) => sql`select id from intensives where id = any(${p('ids')}::uuid[]) order by id for no key update`,
);

/** Locks events in the order of their keys, as every verb that touches several. */
export async function lockEvents(tx: Database, ids: readonly IntensiveId[]): Promise<void> {
  await lock(tx, { ids });
}
