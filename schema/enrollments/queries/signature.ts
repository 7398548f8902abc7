import { type SQL, sql } from 'drizzle-orm';

/** The newest signature of enrollment e in JSON, with its ordinal; null when nothing was signed. */
export const newestSignature: SQL = sql`(
  select json_build_object('signedAt', a.attested_at, 'typedName', a.typed_name, 'ordinal', a.ordinal)
  from attestations a where a.enrollment_id = e.id order by a.ordinal desc limit 1)`;
