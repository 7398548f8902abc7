import { type SQL, sql } from 'drizzle-orm';

/** The database's clock, for statements that read it at one place. */
export const NOW = sql`clock_timestamp()`;

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
