import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/** The start from which a policy counts, and where its days count. `moved`: it is that of a date from which the place moved. */
export type PolicyStart = { startsAt: Date; timeZone: string; moved: boolean };

const rescheduled = (place: 'c' | 'b') => sql`exists (select from intensive_changes n
  where n.intensive_id = ${sql.raw(place)}.intensive_id and n.kind = 'RESCHEDULED'
    and n.changed_at > coalesce(${sql.raw(place)}.confirmed_at, ${sql.raw(place)}.created_at))`;

const start = statement<{ registrationId: RegistrationId }, PolicyStart>(
  'start_of_policy',
  (p) => sql`with recursive c as (
      select r.id, r.intensive_id, r.transferred_from, r.confirmed_at, r.created_at, r.intensive_id as now_at
      from registrations r where r.id = ${p('registrationId')}
      union all
      select b.id, b.intensive_id, b.transferred_from, b.confirmed_at, b.created_at, c.now_at
      from c join registrations b on b.id = c.transferred_from join intensives e on e.id = b.intensive_id
      where e.cancelled_at is null and not ${rescheduled('c')} and not ${rescheduled('b')}
        and not exists (select from registration_states t where t.registration_id = b.id and t.state = 'TRANSFERRED' and t.by = 'member'))
    select s.starts_at as "startsAt", i.time_zone as "timeZone", c.intensive_id <> c.now_at as moved
    from c join intensives i on i.id = c.intensive_id
      join lateral (select min(g.starts_at) as starts_at from intensive_segments g where g.intensive_id = c.intensive_id) s
        on s.starts_at is not null
    order by s.starts_at, moved limit 1`,
);

/**
 * Whoever moves a place to a later date does not gain another deadline: the earlier start counts. A date that the organizer moved,
 * rescheduled or canceled counts no longer. Null for an event without an agenda.
 */
export async function policyStart(db: Database, registrationId: RegistrationId): Promise<PolicyStart | null> {
  return (await start(db, { registrationId }))[0] ?? null;
}
