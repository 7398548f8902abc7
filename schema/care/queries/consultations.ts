import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import { NOW, seatsTakenAt } from '../../intensives/queries/seats.ts';
import type { Times } from '../rules/slots.ts';

type Asked = { organizationId: OrganizationId; now: Date };

const open = statement<Asked, { id: IntensiveId }>(
  'open_consultations',
  (p) => sql`select i.id from intensives i
    where i.organization_id = ${p('organizationId')} and i.kind = 'CONSULTATION' and i.published_at is not null
      and i.cancelled_at is null and i.registration_opens_at <= ${p('now')}::timestamptz
      and i.registration_closes_at > ${p('now')}::timestamptz and i.capacity > ${seatsTakenAt(sql`i.id`, NOW)}
    order by (select min(g.starts_at) from intensive_segments g where g.intensive_id = i.id), i.id limit 100`,
);

/** The consultations of an organization that can be booked now, the soonest first. */
export async function openConsultations(db: Database, asked: Asked): Promise<IntensiveId[]> {
  return (await open(db, asked)).map(({ id }) => id);
}

type Leading = {
  organizationId: OrganizationId;
  name: string;
  except: readonly IntensiveId[];
  from: Date;
  until: Date;
};

const led = statement<Leading, Times, { startsAt: string; endsAt: string }>(
  'times_that_somebody_leads',
  (p) => sql`select g.starts_at as "startsAt", g.ends_at as "endsAt" from intensives i
    join intensive_instructors t on t.intensive_id = i.id and t.removed_at is null
    join intensive_segments g on g.intensive_id = i.id and g.instructor_ids ? t.id::text
    where i.organization_id = ${p('organizationId')} and i.cancelled_at is null
      and i.id <> all(${p('except')}::uuid[]) and lower(t.name) = lower(${p('name')}::text)
      and g.ends_at > ${p('from')}::timestamptz and g.starts_at < ${p('until')}::timestamptz`,
  ({ startsAt, endsAt }) => ({ startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) }),
);

/** When somebody leads a part of an event of an organization, drafts included, between two instants; except of these events. */
export function timesLedBy(tx: Database, asked: Leading): Promise<Times[]> {
  return led(tx, asked);
}
