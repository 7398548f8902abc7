import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { ANSWERABLE } from './deciders.ts';
import { type StoredRequest, WHOLE } from './requests.ts';

/** What a person's registration says about accommodation. */
export type OwnAccommodations = {
  registrationId: RegistrationId;
  kind: IntensiveKind;
  /** Whether the registration has not ended, and whether the event has. */
  live: boolean;
  over: boolean;
  answerable: boolean;
  /** The newest first. */
  requests: StoredRequest[];
};

const own = statement<{ userId: UserId; ids: readonly RegistrationId[]; now: Date }, OwnAccommodations>(
  'own_accommodations',
  (p) => sql`select r.id as "registrationId", i.kind, r.ended_at is null as live, ${ANSWERABLE} as answerable,
      i.cancelled_at is not null or coalesce((select max(g.ends_at) from intensive_segments g where g.intensive_id = i.id)
        <= ${p('now')}::timestamptz, false) as over,
      (select coalesce(json_agg(${WHOLE} order by q.id desc), '[]') from accommodation_requests q
        where q.registration_id = r.id and q.user_id = r.user_id) as requests
    from registrations r join intensives i on i.id = r.intensive_id
    where r.id = any(${p('ids')}::uuid[]) and r.user_id = ${p('userId')}::uuid`,
);

/** Of these registrations, those that this person has themselves. */
export function ownAccommodations(
  db: Database,
  asked: { userId: UserId; ids: readonly RegistrationId[]; now: Date },
): Promise<OwnAccommodations[]> {
  return own(db, asked);
}
