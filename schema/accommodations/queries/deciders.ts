import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { PERMISSIONS } from '../../organizations/rules/permissions.ts';

const ROLES = sql.raw(PERMISSIONS.ANSWER_ACCOMMODATIONS.roles.map((role) => `'${role}'`).join(', '));

// Found by its key: PostgreSQL would read the whole table for `exists` beside an `or`.
const IS_NAMED: SQL = sql`coalesce((select true from intensive_instructors n where n.intensive_id = i.id and n.user_id = m.user_id
    and n.removed_at is null limit 1), false)`;

/**
 * Whether a membership m in the organization of an intensive i may act on requests about it: for a training, owners, organizers and
 * the instructors named on it; for every other event these instructors alone.
 */
const ACTS: SQL = sql`m.organization_id = i.organization_id and m.role in (${ROLES})
  and ((i.kind = 'TRAINING' and m.role in ('OWNER', 'ORGANIZER')) or ${IS_NAMED})`;

/** Whether a person may act on requests about an intensive i. */
export function mayAct(userId: SQL): SQL {
  return sql`exists (select from memberships m where m.user_id = ${userId}::uuid and ${ACTS})`;
}

/** Whether anybody may act on requests about an intensive i. */
export const ANSWERABLE: SQL = sql`exists (select from memberships m where ${ACTS})`;

const acting = statement<{ intensiveId: IntensiveId }, { userId: UserId }>(
  'acting_on_accommodations',
  (p) => sql`select m.user_id as "userId" from intensives i join memberships m on ${ACTS}
    where i.id = ${p('intensiveId')} order by m.user_id`,
);

/** Who may act on requests about an intensive. */
export async function whoActs(db: Database, intensiveId: IntensiveId): Promise<UserId[]> {
  return (await acting(db, { intensiveId })).map(({ userId }) => userId);
}
