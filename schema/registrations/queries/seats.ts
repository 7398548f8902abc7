import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { entryWaits, MOMENT, seatsTakenAt } from '../../intensives/queries/seats.ts';

const taken = statement<{ intensiveId: IntensiveId }, { taken: number }>(
  'seats_taken',
  (p) => sql`with ${MOMENT} select ${seatsTakenAt(sql`${p('intensiveId')}::uuid`, sql`m.at`)} as taken from moment m`,
);

/** How many seats are taken now, by the database's clock: confirmed ones and open holds. */
export async function seatsTaken(db: Database, intensiveId: IntensiveId): Promise<number> {
  return (await taken(db, { intensiveId }))[0]?.taken ?? 0;
}

export type PublicSeats = { intensiveId: IntensiveId; capacity: number; left: number; waiting: number };

const seats = statement<{ ids: readonly IntensiveId[] }, PublicSeats>(
  'public_seats',
  (p) => sql`with ${MOMENT}, counted as (
      select i.id, i.capacity, ${seatsTakenAt(sql`i.id`, sql`m.at`)} as taken,
        (select count(*)::int from waitlist_entries e where e.intensive_id = i.id and ${entryWaits('e')}) as waiting
      from moment m, intensives i where i.id = any(${p('ids')}::uuid[]))
    select id as "intensiveId", capacity, waiting,
      case when waiting > 0 then 0 else greatest(capacity - taken, 0) end as left from counted`,
);

/** What the public sees of the seats of these intensives: none is left while anybody waits. */
export const publicSeats = (db: Database, ids: readonly IntensiveId[]): Promise<PublicSeats[]> => seats(db, { ids });
