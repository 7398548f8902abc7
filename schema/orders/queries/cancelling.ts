import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

const live = statement<{ intensiveId: IntensiveId; after: string; most: number }, { id: RegistrationId }>(
  'live_registrations_of_intensive',
  (p) => sql`select r.id from registrations r where r.intensive_id = ${p('intensiveId')} and r.ended_at is null
    and r.id > ${p('after')}::uuid order by r.id limit ${p('most')}::int`,
);

type Page = { intensiveId: IntensiveId; after: string; most: number };

/** The registrations of an intensive that have not ended, in the order of their keys. */
export async function liveRegistrations(db: Database, page: Page): Promise<RegistrationId[]> {
  return (await live(db, page)).map(({ id }) => id);
}

export type CancellationProgress = {
  ended: number;
  left: number;
  refunds: number;
  refundedMinor: number;
  refundingMinor: number;
  failed: number;
};

const progress = statement<{ intensiveId: IntensiveId }, CancellationProgress>(
  'progress_of_cancellation',
  (p) => sql`select
    (select count(*)::int from registrations r where r.intensive_id = ${p('intensiveId')} and exists
      (select from registration_states s where s.registration_id = r.id and s.because = 'EVENT_CANCELLED')) as ended,
    (select count(*)::int from registrations r where r.intensive_id = ${p('intensiveId')} and r.ended_at is null) as left,
    f.* from (select count(*)::int as refunds,
      coalesce(sum(b.amount_minor) filter (where b.state = 'SUCCEEDED'), 0)::int as "refundedMinor",
      coalesce(sum(b.amount_minor) filter (where b.state in ('REQUESTED', 'TO_CONFIRM', 'PENDING', 'WAITING_FOR_BALANCE')), 0)::int as "refundingMinor",
      (count(*) filter (where b.state in ('FAILED', 'CANCELED')))::int as failed
      from (select distinct b.id, b.amount_minor, b.state from registrations r join order_lines l on l.registration_id = r.id
        join lateral (select * from refunds b where b.order_id = l.order_id and (b.line_id = l.id or b.line_id is null)
          and b.cause = 'EVENT_CANCELLED' offset 0) b on true where r.intensive_id = ${p('intensiveId')}) b) f`,
);

/** How far the cancellation of an event has come, counted from what it did. */
export async function progressOf(db: Database, intensiveId: IntensiveId): Promise<CancellationProgress> {
  const [row] = await progress(db, { intensiveId });
  if (row === undefined) throw new Error('a count answered nothing');
  return row;
}
