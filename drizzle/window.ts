import { type SQL, sql } from 'drizzle-orm';

/** A list gives at most this many rows. */
export const MAX_PAGE = 100;
/** A list gives this many rows when nobody says how many. */
export const DEFAULT_PAGE = 20;

/** The part of a list that a page asks for: keys strictly between, newest first unless inverted. */
export type Window = { above: string; below: string; inverted: boolean; limit: number };

/**
 * The condition, order and limit of a page, over a key column of the statement around it. Its parameters are those of Window, which
 * the statement takes along in its own.
 */
export function windowOn(column: string): SQL {
  const key = sql.raw(column);
  return sql`${key} < ${sql.placeholder('below')}::uuid and ${key} > ${sql.placeholder('above')}::uuid
    order by (case when ${sql.placeholder('inverted')}::boolean then ${key} end) asc nulls last, ${key} desc
    limit ${sql.placeholder('limit')}::int`;
}
