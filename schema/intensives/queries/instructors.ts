import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether the account of a person is named as an instructor of an intensive, by two expressions for their keys. Found by its key:
 * PostgreSQL would read the whole table for `exists` beside an `or`.
 */
export function isNamedOn(intensiveId: SQL, userId: SQL): SQL {
  return sql`coalesce((select true from intensive_instructors n where n.intensive_id = ${intensiveId} and n.user_id = ${userId}
    and n.removed_at is null limit 1), false)`;
}
