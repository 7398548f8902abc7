import { type SQL, sql } from 'drizzle-orm';

/** What license l says now, as v: `from licenses l cross join ${newestVersion}`. */
export const newestVersion: SQL = sql`lateral (
  select * from license_versions v where v.license_id = l.id order by v.ordinal desc limit 1) v`;
