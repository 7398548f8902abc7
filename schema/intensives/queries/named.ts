import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** Whether a person's account is that of an instructor who is named on an intensive now, and still a member of its organization. */
export function isNamedInstructor(intensiveId: SQL, userId: SQL): SQL {
  return sql`exists (select from intensive_instructors t join intensives led on led.id = t.intensive_id
      join memberships m on m.organization_id = led.organization_id and m.user_id = t.user_id and m.role <> 'AUDITOR'
    where t.intensive_id = ${intensiveId} and t.user_id = ${userId} and t.removed_at is null)`;
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
