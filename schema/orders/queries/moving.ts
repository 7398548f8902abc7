import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, IntensiveId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';

const same = statement<{ one: CourseVersionId; other: CourseVersionId }, { same: boolean }>(
  'versions_of_one_course',
  (p) =>
    sql`select count(distinct course_id) = 1 as same from course_versions where id in (${p('one')}, ${p('other')})`,
);

/** Whether two events are dates of one course; of events without a course, whether they are sold under one name. */
export async function isSameCourse(db: Database, one: IntensiveRow, other: IntensiveRow): Promise<boolean> {
  if (one.courseVersionId === null || other.courseVersionId === null) return one.neutralName === other.neutralName;
  return (await same(db, { one: one.courseVersionId, other: other.courseVersionId }))[0]?.same ?? false;
}

const declined = statement<{ userId: UserId; intensiveId: IntensiveId }, { declined: boolean }>(
  'was_declined',
  (p) => sql`select exists (select from registrations r where r.user_id = ${p('userId')}
    and r.intensive_id = ${p('intensiveId')} and r.state = 'DECLINED') as declined`,
);

/** Whether the organizer declined an application of the person for an event. */
export async function wasDeclined(db: Database, userId: UserId, intensiveId: IntensiveId): Promise<boolean> {
  return (await declined(db, { userId, intensiveId }))[0]?.declined ?? false;
}

const given = statement<{ id: RegistrationId; payer: UserId }, { given: boolean }>(
  'was_given_away_by_payer',
  (p) => sql`with recursive before as (
      select r.id, r.user_id, r.transferred_from from registrations r where r.id = ${p('id')}
      union all select r.id, r.user_id, r.transferred_from from registrations r join before b on r.id = b.transferred_from
    ) select coalesce((select user_id from before where id = ${p('id')}) is distinct from ${p('payer')}::uuid
      and bool_or(user_id = ${p('payer')}::uuid), false) as given from before`,
);

/**
 * Whether the person placed the order of a place and still disposes of it: of the places of a group always, of their own until they have
 * given it to somebody else.
 */
export async function isPayers(
  db: Database,
  { userId }: { userId: UserId },
  id: RegistrationId,
  order: { placedBy: UserId | null } | null,
): Promise<boolean> {
  if (order === null || order.placedBy !== userId) return false;
  return !((await given(db, { id, payer: userId }))[0]?.given ?? false);
}
