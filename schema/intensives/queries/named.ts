import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/**
 * Whether a person's account is that of an instructor who is named on an intensive now, and still a member of its organization. Its
 * aliases are its own, so that a caller's columns are never taken for them.
 */
export function isNamedInstructor(intensiveId: SQL, userId: SQL): SQL {
  return sql`exists (select from intensive_instructors naming join intensives named on named.id = naming.intensive_id
      join memberships held on held.organization_id = named.organization_id and held.user_id = naming.user_id
        and held.role <> 'AUDITOR'
    where naming.intensive_id = ${intensiveId} and naming.user_id = ${userId} and naming.removed_at is null)`;
}

/**
 * Whether a reader may see who somebody at an intensive `i` is: of a training whoever may read its registrations, of every other event
 * only the instructors that are named on it.
 */
export function showsPeople(viewer: SQL): SQL {
  return sql`(i.kind = 'TRAINING' or ${isNamedInstructor(sql`i.id`, viewer)})`;
}

const named = statement<{ intensiveId: IntensiveId; userId: UserId }, { named: boolean }>(
  'is_named_instructor',
  (p) => sql`select ${isNamedInstructor(sql`${p('intensiveId')}::uuid`, sql`${p('userId')}::uuid`)} as named`,
);

/** Whether the person is an instructor who is named on the intensive. */
export async function leads(db: Database, asked: { intensiveId: IntensiveId; userId: UserId }): Promise<boolean> {
  return (await named(db, asked))[0]?.named ?? false;
}
