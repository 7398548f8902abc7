import { type SQL, sql } from 'drizzle-orm';

/** Whether the account of a person is named as an instructor of an intensive, by two expressions for their keys. */
export const isNamedOn = (intensiveId: SQL, userId: SQL): SQL =>
  sql`exists (select from intensive_instructors n where n.intensive_id = ${intensiveId} and n.user_id = ${userId} and n.removed_at is null)`;
