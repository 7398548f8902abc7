import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CareRecordId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { lastDay } from './places.ts';

type Page = { now: Date; after: string; most: number };
export type KeptRecord = { id: CareRecordId; ended: boolean };

const page = statement<Page, KeptRecord>(
  'care_records_by_end',
  (
    p,
  ) => sql`select c.id, ${lastDay(sql`r.created_at`, sql`c.kept_until`)} < (${p('now')}::timestamptz at time zone i.time_zone)::date as ended
    from care_records c join registrations r on r.id = c.registration_id join intensives i on i.id = r.intensive_id
    where c.id > ${p('after')}::uuid order by c.id limit ${p('most')}::int`,
);

/** Records in the order of their keys, and whether their last day is over. */
export const recordsByEnd = (db: Database, asked: Page): Promise<KeptRecord[]> => page(db, asked);
