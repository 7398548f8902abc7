import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

const taken = statement<{ intensiveId: IntensiveId }, { taken: number }>(
  'seats_taken',
  (
    p,
  ) => sql`select ((select count(*) from registrations c where c.intensive_id = ${p('intensiveId')} and c.state = 'CONFIRMED')
    + (select coalesce(sum(h.seats), 0) from holds h where h.intensive_id = ${p('intensiveId')} and h.released_at is null
        and h.used_at is null and (h.frees_at is null or h.frees_at > clock_timestamp())))::int as taken`,
);

/** How many seats are taken now, by the database's clock: confirmed ones and open holds. */
export async function seatsTaken(db: Database, intensiveId: IntensiveId): Promise<number> {
  return (await taken(db, { intensiveId }))[0]?.taken ?? 0;
}
