import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** Whether a hold keeps its seats at an instant. */
export function holdIsOpen(hold: string, at: SQL): SQL {
  const h = sql.raw(hold);
  return sql`(${h}.released_at is null and ${h}.used_at is null and (${h}.frees_at is null or ${h}.frees_at > ${at}))`;
}

/** The seats that are taken at an instant: confirmed ones, and those that open holds keep. */
export function seatsTakenAt(intensiveId: SQL, at: SQL): SQL {
  return sql`((select count(*) from registrations c where c.intensive_id = ${intensiveId} and c.state = 'CONFIRMED')
    + (select coalesce(sum(o.seats), 0) from holds o where o.intensive_id = ${intensiveId} and ${holdIsOpen('o', at)}))::int`;
}

/** Whether an entry of a waitlist waits for its first offer. One whose offer has ended waits no longer, even if no job has seen it. */
export function entryWaits(entry: string): SQL {
  const e = sql.raw(entry);
  return sql`(${e}.ended_at is null
    and not exists (select 1 from waitlist_offers w where w.entry_id = ${e}.id and w.answered_at is null))`;
}

/** The database's clock, read once for a statement. */
export const MOMENT = sql`moment as materialized (select clock_timestamp() as at)`;

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
