import { type SQL, sql } from 'drizzle-orm';

/** The most rows that a list returns. */
export const MAX_PAGE = 100;
/** How many rows a list returns when the client does not say. */
export const DEFAULT_PAGE = 20;

/** Below and above every key. */
export const LOWEST = '00000000-0000-0000-0000-000000000000';
export const HIGHEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The part of a list that a page requests: keys strictly between, newest first unless inverted. */
export type Window = { above: string; below: string; inverted: boolean; limit: number };

/**
 * The condition, order and limit of a page, over a key column of the surrounding statement. Its parameters are those of Window,
 * which the statement adds to its own.
 */
export function windowOn(column: string): SQL {
  const key = sql.raw(column);
  return sql`${key} < ${sql.placeholder('below')}::uuid and ${key} > ${sql.placeholder('above')}::uuid
    order by (case when ${sql.placeholder('inverted')}::boolean then ${key} end) asc nulls last, ${key} desc
    limit ${sql.placeholder('limit')}::int`;
}

/** The newest rows of a list, so many at most. */
export function wholeWindow(limit: number): Window {
  return { above: LOWEST, below: HIGHEST, inverted: false, limit };
}
