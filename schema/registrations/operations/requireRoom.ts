import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { entryWaits, holdIsOpen, MOMENT, seatsTakenAt } from '../../intensives/queries/seats.ts';
import { SoldOutError } from '../errors.ts';

type Asked = { intensiveId: IntensiveId; userId: UserAct['userId']; now: Date };
type Room = { left: number };

// No row for somebody who has a registration, a hold or a turn there, none while registration is closed, and none for an event by
// application: the verb decides then.
const room = statement<Asked, Room>(
  'room_at_a_glance',
  (p) => sql`with ${MOMENT}
    select case when exists (select 1 from waitlist_entries e where e.intensive_id = i.id and ${entryWaits('e')}) then 0
        else greatest(i.capacity - ${seatsTakenAt(sql`i.id`, sql`m.at`)}, 0) end as left
    from moment m, intensives i
    where i.id = ${p('intensiveId')}::uuid and i.admission = 'OPEN' and i.published_at is not null
      and i.cancelled_at is null
      and i.registration_opens_at <= ${p('now')}::timestamptz and i.registration_closes_at > ${p('now')}::timestamptz
      and not exists (select 1 from registrations r
        where r.intensive_id = i.id and r.user_id = ${p('userId')}::uuid and r.ended_at is null)
      and not exists (select 1 from holds h where h.user_id = ${p('userId')}::uuid and h.intensive_id = i.id
        and ${holdIsOpen('h', sql`m.at`)})
      and not exists (select 1 from waitlist_entries e
        where e.intensive_id = i.id and e.user_id = ${p('userId')}::uuid and e.ended_at is null)`,
);

type Wanted = { intensiveId: IntensiveId | null; seats: number };

/**
 * Refuses somebody for whom no seat is left, without a lock and before a transaction: in a rush most are refused, and they should not
 * stand in line for the row that the others need. Only takeHold decides who gets a seat. Throws SoldOut.
 */
export async function requireRoom(
  db: Database,
  { userId, now }: UserAct,
  { intensiveId, seats }: Wanted,
): Promise<void> {
  const [found] = intensiveId === null ? [] : await room(db, { intensiveId, userId, now });
  if (found === undefined || found.left >= seats) return;
  throw new SoldOutError({ wanted: seats, left: found.left, waitlist: true });
}
