import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { Led } from '../rules/busy.ts';

type Leading = {
  organizationId: OrganizationId;
  names: readonly string[];
  except: readonly IntensiveId[];
  from: Date;
  until: Date;
};

const led = statement<Leading, Led, Omit<Led, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }>(
  'times_that_somebody_leads',
  (p) => sql`select t.name, i.title as what, g.starts_at as "startsAt", g.ends_at as "endsAt" from intensives i
    join intensive_instructors t on t.intensive_id = i.id and t.removed_at is null
    join intensive_segments g on g.intensive_id = i.id and g.instructor_ids ? t.id::text
    where i.organization_id = ${p('organizationId')} and i.cancelled_at is null and i.removed_at is null
      and i.id <> all(${p('except')}::uuid[]) and lower(t.name) = any(select lower(n) from unnest(${p('names')}::text[]) n)
      and g.ends_at > ${p('from')}::timestamptz and g.starts_at < ${p('until')}::timestamptz
    order by g.starts_at, i.id, g.position`,
  ({ startsAt, endsAt, ...one }) => ({ ...one, startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) }),
);

/** When these people lead a part of an event of an organization, drafts included, between two instants; except of these events. */
export function timesLedBy(tx: Database, asked: Leading): Promise<Led[]> {
  return led(tx, asked);
}
