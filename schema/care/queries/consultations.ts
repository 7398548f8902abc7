import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { NOW, seatsTakenAt } from '../../intensives/queries/seats.ts';

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
